import type { UserId } from '../domain/actor.ts';
import type { GateRules } from '../domain/proposal/gate-rules.ts';
import type { Roster } from '../domain/role.ts';
import type { Directory } from '../ports/directory.ts';
import { Misconfigured, RateLimited, Unavailable } from '../ports/failures.ts';
import type { Examined } from './doctor.ts';

type People = Pick<Directory, 'membersNow' | 'isFullMember'>;

/** Some approvers, and what they are asked for. `needs`: how many besides the requester. */
type Asked = {
  readonly what: string;
  readonly whom: string;
  readonly rosters: readonly Roster[];
  readonly needs: number;
};

/**
 * Everybody who has the second key: that their groups exist, and hold enough full members of the workspace for the quorum
 * and one requester. Asks Slack. Never throws for what Slack answers.
 */
export async function examineApprovers(directory: People, rules: GateRules): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  // One after the other: what one list asks of Slack is known for the next.
  for (const asked of allAsked(rules)) examined.push(await examine(directory, asked));
  return examined;
}

function allAsked({ tiers, rules, freezes, breakGlass }: GateRules): readonly Asked[] {
  const quorum = (tier: keyof typeof tiers): number => tiers[tier].quorum;
  return [
    ...(['standard', 'protected', 'critical'] as const).map((tier) => ({
      ...{
        what: `approvers of ${tier} changes`,
        whom: tier,
        rosters: tiers[tier].approvers,
        needs: quorum(tier),
      },
    })),
    ...rules.flatMap(({ approvers, tier }, i) =>
      approvers === null
        ? []
        : [
            {
              what: `approvers of rule ${i + 1}`,
              whom: 'it',
              rosters: approvers,
              needs: quorum(tier ?? 'standard'),
            },
          ],
    ),
    ...freezes.flatMap(({ name, approvers }) =>
      approvers.length === 0
        ? []
        : [
            {
              what: `approvers in the freeze ${name}`,
              whom: 'it',
              rosters: approvers,
              needs: quorum('standard'),
            },
          ],
    ),
    ...(breakGlass
      ? [{ what: 'who may break the glass', whom: 'it', rosters: breakGlass.people, needs: 0 }]
      : []),
  ];
}

async function examine(directory: People, { what, whom, rosters, needs }: Asked): Promise<Examined> {
  const people = new Set<UserId>();
  const counts: string[] = [];
  const unknown: string[] = [];
  for (const roster of rosters) {
    const name = roster.kind === 'usergroup' ? roster.group : roster.users.join(', ');
    try {
      const full = await fullMembers(directory, roster, needs + 1);
      for (const user of full) people.add(user);
      counts.push(`${name} has ${full.length > needs ? 'enough members' : membersWords(full.length)}`);
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof Misconfigured || error instanceof RateLimited))
        throw error;
      unknown.push(`${name} is not known in Slack, or can't be asked (${error.reason}).`);
    }
  }
  const enough = people.size > needs;
  const need = needs === 0 ? 'one is needed' : `${whom} needs ${needs} besides the requester`;
  const together = counts.length > 1 && !enough ? `, ${people.size} together` : '';
  const line = `${[...counts].join(', ')}${together}; ${need}.`;
  const exact = needs > 0 && people.size === needs ? ['So none of them could ask for such a change.'] : [];
  const state = unknown.length > 0 || people.size < Math.max(1, needs) ? 'bad' : enough ? 'fine' : 'warning';
  return { what, state, lines: [...(counts.length > 0 ? [line] : []), ...unknown, ...exact] };
}

/** Those of a roster who are full members; no more are asked about than it takes. */
async function fullMembers(directory: People, roster: Roster, most: number): Promise<readonly UserId[]> {
  const full: UserId[] = [];
  for (const user of await directory.membersNow(roster)) {
    if (full.length >= most) break;
    if (await directory.isFullMember(user)) full.push(user);
  }
  return full;
}

function membersWords(count: number): string {
  return count === 0 ? 'no member' : `${count} member${count === 1 ? '' : 's'}`;
}
