import type { Action, ActionPlan } from '../../../src/domain/action/action.ts';
import { actions } from '../../../src/domain/action/actions.ts';
import type { PlannedRequest } from '../../../src/domain/action/planned-request.ts';
import { planOf } from './planned.ts';
import { situations } from './worn-situations.ts';

/** The page, from the actions themselves: each is planned once, for an example. */
export function actionsPage(): string {
  const examples = situations({ labels: {}, annotations: { team: 'shop' }, replicas: 3, wanted: 5 });
  return [
    '# What can be done to a cluster',
    '',
    'Each action is one file in `src/domain/action/`, named after it, and one line in `actions.ts`. What is not on this page can’t be',
    'done, whoever approves it; what is on it is offered only where the configuration says so. How a change goes from a proposal to',
    'its result is on [its own page](gate.md).',
    '',
    'For each action an example: what is sent, what people approve, how it is verified and how it can be undone, as the action says it.',
    'Every request is pinned to the object’s uid and to the old values that it replaces. A patch leaves two annotations,',
    '`keyturn.dev/incident` and `keyturn.dev/request`, unless it is a JSON patch of an object without any. An action that reads something that Keyturn may not read says so in its plan.',
    '',
    ...actions.flatMap((action) => sectionOf(action, planFor(action, examples))),
  ].join('\n');
}

function planFor(action: Action, examples: ReturnType<typeof situations>): ActionPlan {
  const example = examples[action.name];
  if (!example) throw new Error(`there is no example of ${action.name}`);
  return planOf(action, example);
}

function sectionOf(action: Action, plan: ActionPlan): readonly string[] {
  const { name, title, kinds, reads, readsRevisions } = action;
  return [
    `## ${name}`,
    '',
    `${title}. For ${kinds.join(', ')}.`,
    '',
    ...parametersOf(action),
    `- **Reads** ${[...reads, ...(readsRevisions ? ['the revisions of the target, whole'] : [])].join(', ')}.`,
    `- **Does**: ${plan.sentence}`,
    `- **Before** ${plan.before}; **after** ${plan.after}.`,
    `- **Verified**: ${plan.verify}`,
    `- **Undone**: ${plan.undo ?? 'it can’t be.'}${undoWith(plan)}`,
    '',
    ...requestOf(plan.request),
    '',
  ];
}

function parametersOf({ parameters }: Action): readonly string[] {
  return Object.entries(parameters).map(
    ([name, { required, meaning }]) => `- **${name}**${required ? '' : ' (may be left out)'}: ${meaning}`,
  );
}

function undoWith({ undoWith }: ActionPlan): string {
  if (undoWith === null) return '';
  const given = Object.entries(undoWith.parameters).map(([name, value]) => ` ${name}=${value}`);
  return ` One click proposes it: \`${undoWith.action}${given.join('')}\`.`;
}

function requestOf({ method, path, contentType, body }: PlannedRequest): readonly string[] {
  return [
    '```http',
    `${method} ${path}`,
    `Content-Type: ${contentType}`,
    '',
    JSON.stringify(body, null, 2),
    '```',
  ];
}
