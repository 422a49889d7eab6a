import type { ChangeRule, GateRules } from '../domain/proposal/gate-rules.ts';
import type { Roster } from '../domain/role.ts';
import { type AccessPlace, accessPlace } from './access-place.ts';
import type { ActionsSetting } from './actions.ts';
import { changeMatch } from './change-match.ts';

/** A cluster with its identity for writing, which only the executor uses. */
export type ChangeableCluster = { readonly name: string; readonly access: AccessPlace };

/** The clusters that may be changed; none without the settings for it. */
export function changeableClusters(setting: ActionsSetting | undefined): readonly ChangeableCluster[] {
  return (setting?.clusters ?? []).map((cluster) => ({ name: cluster.name, access: accessPlace(cluster) }));
}

/** The rules of the gate, from the file's words; null without them: then no change is offered. */
export function gateRules(setting: ActionsSetting | undefined): GateRules | null {
  if (!setting) return null;
  const { approvers, quorum, approveWithin, executeWithin, freezes, breakGlass } = setting;
  const { standard, protected: second = standard, critical = second } = approvers;
  return {
    allowances: setting.clusters.flatMap(({ name, allow }) =>
      allow.map(({ namespaces, offered }) => ({
        cluster: name,
        namespaces: namespaces === 'all' ? null : namespaces,
        offered,
      })),
    ),
    tiers: {
      standard: { quorum: quorum.standard, approvers: standard.map(rosterOf) },
      protected: { quorum: quorum.protected, approvers: second.map(rosterOf) },
      critical: { quorum: quorum.critical, approvers: critical.map(rosterOf) },
    },
    rules: [...protectedRules(setting.protected), ...setting.rules.map(changeRule)],
    approveWithin,
    executeWithin,
    freezes,
    breakGlass: breakGlass ? { people: breakGlass.people.map(rosterOf), offered: breakGlass.offered } : null,
  };
}

function changeRule({ match, tier, approvers }: ActionsSetting['rules'][number]): ChangeRule {
  return { match: changeMatch(match), tier: tier ?? null, approvers: approvers?.map(rosterOf) ?? null };
}

/** The short form of rules that only raise the tier. */
function protectedRules({ namespaces, objects }: ActionsSetting['protected']): readonly ChangeRule[] {
  const rule = (over: Parameters<typeof changeMatch>[0]): ChangeRule => ({
    ...{ match: changeMatch(over), tier: 'protected', approvers: null },
  });
  return [
    ...(namespaces.length > 0 ? [rule({ namespaces })] : []),
    ...(objects.length > 0 ? [rule({ objects })] : []),
  ];
}

/** The id says what it is: groups begin with S, members with U or W. */
function rosterOf(id: string): Roster {
  return id.startsWith('S') ? { kind: 'usergroup', group: id } : { kind: 'users', users: [id] };
}
