import { describe, expect, it } from 'vitest';
import type { Button, Document } from '../../../src/domain/document.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { actions } from '../../../src/domain/wording/actions.ts';
import { proposalCard } from '../../../src/domain/wording/proposal-card.ts';
import { documentMessage } from '../../../src/integrations/slack/blocks/document-message.ts';
import { inChannel, NOON } from '../../builders/incident.ts';
import { aMust, aPlan, gateFacts, onlyProposal, ways, withProposal } from '../../builders/proposals.ts';
import { lineText, plainText } from '../../commands/plain-text.ts';

const cardOf = (incident: Incident): Document => proposalCard(incident, onlyProposal(incident));
const shown = (incident: Incident): string => plainText(cardOf(incident));
const push = (incident: Incident): string => lineText(cardOf(incident).push);
const buttonsOf = (incident: Incident): readonly Button[] =>
  cardOf(incident).parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
const pressable = (incident: Incident): readonly string[] => buttonsOf(incident).map(({ action }) => action);
const undoWith = { action: 'undo', parameters: {} } as const;

describe('the card of a change that waits for its second key', () => {
  it('says first what happens to which object in which cluster, where it stands, who wants it and why', () => {
    expect(shown(withProposal()).split('\n').slice(0, 3)).toEqual([
      'prod-eu1 · Restart Deployment shop/checkout',
      'Waiting for a second key: 0 of 1 approved, until 12:15',
      'Proposal 1 of INC-7, by @UANA: “stuck connections”',
    ]);
  });

  it('asks the whole question on a locked phone', () => {
    expect(push(withProposal())).toBe(
      'Approve? restart Deployment shop/checkout in prod-eu1, by @UANA, until 12:15',
    );
  });

  it('shows before and after, how it is verified and undone, and what exactly is approved', () => {
    const text = shown(withProposal({ owner: { kind: 'Rollout', namespace: 'shop', name: 'all' } }));

    expect(text).toContain('Before: running since 10:00\nAfter: restarted');
    expect(text).toContain('Undo: roll back to revision 7\n[Approve]');
    expect(text).toContain('Verified by: all 3 pods ready');
    expect(text).toContain('prod-eu1: 10.0.0.1:6443 · cluster uid u-kube-system');
    expect(text).toContain('object uid u-checkout · owned by Rollout all');
    expect(text).toContain(`plan ${'a'.repeat(12)} ·`);
    expect(shown(withProposal({ undo: null }))).toContain('Undo: It can’t be undone.');
  });

  it('puts what must be acknowledged first and marks it, and asks nobody else before that', () => {
    const note = { id: 'peers', level: 'note', sentence: 'Two of three stay ready.', measure: 1 } as const;
    const waiting = withProposal({ warnings: [note, aMust] });

    expect(shown(waiting)).toContain(
      'What could break\n▲ (not acknowledged) The tag latest means another build now.\n• Two of three stay ready.',
    );
    expect(shown(waiting)).toContain('Waiting for @UANA to acknowledge what could break, until 12:15');
    expect(push(waiting)).toBe(
      '@UANA, acknowledge what could break: restart Deployment shop/checkout in prod-eu1',
    );
    expect(shown(waiting)).not.toContain('@S1');
    expect(pressable(waiting)).toEqual([
      actions.acknowledgeProposal,
      actions.openDenyForm,
      actions.withdrawProposal,
    ]);
  });

  it('says that it was acknowledged, and can be approved then', () => {
    const ready = withProposal({ warnings: [aMust] }, ways.acknowledged);

    expect(shown(ready)).toContain('What could break, acknowledged by @UANA\n▲ The tag latest');
    expect(pressable(ready)).toEqual([
      actions.approveProposal,
      actions.openDenyForm,
      actions.withdrawProposal,
    ]);
  });

  it('asks back before an approval, with the object and the cluster, and carries the plan that was looked at', () => {
    const [approve] = buttonsOf(withProposal());

    expect(approve?.value).toBe(`INC-7/1/${aPlan().hash}`);
    expect(approve?.confirm?.text).toBe(
      'It will restart Deployment shop/checkout in prod-eu1. 3 pods are replaced one after the other',
    );
  });

  it('has the target of a protected change typed out, and says why it is protected', () => {
    const incident = withProposal({ tier: 'protected', protects: 'it is the only replica' });

    expect(shown(incident)).toContain(
      'Tier: protected, because it is the only replica; whoever approves types the target out',
    );
    expect(pressable(incident)[0]).toBe(actions.openApproveForm);
  });

  it('counts the keys, and says who turned theirs and when', () => {
    const incident = withProposal({ quorum: 2, tier: 'critical' }, ways.approved);

    expect(shown(incident)).toContain('Waiting for a second key: 1 of 2 approved, until 12:15');
    expect(shown(incident)).toContain('Approved: 1 of 2, by @UBEN at 12:00');
    expect(shown(incident)).toContain(
      'Proposal 1 of INC-7, by @UANA, approved by @UBEN: “stuck connections”',
    );
  });

  it('says who may approve, who was reached, who was not, and both clocks', () => {
    const groups = ['S1', 'S2'].map((group) => ({ kind: 'usergroup', group }) as const);
    const incident = withProposal({ approvers: groups }, ways.woken(0, ['UBEN'], ['UCAT']));

    expect(shown(incident)).toContain(
      'May approve: @S1, but not @UANA; from 12:07 on the next group is asked',
    );
    expect(shown(incident)).toContain('Reached: @UBEN, last at 12:00\nNot reached: @UCAT');
    expect(shown(incident)).toContain('Clocks: approved by 12:15 and done by 12:30, else it expires');
  });

  it('never names a group that was not woken yet: the mention would wake it', () => {
    const groups = ['S1', 'S2'].map((group) => ({ kind: 'usergroup', group }) as const);

    expect(shown(withProposal({ approvers: groups }))).not.toContain('@S2');
    const both = withProposal({ approvers: groups }, ways.woken(0, ['UBEN']), ways.woken(1, ['UCAT']));
    expect(shown(both)).toContain('May approve: @S1, @S2, but not @UANA');
  });

  it('shows what the dry run would change, before and after below each other', () => {
    const differences = [
      { path: '/spec/replicas', before: '3', after: '5' },
      { path: '/metadata/annotations/a', before: null, after: 'b' },
    ];

    expect(shown(withProposal({ differences }))).toContain(
      '/spec/replicas\n- 3\n+ 5\n/metadata/annotations/a\n+ b\n',
    );
  });

  it('says what freeze is overridden', () => {
    expect(shown(withProposal({ freeze: 'Christmas' }))).toContain('Freeze: Christmas. Only those who may');
  });
});

describe('the card of a change with broken glass', () => {
  it('says so above all, and asks nobody', () => {
    const incident = inChannel([
      ways.proposed({ breakGlass: true }),
      ways.planned({ quorum: 0, warnings: [aMust] }),
    ]);

    expect(shown(incident)).toMatch(/^BROKEN GLASS · prod-eu1 · Restart Deployment/);
    expect(shown(incident)).toContain('Keys: none is asked, the glass is broken');
    expect(pressable(incident)).toEqual([actions.acknowledgeProposal, actions.withdrawProposal]);
  });
});

describe('the card of a change that is decided', () => {
  const done = [ways.approved, ways.started, ways.sent];

  it('can be stopped as soon as it is approved, and as long as it is done', () => {
    const executing = withProposal({}, ways.approved, ways.started);

    expect(shown(withProposal({}, ways.approved))).toContain(
      'Approved, waiting for the executor, until 12:30',
    );
    expect(pressable(withProposal({}, ways.approved))).toEqual([
      actions.stopProposal,
      actions.withdrawProposal,
    ]);
    expect(shown(executing)).toContain('Being done now: nothing was sent yet');
    expect(pressable(executing)).toEqual([actions.stopProposal]);
  });

  it('shows how far it is, and why it can’t be begun yet', () => {
    const waiting = withProposal({}, ways.approved, gateFacts['action.progressed']);
    expect(shown(waiting)).toContain('waiting for the executor, until 12:30: 1 of 3 new pods are ready');
    const incident = withProposal({}, ...done, gateFacts['action.progressed']);

    expect(shown(incident)).toContain('Being done, sent at 12:00: 1 of 3 new pods are ready');
  });

  it('says how it ended, and offers to undo what had its effect, where that is possible', () => {
    const succeeded = ways.ended('succeeded', 'all ready');

    expect(shown(withProposal({ undoWith }, ...done, succeeded))).toContain('Done at 12:00: all ready.');
    expect(pressable(withProposal({ undoWith }, ...done, succeeded))).toEqual([actions.undoProposal]);
    expect(pressable(withProposal({}, ...done, succeeded))).toEqual([]);
  });

  it('offers to undo what failed after it was sent, and to propose anew what never was', () => {
    const failed = ways.ended('failed', 'it is forbidden');

    expect(pressable(withProposal({ undoWith }, ...done, failed))).toEqual([actions.undoProposal]);
    expect(pressable(withProposal({ undoWith }, ways.approved, ways.started, failed))).toEqual([
      actions.proposeAgain,
    ]);
  });

  it('says that nobody knows, and later what was found out', () => {
    const unknown = withProposal({ undoWith }, ...done, ways.ended('unknown', 'the connection broke'));
    const found = withProposal(
      { undoWith },
      ...done,
      ways.ended('unknown', 'x'),
      gateFacts['action.settled'],
    );

    expect(shown(unknown)).toContain('Not known whether it was done: the connection broke.');
    expect(shown(found)).toContain('Done at 12:00: our annotation is there. It was found out later');
  });

  it('says of a stopped one whether the cluster had taken it already', () => {
    const before = withProposal({ undoWith }, ways.approved, ways.stopped);
    const after = withProposal({ undoWith }, ...done, ways.stopped);

    expect(shown(before)).toContain('Stopped by @UBEN at 12:00. Nothing was sent to the cluster.');
    expect(pressable(before)).toEqual([actions.proposeAgain]);
    expect(shown(after)).toContain('The cluster had taken it already; what it began goes on.');
    expect(pressable(after)).toEqual([actions.undoProposal]);
  });

  it.each([
    ['denied', [ways.denied], 'Denied by @UBEN at 12:00: too risky.'],
    ['expired', [gateFacts['action.expired']], 'Expired at 12:00: nobody approved it in time.'],
    ['withdrawn', [ways.withdrawn], 'Withdrawn by @UANA at 12:00.'],
    [
      'superseded',
      [ways.approved, gateFacts['action.superseded']],
      'Not done at 12:00, it is not what was approved any more: replicas 3 -> 1.',
    ],
  ])('says why it was %s, can be proposed anew, and shows no more to weigh', (_, facts, words) => {
    const incident = withProposal({ warnings: [{ ...aMust, level: 'note' }] }, ...facts);

    expect(shown(incident)).toContain(words);
    expect(pressable(incident)).toEqual([actions.proposeAgain]);
    expect(shown(incident)).not.toContain('What could break');
  });

  it('names the proposal that took its place instead of another button', () => {
    const replaced = withProposal({}, { ...gateFacts['action.superseded'], by: 2 });

    expect(shown(replaced)).toContain('Proposal 2 took its place.');
    expect(pressable(replaced)).toEqual([]);
  });

  it('has something to show before there is a plan, and when there will be none', () => {
    expect(shown(inChannel([ways.proposed()]))).toContain('Being planned');
    expect(shown(inChannel([ways.proposed(), gateFacts['action.refused']]))).toContain(
      'Not planned: it is paused.',
    );
  });
});

describe('a card that holds as much as anything can', () => {
  const long = 'x'.repeat(2_000);
  const warning = (n: number, level: 'note' | 'must-acknowledge') => ({
    id: `w${n}`,
    level,
    sentence: `${n} ${long}`,
    measure: n,
  });
  const full = withProposal({
    sentence: long,
    before: long,
    after: long,
    verify: long,
    undo: long,
    protects: long,
    freeze: long,
    warnings: Array.from({ length: 60 }, (_, n) => warning(n, n % 2 ? 'note' : 'must-acknowledge')),
    differences: Array.from({ length: 41 }, (_, n) => ({ path: `/spec/${n}`, before: long, after: null })),
    approvers: [{ kind: 'users', users: Array.from({ length: 80 }, (_, n) => `U${n}`) }],
  });

  it('stays within twenty blocks, keeps its buttons and counts what it leaves out', () => {
    const message = documentMessage(cardOf(full), 'file');

    expect(message.blocks.length).toBeLessThanOrEqual(20);
    expect(message.blocks.some(({ type }) => type === 'actions')).toBe(true);
    expect(shown(full)).toContain('and 22 more that must be acknowledged');
    expect(shown(full)).toContain('and 26 more to know');
  });

  it('brings all warnings and the whole dry run as files', () => {
    const { files } = documentMessage(cardOf(full), 'file');

    expect(files.map(({ name }) => name)).toEqual(['inc-7-1-warnings.txt', 'inc-7-1-dry-run.txt']);
    expect(files[0]?.content.split('\n').filter((line) => line !== '')).toHaveLength(60);
    expect(files[1]?.content).toContain('/spec/40\n- x');
  });
});

describe('the times of a card', () => {
  it('are shown in the reader’s own zone', () => {
    const times = cardOf(withProposal())
      .parts.flatMap((part) => (part.kind === 'text' ? part.lines.flat() : []))
      .filter((inline) => typeof inline !== 'string' && inline.kind === 'time');

    expect(times).toContainEqual({ kind: 'time', at: NOON + 15 * MINUTE, style: 'time' });
    expect(times).toContainEqual({ kind: 'time', at: NOON + 30 * MINUTE, style: 'time' });
  });
});
