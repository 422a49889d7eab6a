import { describe, expect, it } from 'vitest';
import { examineApprovers } from '../../src/cli/doctor-approvers.ts';
import { HOUR } from '../../src/domain/instant.ts';
import type { GateRules } from '../../src/domain/proposal/gate-rules.ts';
import { Misconfigured } from '../../src/ports/failures.ts';
import { aGateRules, aGroup, aMatch } from '../builders/gate-rules.ts';
import { NOON } from '../builders/incident.ts';

/** Groups and their members; a guest's id begins with UG. */
const slack = (groups: Readonly<Record<string, readonly string[]>>) => ({
  async membersNow(roster: GateRules['tiers']['standard']['approvers'][number]) {
    if (roster.kind === 'users') return roster.users;
    const members = groups[roster.group];
    if (!members) throw new Misconfigured('no_such_subteam');
    return members;
  },
  isFullMember: async (user: string) => !user.startsWith('UG'),
});

const enough = { SONCALL: ['U1', 'U2'], SLEADS: ['U1', 'U2'], SCHIEFS: ['U1', 'U2', 'U3'] };

const examined = async (
  groups: Readonly<Record<string, readonly string[]>>,
  over: Partial<GateRules> = {},
) => {
  const found = await examineApprovers(slack({ ...enough, ...groups }), aGateRules(over));
  return found.map(({ what, state, lines }) => [what, state, ...lines]);
};

describe('who has the second key', () => {
  it('is enough when each tier has its quorum and one more, who may be the requester', async () => {
    expect(await examined({})).toEqual([
      [
        'approvers of standard changes',
        'fine',
        'SONCALL has enough members; standard needs 1 besides the requester.',
      ],
      [
        'approvers of protected changes',
        'fine',
        'SLEADS has enough members; protected needs 1 besides the requester.',
      ],
      [
        'approvers of critical changes',
        'fine',
        'SCHIEFS has enough members; critical needs 2 besides the requester.',
      ],
    ]);
  });

  it('is too few when nobody could ever reach the quorum', async () => {
    expect(await examined({ SCHIEFS: ['U1'] })).toContainEqual([
      ...['approvers of critical changes', 'bad'],
      'SCHIEFS has 1 member; critical needs 2 besides the requester.',
    ]);
    expect(await examined({ SONCALL: [] })).toContainEqual([
      ...['approvers of standard changes', 'bad'],
      'SONCALL has no member; standard needs 1 besides the requester.',
    ]);
  });

  it('is just enough, and said, when the requester must be somebody else', async () => {
    expect(await examined({ SCHIEFS: ['U1', 'U2'] })).toContainEqual([
      ...['approvers of critical changes', 'warning'],
      'SCHIEFS has 2 members; critical needs 2 besides the requester.',
      'So none of them could ask for such a change.',
    ]);
  });

  it('counts each person once, and no guest', async () => {
    const tiers = {
      ...aGateRules().tiers,
      standard: { quorum: 2, approvers: [aGroup('S1'), aGroup('S2')] },
    };

    expect(await examined({ S1: ['U1', 'UG1', 'UG2'], S2: ['U1', 'U2'] }, { tiers })).toContainEqual([
      ...['approvers of standard changes', 'warning'],
      'S1 has 1 member, S2 has 2 members, 2 together; standard needs 2 besides the requester.',
      'So none of them could ask for such a change.',
    ]);
  });

  it('names a group that Slack does not know', async () => {
    const rules = [{ match: aMatch(), tier: null, approvers: [aGroup('SGONE'), aGroup('SONCALL')] }];

    expect(await examined({}, { rules })).toContainEqual([
      ...['approvers of rule 1', 'bad', 'SONCALL has enough members; it needs 1 besides the requester.'],
      "SGONE is not known in Slack, or can't be asked (no_such_subteam).",
    ]);
  });

  it('is looked at for freezes and for broken glass too', async () => {
    const freeze = {
      ...{ name: 'sale', time: { kind: 'once' as const, from: NOON, to: NOON + HOUR }, match: aMatch() },
      approvers: [aGroup('SBOARD')],
    };
    const breakGlass = {
      people: [{ kind: 'users' as const, users: ['UG9'] }],
      offered: ['restart' as const],
    };

    const found = await examined({ SBOARD: ['U1'] }, { freezes: [freeze], breakGlass });

    expect(found.slice(3)).toEqual([
      [
        ...['approvers in the freeze sale', 'warning'],
        'SBOARD has 1 member; it needs 1 besides the requester.',
        'So none of them could ask for such a change.',
      ],
      ['who may break the glass', 'bad', 'UG9 has no member; one is needed.'],
    ]);
  });
});
