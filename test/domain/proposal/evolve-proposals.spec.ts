import { expect, it } from 'vitest';
import { happened, inChannel, NOON } from '../../builders/incident.ts';
import { aPlan, aWish, gateFacts } from '../../builders/proposals.ts';

const proposed = (proposal: number) =>
  happened(
    { kind: 'action.proposed', proposal, wish: aWish() },
    { by: { kind: 'person', user: 'UANA' }, at: NOON },
  );
const by = (user: string) => ({ by: { kind: 'person', user } as const });

it('an approval of another plan is none, whoever wrote it into the log', () => {
  const { proposals } = inChannel([
    proposed(1),
    gateFacts['action.planned'],
    happened({ kind: 'action.approved', proposal: 1, hash: 'b'.repeat(64) }, by('UBEN')),
  ]);
  expect(proposals[0]).toMatchObject({ state: 'pending', approvals: [{ user: 'UBEN' }] });
});

it('two approvals of one person are one', () => {
  const approved = happened(gateFacts['action.approved'], by('UBEN'));
  const planned = { kind: 'action.planned', proposal: 1, plan: aPlan({ quorum: 2 }) } as const;
  expect(inChannel([proposed(1), planned, approved, approved]).proposals[0]?.state).toBe('pending');
  const other = happened(gateFacts['action.approved'], by('UCAT'));
  expect(inChannel([proposed(1), planned, approved, other]).proposals[0]?.state).toBe('approved');
});

it('what is over is kept in the snapshot for a while, what goes on as long as it does', () => {
  const over = Array.from({ length: 20 }, (_, i) => i + 2).flatMap((proposal) => [
    proposed(proposal),
    { kind: 'action.withdrawn', proposal, reason: null } as const,
  ]);
  const { proposals, lastProposal } = inChannel([proposed(1), ...over]);
  expect(proposals.map(({ proposal }) => proposal)).toEqual([1, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
  expect(lastProposal).toBe(21);
});

it('what ends last is kept, although it was proposed first', () => {
  const over = Array.from({ length: 10 }, (_, i) => i + 2).flatMap((proposal) => [
    proposed(proposal),
    { kind: 'action.withdrawn', proposal, reason: null } as const,
  ]);
  const late = happened({ kind: 'action.withdrawn', proposal: 1, reason: null }, { at: NOON + 60_000 });
  const { proposals } = inChannel([proposed(1), ...over, late]);
  expect(proposals.map(({ proposal }) => proposal)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(proposals[0]?.state).toBe('withdrawn');
});

it('a settled outcome is what was found, and a refused click changes nothing', () => {
  const unknown = [
    proposed(1),
    gateFacts['action.planned'],
    happened(gateFacts['action.approved'], by('UBEN')),
    gateFacts['action.started'],
    { ...gateFacts['action.executed'], outcome: 'unknown' } as const,
  ];
  const settled = (settlement: 'applied-by-us' | 'applied-by-whom-unknown' | 'not-applied') =>
    inChannel([...unknown, { ...gateFacts['action.settled'], settlement }]).proposals[0]?.state;
  expect(settled('applied-by-us')).toBe('succeeded');
  expect(settled('not-applied')).toBe('failed');
  expect(settled('applied-by-whom-unknown')).toBe('unknown');
  const before = inChannel(unknown).proposals;
  expect(inChannel([...unknown, gateFacts['action.click-refused']]).proposals).toEqual(before);
});

it('what was sent, seen on the way and who was woken is part of the proposal', () => {
  const [proposal] = inChannel([
    proposed(1),
    gateFacts['action.planned'],
    gateFacts['action.woken'],
    happened(gateFacts['action.approved'], by('UBEN')),
    gateFacts['action.started'],
    gateFacts['action.sent'],
    gateFacts['action.progressed'],
  ]).proposals;

  expect(proposal).toMatchObject({
    state: 'executing',
    sentAt: NOON,
    progress: '1 of 3 new pods are ready',
    woken: [{ stage: 0, users: ['UBEN'], missed: [], at: NOON }],
  });
});

it('whoever is woken for a change belongs into the channel, once', () => {
  const woken = { ...gateFacts['action.woken'], users: ['UBEN', 'UCAT'] };

  const { wanted } = inChannel([proposed(1), gateFacts['action.planned'], woken, { ...woken, stage: 1 }]);

  expect(wanted.filter((user) => ['UBEN', 'UCAT'].includes(user))).toEqual(['UBEN', 'UCAT']);
});
