import { describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/step.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../src/ports/failures.ts';
import { failedStep } from '../../src/workflows/steps/failed-step.ts';
import { anIncident, inChannel, NOON } from '../builders/incident.ts';

const pin: Step = { key: 'pin-card', kind: 'pin-card', essential: false };
const card: Step = { key: 'post-card', kind: 'post-card', essential: true };
const triage: Step = { key: 'post-triage', kind: 'post-triage', essential: true };

describe('a step that failed', () => {
  it('is skipped when it can never succeed, unless everything else hangs on it', () => {
    const never = new Misconfigured('missing_scope');

    expect(failedStep(inChannel(), pin, never, NOON)).toEqual([
      { kind: 'step.skipped', step: 'pin-card', reason: 'missing_scope' },
    ]);
    expect(failedStep(anIncident(), card, never, NOON)[0]).toMatchObject({ kind: 'step.blocked' });
  });

  it('is tried again after a pause that grows to ten minutes', () => {
    const away = new Unavailable('slack-away');
    const pauses = [0, 1, 2, 20].map((tries) => {
      const blocked = { kind: 'step.blocked', step: 'post-card', reason: 'x', retryAt: NOON } as const;
      const incident = anIncident(Array.from({ length: tries }, () => blocked));
      const [fact] = failedStep(incident, card, away, NOON);
      return fact?.kind === 'step.blocked' ? (fact.retryAt - NOON) / 1_000 : null;
    });

    expect(pauses).toEqual([5, 10, 20, 600]);
  });

  it('in a lost channel says that the channel is lost', () => {
    const lost = new ChannelLost('C1', 'archived');

    expect(failedStep(inChannel(), pin, lost, NOON)).toEqual([
      { kind: 'channel.lost', channel: 'C1', reason: 'archived' },
    ]);
  });

  it('opens an incident about which nobody can be asked, but waits when Slack is merely away', () => {
    const incident = anIncident([], { status: 'triage' });

    expect(failedStep(incident, triage, new Misconfigured('not-found'), NOON)).toMatchObject([
      { kind: 'step.blocked', step: 'post-triage' },
      { kind: 'status.changed', from: 'triage', to: 'investigating' },
    ]);
    expect(failedStep(incident, triage, new ChannelLost('CANN', 'archived'), NOON)).toHaveLength(2);
    expect(failedStep(incident, triage, new Unavailable('network'), NOON)).toHaveLength(1);
  });
});
