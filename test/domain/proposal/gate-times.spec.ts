import { describe, expect, it } from 'vitest';
import type { FactBody, Happening } from '../../../src/domain/fact.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { nextWake } from '../../../src/domain/proposal/gate-times.ts';
import type { Plan } from '../../../src/domain/proposal/proposal.ts';
import { inChannel, NOON } from '../../builders/incident.ts';
import { aMust, onlyProposal, ways, withProposal } from '../../builders/proposals.ts';

const group = (name: string) => ({ kind: 'usergroup', group: name }) as const;
const one = [group('S1')];
const three = [group('S1'), group('S2'), group('S3')];
const approveBy = NOON + 16 * MINUTE;

const wakeOf = (over: Partial<Plan>, ...then: (FactBody | Happening)[]) =>
  nextWake(onlyProposal(withProposal({ approveBy, ...over }, ...then)));
const due = (over: Partial<Plan>, ...then: (FactBody | Happening)[]) => {
  const next = wakeOf(over, ...then);
  return (
    next && [next.stage, next.roster.kind === 'usergroup' && next.roster.group, (next.at - NOON) / MINUTE]
  );
};

describe('who is woken for a change, and when', () => {
  it('is the first group at once, the next at half of the time, the third at half of what is left', () => {
    expect(due({ approvers: three })).toEqual([0, 'S1', 0]);
    expect(due({ approvers: three }, ways.woken(0, ['UBEN']))).toEqual([1, 'S2', 8]);
    expect(due({ approvers: three }, ways.woken(0, ['UBEN']), ways.woken(1, ['UCAT']))).toEqual([
      2,
      'S3',
      12,
    ]);
  });

  it('is not skipped because one stage was written down twice', () => {
    const twice = [ways.woken(0, []), ways.woken(0, ['UBEN'])];

    expect(due({ approvers: three }, ...twice)).toEqual([1, 'S2', 8]);
  });

  it('is nobody after the last one', () => {
    const all = [0, 1, 2].map((stage) => ways.woken(stage, ['UBEN']));

    expect(due({ approvers: three }, ...all)).toBeNull();
  });

  it('is the only group a second time, at half of the time', () => {
    expect(due({ approvers: one }, ways.woken(0, ['UBEN']))).toEqual([1, 'S1', 8]);
    expect(wakeOf({ approvers: one }, ways.woken(0, ['UBEN']))?.isReminder).toBe(true);
    expect(due({ approvers: one }, ways.woken(0, ['UBEN']), ways.woken(1, ['UBEN']))).toBeNull();
  });

  it('is the next group at once when nobody of the first could be reached', () => {
    expect(due({ approvers: three }, ways.woken(0, [], ['UBEN']))).toEqual([1, 'S2', 0]);
    expect(due({ approvers: one }, ways.woken(0, [], ['UBEN']))).toEqual([1, 'S1', 8]);
  });

  it('is nobody while the requester has something to acknowledge', () => {
    expect(due({ warnings: [aMust] })).toBeNull();
    expect(due({ warnings: [aMust] }, ways.acknowledged)).toEqual([0, 'S1', 0]);
  });

  it('is nobody where the glass is broken, before there is a plan, and after it was decided', () => {
    expect(due({ quorum: 0, warnings: [aMust] })).toBeNull();
    expect(nextWake(onlyProposal(inChannel([ways.proposed()])))).toBeNull();
    expect(due({}, ways.approved)).toBeNull();
    expect(due({}, ways.denied)).toBeNull();
  });
});
