import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/domain/fact.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { alertsChanged, anEpisode } from '../../builders/alerts.ts';
import { ALERTS, ANA, aDeclaration, BEN, happened, NOON } from '../../builders/incident.ts';
import { aRecord, aSource, declaredByAlert, later } from './a-source.ts';

const MIN = 60;
const at = (seconds: number) => NOON + seconds * 1_000;

const timesOf = (happenings: readonly Happening[], over: Partial<PostmortemSource> = {}) => {
  const { times, spans } = draftPostmortem(aSource(happenings, over));
  return {
    ...Object.fromEntries(times.map(({ name, ...time }) => [name, time])),
    spans: Object.fromEntries(spans.map(({ name, milliseconds }) => [name, milliseconds])),
  } as Record<
    'began' | 'detected' | 'acknowledged' | 'mitigated' | 'resolved',
    { at: number | null; how: string }
  > & {
    spans: Record<string, number | null>;
  };
};

const early = anEpisode({ startedAt: at(-10 * MIN), startsAt: '2026-11-20T11:50:00Z' });
const status = (
  to: 'mitigated' | 'monitoring' | 'resolved' | 'investigating',
  reason: string | null = null,
) => ({
  kind: 'status.changed' as const,
  from: 'investigating' as const,
  to,
  reason,
});

describe('when it began', () => {
  it('is the start of the earliest alert, whichever delivery told of it', () => {
    const { began, spans } = timesOf([
      declaredByAlert(),
      later(0, alertsChanged({ firing: 1 }, { joined: [anEpisode({ fingerprint: 'b' })] }), ALERTS),
      later(60, alertsChanged({ firing: 2 }, { joined: [early] }), ALERTS),
    ]);

    expect(began.at).toBe(at(-10 * MIN));
    expect(began.how).toBe(
      'The alert KubePodCrashLooping began to fire; no other alert of the incident is older.',
    );
    expect(spans['time to detect']).toBe(10 * MIN * 1_000);
  });

  it('is what the declaration says when no alert is older', () => {
    const { began } = timesOf([happened(aDeclaration({ origin: 'person', beganAt: at(-300) }), { by: ANA })]);

    expect(began).toEqual({
      at: at(-300),
      how: 'Ana gave this time when declaring the incident; no alert of it is older.',
    });
  });

  it('is not known where nobody said: nothing is measured from it', () => {
    const { began, spans } = timesOf([
      happened(aDeclaration({ origin: 'person' }), { by: ANA }),
      later(10 * MIN, status('mitigated'), ANA),
    ]);

    expect(began.how).toContain('Not known. Ana declared it at this time');
    expect(spans).toEqual({
      'time to detect': null,
      'time to acknowledge': 0,
      'time to mitigate': 10 * MIN * 1_000,
      'time to resolve': null,
    });
  });

  it('is no earlier than its detection by an alert from a clock that is ahead: the duration is not invented', () => {
    const ahead = anEpisode({ startedAt: at(30) });

    const { spans } = timesOf([
      declaredByAlert({ beganAt: at(30) }),
      later(0, alertsChanged({ firing: 1 }, { joined: [ahead] }), ALERTS),
    ]);

    expect(spans['time to detect']).toBeNull();
  });
});

describe('when it was detected', () => {
  it('is the first delivery or the declaration, and by whom', () => {
    const byAlert = timesOf([declaredByAlert(), later(0, alertsChanged({ firing: 1 }), ALERTS)]);
    const byPerson = timesOf([
      happened(aDeclaration({ origin: 'person' }), { by: ANA, door: 'slash-command' }),
    ]);

    expect(byAlert.detected).toEqual({
      at: NOON,
      how: 'Alertmanager (default) delivered the alert, and the incident was declared.',
    });
    expect(byPerson.detected).toEqual({ at: NOON, how: 'Ana noticed it and declared it by command.' });
  });
});

describe('when it was acknowledged', () => {
  it('is the first deed of a person, not their archiving of the channel', () => {
    const { acknowledged } = timesOf([
      declaredByAlert(),
      later(30, { kind: 'channel.lost', channel: 'C1', reason: 'archived' }, BEN),
      later(120, { kind: 'title.changed', from: 'a', to: 'b' }, ANA),
    ]);

    expect(acknowledged).toEqual({
      at: at(120),
      how: 'The first deed of a person, Ana: renamed from “a” to “b”.',
    });
  });

  it('is when a note was written, not the earlier time that the note is about', () => {
    const log = aSource([declaredByAlert(), later(-600, { kind: 'note.added', text: 'errors' }, ANA)]);
    const facts = log.facts.map((fact) =>
      fact.body.kind === 'note.added' ? { ...fact, recordedAt: at(300) } : fact,
    );

    const { times } = draftPostmortem({ ...log, facts });

    expect(times.find(({ name }) => name === 'acknowledged')?.at).toBe(at(300));
  });

  it('says who wrote in the channel before anybody acted', () => {
    const { acknowledged } = timesOf(
      [declaredByAlert(), later(120, { kind: 'note.added', text: 'x' }, ANA)],
      {
        messages: [aRecord(5, { subtype: 'channel_join', user: 'UANA' }), aRecord(60, { user: 'UBEN' })],
      },
    );

    expect(acknowledged.how).toContain('Ben wrote in the channel at 2026-11-20 12:01:00 UTC already.');
  });

  it('is nothing that was done once it was over', () => {
    const over = [declaredByAlert(), later(60, status('resolved', 'All its alerts cleared.'), ALERTS)];
    const item = { kind: 'followup.added' as const, followup: 1, text: 'x', owner: null, due: null };
    const reopened = { kind: 'incident.reopened' as const, reason: 'errors are back' };

    expect(timesOf([...over, later(90, item, ANA)]).acknowledged.at).toBeNull();
    expect(timesOf([...over, later(90, reopened, ANA)]).acknowledged.at).toBe(at(90));
  });

  it('says that nobody did anything', () => {
    const { acknowledged } = timesOf([declaredByAlert()]);

    expect(acknowledged).toEqual({ at: null, how: 'No person did anything in it.' });
  });
});

describe('when it was mitigated and resolved', () => {
  it('is when people said so, with their reason', () => {
    const { mitigated, resolved, spans } = timesOf([
      declaredByAlert(),
      later(10 * MIN, status('mitigated', 'traffic moved.'), ANA),
      later(20 * MIN, status('resolved', 'rolled back'), BEN),
    ]);

    expect(mitigated).toEqual({ at: at(10 * MIN), how: 'Ana set the status to mitigated: traffic moved.' });
    expect(resolved).toEqual({ at: at(20 * MIN), how: 'Ben resolved it: rolled back.' });
    expect(spans['time to resolve']).toBe(20 * MIN * 1_000);
  });

  it('is not the mitigation that did not hold', () => {
    const { mitigated } = timesOf([
      declaredByAlert(),
      later(10 * MIN, status('mitigated'), ANA),
      later(15 * MIN, status('investigating'), ANA),
      later(25 * MIN, status('monitoring'), ANA),
    ]);

    expect(mitigated.at).toBe(at(25 * MIN));
    expect(mitigated.how).toContain('monitoring');
    expect(mitigated.how).toContain(
      'It was mitigated at 2026-11-20 12:10:00 UTC before, and that did not hold.',
    );
  });

  it('is the last resolution of an incident that was reopened, and the reopenings are counted', () => {
    const { resolved } = timesOf([
      declaredByAlert(),
      later(10 * MIN, status('resolved'), ANA),
      later(20 * MIN, { kind: 'incident.reopened', reason: 'errors are back' }, ANA),
      later(30 * MIN, status('resolved'), ANA),
    ]);

    expect(resolved.at).toBe(at(30 * MIN));
    expect(resolved.how).toContain(
      'It was reopened once, after a first resolution at 2026-11-20 12:10:00 UTC.',
    );
  });

  it('is not reached while it is open, also after a resolution that did not hold', () => {
    const { mitigated, resolved } = timesOf([
      declaredByAlert(),
      later(10 * MIN, status('resolved'), ANA),
      later(20 * MIN, { kind: 'incident.reopened', reason: 'errors are back' }, ANA),
    ]);

    expect(mitigated).toEqual({ at: null, how: 'Not reached.' });
    expect(resolved.at).toBeNull();
    expect(resolved.how).toContain('Not reached: the incident is investigating.');
  });

  it('says that it resolved without a person, and that nobody mitigated it', () => {
    const { mitigated, resolved } = timesOf([
      declaredByAlert({ status: 'triage' }),
      later(10 * MIN, { ...status('resolved', 'All its alerts cleared.'), from: 'triage' }, ALERTS),
    ]);

    expect(mitigated).toEqual({
      at: null,
      how: 'Nobody said when: it was resolved without it, so by then at the latest.',
    });
    expect(resolved.how).toBe(
      'It was resolved without a person, by Alertmanager (default): All its alerts cleared.',
    );
  });

  it('is not reached by what was cancelled', () => {
    const { resolved } = timesOf([
      declaredByAlert(),
      later(60, { kind: 'incident.cancelled', reason: 'false-positive', text: 'a test' }, ANA),
    ]);

    expect(resolved).toEqual({
      at: null,
      how: 'Not resolved but cancelled by Ana at 2026-11-20 12:01:00 UTC: it was a false alarm (a test).',
    });
  });
});
