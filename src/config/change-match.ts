import { z } from 'zod';
import { type ActionName, actionNames } from '../domain/action/action-name.ts';
import { actions } from '../domain/action/actions.ts';
import { nearest } from '../domain/nearest.ts';
import type { ChangeMatch } from '../domain/proposal/gate-rules.ts';
import { Namespace } from './namespace.ts';

/** The name of an action; a misspelt one is told the nearest. */
export const ActionSetting = z
  .string({ error: 'expected the name of an action' })
  .transform((given, context): ActionName => {
    const known = actionNames.find((name) => name === given);
    if (known) return known;
    const near = nearest(given, actionNames);
    const message = near
      ? `expected the name of an action, perhaps ${near}`
      : `expected the name of an action: ${actionNames.join(', ')}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  })
  .meta({ title: 'action’s name' });

/** What can be changed, and what stands above a pod. */
const kinds = [
  ...new Set(
    [...actions.flatMap((action) => action.kinds), 'ReplicaSet', 'Job'].map((kind) => kind.toLowerCase()),
  ),
];

/** An object as rules name it: `deployment/checkout`. */
export const ObjectSetting = z
  .string()
  .superRefine((given, context) => {
    const [kind = '', name = '', ...more] = given.split('/');
    const isName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name) && more.length === 0;
    if (kinds.includes(kind) && isName) return;
    const near = nearest(kind, kinds);
    const example = isName && near ? `${near}/${name}` : 'deployment/checkout';
    context.addIssue({
      code: 'custom',
      message: `expected kind/name, such as ${example}; kinds are ${kinds.join(', ')}`,
    });
  })
  .meta({ title: 'kind/name' });

/** Which changes a rule or a freeze is about; what is left out may be anything. */
export const MatchSetting = z.strictObject({
  clusters: z.array(z.string().min(1)).min(1).optional().describe('In one of these clusters ...'),
  namespaces: z.array(Namespace).min(1).optional().describe('... in one of these namespaces ...'),
  actions: z.array(ActionSetting).min(1).optional().describe('... one of these actions ...'),
  objects: z
    .array(ObjectSetting)
    .min(1)
    .optional()
    .describe('... on one of these objects, by kind/name, or on what belongs to it.'),
});

/** From the file's words to what the rules take. */
export function changeMatch(setting: z.output<typeof MatchSetting>): ChangeMatch {
  const { clusters = null, namespaces = null, actions: names = null, objects = null } = setting;
  return { clusters, namespaces, actions: names, objects };
}
