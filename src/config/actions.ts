import { z } from 'zod';
import { HOUR, MINUTE } from '../domain/instant.ts';
import { checkAccess } from './access-place.ts';
import { ActionSetting, MatchSetting, ObjectSetting } from './change-match.ts';
import { Duration } from './duration.ts';
import { FreezeSetting } from './freezes.ts';
import { Namespace } from './namespace.ts';
import { Member, UserGroup } from './people.ts';

const NEEDS_APPROVERS =
  'expected the ids of Slack user groups: without approvers nobody has the second key, so Keyturn does not start';

const Approvers = z.array(UserGroup, { error: NEEDS_APPROVERS }).min(1, { error: NEEDS_APPROVERS });

const Offered = z
  .array(ActionSetting, { error: 'expected a list of actions, such as [restart, undo]' })
  .min(1, { error: 'expected a list of actions, such as [restart, undo]' });

const Within = Duration.refine((span) => span >= MINUTE && span <= 4 * HOUR, {
  error: 'expected a time span from 1m to 4h',
});

const WHERE = 'expected a list of namespaces, or the word all';

const Allow = z.strictObject({
  namespaces: z
    .union([z.literal('all'), z.array(Namespace).min(1, { error: WHERE })], { error: WHERE })
    .describe('In these namespaces, or all; kube-system only when it is named. Nodes belong to none.'),
  offered: Offered.describe('The actions that are offered there. What is not here can not be done.'),
});

/** One cluster that may be changed. */
const ChangeableSetting = z
  .strictObject({
    name: z.string().min(1).describe('The name of one of the clusters.'),
    kubeconfig: z.string().min(1).optional().describe('A kubeconfig file with the identity for writing.'),
    context: z.string().min(1).optional().describe('A context of that file. Left out: its current one.'),
    inCluster: z
      .boolean()
      .default(false)
      .describe("The executor runs in this cluster and writes with its pod's service account."),
    allow: z
      .array(Allow, { error: 'expected a list of { namespaces, offered }' })
      .min(1, { error: 'expected a list of { namespaces, offered }' })
      .describe('What may be done where.'),
  })
  .superRefine(checkAccess);

const Rule = z
  .strictObject({
    match: MatchSetting.describe('Which changes it is about.'),
    tier: z
      .enum(['standard', 'protected', 'critical'])
      .optional()
      .describe('At least this tier. A rule raises a tier and never lowers it.'),
    approvers: Approvers.optional().describe('Who approves these changes, whatever their tier.'),
  })
  .refine(({ tier, approvers }) => tier !== undefined || approvers !== undefined, {
    error: 'expected a tier, approvers, or both',
  });

const Quorum = z
  .strictObject({
    standard: z.int().min(1).max(10).default(1).describe('Approvers of a standard change.'),
    protected: z.int().min(1).max(10).optional().describe('Of a protected change; not fewer than standard.'),
    critical: z
      .int()
      .min(2)
      .max(10)
      .optional()
      .describe('Of a critical change; at least two, not fewer than protected.'),
  })
  .transform((given, context) => {
    const { standard, protected: second = standard, critical = Math.max(2, second) } = given;
    if (second < standard || critical < second) {
      context.addIssue({
        code: 'custom',
        message: 'expected that no tier takes fewer approvers than the one below',
      });
    }
    return { standard, protected: second, critical };
  });

const person = z.union([UserGroup, Member], {
  error: 'expected the id of a user group or a member, such as S0614TZR7 or U024BE7LH',
});

/** Changes to clusters: which are offered where, and whose second key they take. */
export const ActionsSetting = z.strictObject({
  clusters: z
    .array(ChangeableSetting, { error: 'expected a list of clusters that may be changed' })
    .min(1, { error: 'expected a list of clusters that may be changed' })
    .describe('The clusters that may be changed, each with an identity for writing of its own.'),
  approvers: z
    .strictObject(
      {
        standard: Approvers.describe('Slack user groups, in the order in which they are woken.'),
        protected: Approvers.optional().describe('For protected changes. Left out: as standard.'),
        critical: Approvers.optional().describe('For critical changes. Left out: as protected.'),
      },
      { error: NEEDS_APPROVERS },
    )
    .describe('Who approves, by tier.'),
  quorum: Quorum.prefault({}).describe('How many approvers it takes besides the requester, by tier.'),
  approveWithin: Within.prefault('15m').describe('How long there is to approve a change, 1m to 4h.'),
  executeWithin: Within.prefault('5m').describe('How long an approval may wait to be executed, 1m to 4h.'),
  protected: z
    .strictObject({
      namespaces: z.array(Namespace).default([]).describe('Every change in one of these.'),
      objects: z
        .array(ObjectSetting)
        .default([])
        .describe('Every change of one of these, by kind/name, or of what belongs to it.'),
    })
    .prefault({})
    .describe('What is at least protected: the target is typed out to approve.'),
  rules: z.array(Rule).default([]).describe('Exceptions: who approves what, and what is of a higher tier.'),
  freezes: z.array(FreezeSetting).default([]).describe('Times in which nobody may approve, or only some.'),
  breakGlass: z
    .strictObject({
      people: z
        .array(person, { error: 'expected the ids of user groups or members' })
        .min(1, { error: 'expected the ids of user groups or members' })
        .describe('User groups and members who may do it.'),
      offered: Offered.describe('The actions that may be done so.'),
    })
    .optional()
    .describe('One person alone, told to everybody and reviewed afterwards. Left out: nobody.'),
});

export type ActionsSetting = z.output<typeof ActionsSetting>;
