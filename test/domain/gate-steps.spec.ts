import { describe, expect, it } from 'vitest';
import { dueSteps } from '../../src/domain/due-steps.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { nextDueAt } from '../../src/domain/next-due.ts';
import { happened, inChannel, NOON } from '../builders/incident.ts';
import { aPlan, gateFacts, ways, withProposal } from '../builders/proposals.ts';

/** What an open incident needs anyway is none of this. */
const gateKeys = (incident: Incident, at = NOON) =>
  dueSteps(incident, at)
    .map(({ key }) => key)
    .filter((key) => /proposal|wake|expire|give-up|glass/.test(key));
const after = (incident: Incident, ...bodies: FactBody[]): Incident =>
  evolveAll(
    incident,
    bodies.map((body) => happened(body)),
    NOON,
  ).incident;
const posted = (key: string): FactBody => ({ kind: 'step.done', step: key, ref: { channel: 'C1', ts: key } });
const resolved: FactBody = { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null };

describe('what a proposed change needs', () => {
  it('has its card before anybody is woken for it', () => {
    expect(gateKeys(withProposal())).toEqual(['post-proposal:1', 'wake-approvers:1:0']);
  });

  it('goes before everything that is only comfortable', () => {
    expect(dueSteps(withProposal(), NOON)[0]?.key).toBe('post-proposal:1');
  });

  it('wakes the next at half of the time, and expires when it is over', () => {
    const asked = withProposal({}, posted('post-proposal:1'), ways.woken(0, ['UBEN']));
    const { approveBy } = aPlan();
    const half = NOON + (approveBy - NOON) / 2;

    expect(gateKeys(asked, half - 1)).toEqual([]);
    expect(gateKeys(asked, half)).toEqual(['wake-approvers:1:1']);
    expect(gateKeys(asked, approveBy - 1)).toEqual(['wake-approvers:1:1']);
    expect(gateKeys(asked, approveBy)[0]).toBe('expire:1');
  });

  it('expires also when it was approved and nobody did it', () => {
    const approved = withProposal({}, posted('post-proposal:1'), ways.approved);

    expect(gateKeys(approved, aPlan().executeBy - 1)).toEqual([]);
    expect(gateKeys(approved, aPlan().executeBy)).toEqual(['expire:1']);
  });

  it('is given up when no executor planned it within two minutes', () => {
    const draft = inChannel([ways.proposed()]);

    expect(gateKeys(draft, NOON + 2 * MINUTE - 1)).toEqual([]);
    expect(gateKeys(draft, NOON + 2 * MINUTE)).toEqual(['give-up-planning:1']);
  });

  it('is told to everyone when the glass is broken, and wakes nobody', () => {
    const broken = inChannel([ways.proposed({ breakGlass: true }), ways.planned({ quorum: 0 })]);

    expect(gateKeys(broken)).toEqual(['post-proposal:1', 'announce-break-glass:1']);
  });

  it('needs nothing once it is over: the message about it is enough', () => {
    expect(gateKeys(withProposal({}, ways.denied))).toEqual([]);
  });
});

describe('a change in an incident that is over', () => {
  it('expires, whether it was planned, waits or is approved', () => {
    expect(gateKeys(inChannel([ways.proposed(), resolved]))).toEqual(['expire:1']);
    expect(gateKeys(withProposal({}, resolved))[0]).toBe('expire:1');
    expect(gateKeys(withProposal({}, ways.approved, resolved))[0]).toBe('expire:1');
  });

  it('goes on when it was begun', () => {
    const begun = withProposal({}, posted('post-proposal:1'), ways.approved, ways.started, resolved);

    expect(gateKeys(begun, NOON + 60 * MINUTE)).toEqual([]);
  });

  it('expires also where the channel is gone', () => {
    const gone = withProposal({}, resolved, { kind: 'channel.lost', channel: 'C1', reason: 'deleted' });

    expect(gateKeys(gone)).toEqual(['expire:1']);
  });
});

describe('when somebody has to see to a change', () => {
  /** Everything that an incident needs anyway is done or not to be had. */
  const quiet = (incident: Incident): Incident =>
    after(
      incident,
      ...dueSteps(incident, NOON).map(
        ({ key }): FactBody => ({ kind: 'step.skipped', step: key, reason: 'x' }),
      ),
      ...incident.notices.map(({ id }): FactBody => posted(`notice:${id}`)),
    );

  it('is half of the time, then the end of it', () => {
    const asked = withProposal({}, ways.woken(0, ['UBEN']));
    const twice = withProposal({}, ways.woken(0, ['UBEN']), ways.woken(1, ['UBEN']));

    expect(nextDueAt(quiet(asked), NOON)).toBe(NOON + 7.5 * MINUTE);
    expect(nextDueAt(quiet(twice), NOON)).toBe(aPlan().approveBy);
  });

  it('is the moment at which a plan is given up, unless the executor has to be woken before', () => {
    const due = nextDueAt(quiet(inChannel([ways.proposed()])), NOON);

    expect(due).toBeLessThanOrEqual(NOON + 2 * MINUTE);
    expect(due).toBeGreaterThan(NOON);
  });

  it('is not the past, where what is due waits for something else', () => {
    const held = withProposal(
      {},
      {
        kind: 'step.blocked',
        step: 'wake-approvers:1:0',
        reason: 'network',
        retryAt: NOON + 3 * MINUTE,
      },
    );

    expect(nextDueAt(quiet(held), NOON + MINUTE)).toBe(NOON + 3 * MINUTE);
  });
});

describe('the steps of changes that an incident remembers', () => {
  const dm = 'wake-approvers:1:0/UBEN';

  it('are forgotten where they were still waiting when it was decided', () => {
    const blocked = (step: string): FactBody => ({
      kind: 'step.blocked',
      step,
      reason: 'network',
      retryAt: NOON,
    });
    const incident = withProposal({}, blocked('post-proposal:1'), blocked('wake-approvers:1:0'), ways.denied);

    expect(Object.keys(incident.steps).filter((key) => key.includes(':1'))).toEqual([]);
  });

  it('keep the card and the direct messages of what was decided, to edit them', () => {
    const incident = withProposal(
      {},
      posted('post-proposal:1'),
      ways.woken(0, ['UBEN']),
      posted(dm),
      ways.denied,
    );

    expect(Object.keys(incident.steps)).toEqual(expect.arrayContaining(['post-proposal:1', dm]));
  });

  it('forget the direct messages of all but the last two, and everything of what the incident forgot', () => {
    const rounds = Array.from({ length: 12 }, (_, index) => index + 1).flatMap((proposal): FactBody[] => [
      { ...gateFacts['action.proposed'], proposal },
      { ...gateFacts['action.planned'], proposal },
      posted(`post-proposal:${proposal}`),
      { ...gateFacts['action.woken'], proposal },
      posted(`wake-approvers:${proposal}:0/UBEN`),
      { ...gateFacts['action.denied'], proposal },
    ]);
    const keys = Object.keys(inChannel(rounds).steps);

    expect(keys.filter((key) => key.startsWith('wake'))).toEqual([
      'wake-approvers:11:0/UBEN',
      'wake-approvers:12:0/UBEN',
    ]);
    expect(keys.filter((key) => key.startsWith('post-proposal'))).toHaveLength(10);
  });

  it('post the card of what is still to be decided again in a channel that takes the place of a lost one', () => {
    const lost: FactBody = { kind: 'channel.lost', channel: 'C1', reason: 'deleted' };

    expect(withProposal({}, posted('post-proposal:1'), lost).steps).not.toHaveProperty('post-proposal:1');
    expect(withProposal({}, posted('post-proposal:1'), ways.denied, lost).steps).toHaveProperty(
      'post-proposal:1',
    );
  });
});
