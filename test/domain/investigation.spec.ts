import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import { dueSteps } from '../../src/domain/due-steps.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { nextDueAt } from '../../src/domain/next-due.ts';
import type { Request } from '../../src/domain/request.ts';
import { wantedDiagnosis } from '../../src/domain/wanted-diagnosis.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { ANA, anIncident, BEN, happened, inChannel, NOON } from '../builders/incident.ts';
import { aDiagnosis, aFinding, podsAnswered, podsAsked, QUARTER_PAST } from '../builders/investigation.ts';
import { anEpisode } from '../commands/an-episode.ts';

const ask = (incident: Incident, request: Request) =>
  decide(incident, request, { by: ANA, door: 'slash-command', at: NOON });

const asked = happened({ kind: 'query.asked', query: 1, question: podsAsked }, { by: BEN });

describe('a question to the cluster', () => {
  it('waits until it is answered, and is then said to who asked', () => {
    const waiting = inChannel([asked]);
    expect(waiting.investigation.queries).toMatchObject([{ query: 1, by: BEN }]);

    const answered = inChannel([asked, podsAnswered]);
    expect(answered.investigation.queries).toEqual([]);
    expect(answered.notices).toMatchObject([
      {
        by: BEN,
        body: { kind: 'answer', asked: 'get pods -n shop', summary: '6 pods in shop, 2 not ready' },
      },
    ]);
  });

  it('is answered once: an answer that nobody waits for is not said', () => {
    expect(inChannel([asked, podsAnswered, podsAnswered]).notices).toHaveLength(1);
  });

  it('gets the next number', () => {
    const decided = ask(inChannel([asked, podsAnswered]), { kind: 'ask-cluster', question: podsAsked });
    expect(decided).toMatchObject({ ok: true, value: [{ body: { kind: 'query.asked', query: 2 } }] });
  });

  it('is refused where there is no channel for the answer, and when too many wait', () => {
    const triage = anIncident([], { status: 'triage' });
    expect(ask(triage, { kind: 'ask-cluster', question: podsAsked })).toMatchObject({
      ok: false,
      refusal: { what: expect.stringContaining('Accept it first') },
    });
    const many = Array.from({ length: 20 }, (_, i) =>
      happened({ kind: 'query.asked', query: i + 1, question: podsAsked }),
    );
    expect(ask(inChannel(many), { kind: 'ask-cluster', question: podsAsked })).toMatchObject({
      ok: false,
      refusal: { what: expect.stringContaining('20 questions are waiting') },
    });
  });
});

const firing = (count: number) =>
  alertsChanged(
    { firing: count, groups: 1 },
    {
      joined: Array.from({ length: count }, (_, i) => ({
        ...anEpisode(`a${i}`, 'firing'),
        labels: { namespace: 'shop', deployment: 'checkout' },
      })),
    },
  );

describe('a diagnosis', () => {
  it('is wanted once an alert names something of the cluster, in triage, too', () => {
    expect(wantedDiagnosis(inChannel(), NOON)).toBeNull();
    expect(wantedDiagnosis(inChannel([firing(1)]), NOON)).toBe('opened');
    expect(wantedDiagnosis(anIncident([firing(1)], { status: 'triage' }), NOON)).toBe('opened');
    expect(wantedDiagnosis(inChannel([firing(1), aDiagnosis()]), NOON)).toBeNull();
  });

  it('is wanted again when twice as much fires, some minutes later', () => {
    const grown = inChannel([firing(1), aDiagnosis({ firing: 1 }), firing(4)]);
    expect(wantedDiagnosis(grown, NOON)).toBeNull();
    expect(nextDueAt(withoutDue(grown), NOON)).toBe(NOON + 5 * 60_000);
    expect(wantedDiagnosis(grown, NOON + 5 * 60_000)).toBe('grew');
  });

  it('is wanted when a person asks, also when all is over; twice at once is refused', () => {
    const wants = happened({ kind: 'diagnosis.asked', about: null, cluster: null }, { by: BEN });
    const over = inChannel([
      firing(1),
      aDiagnosis(),
      { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null },
      wants,
    ]);
    expect(wantedDiagnosis(over, NOON)).toBe('asked');
    expect(ask(over, { kind: 'ask-diagnosis', about: null, cluster: null })).toMatchObject({ ok: false });
    expect(
      inChannel([firing(1), wants, aDiagnosis({ why: 'asked' })]).investigation.diagnosis.asked,
    ).toBeNull();
  });

  it('that a person asked for is not swallowed by one that was under way', () => {
    const wants = happened({ kind: 'diagnosis.asked', about: null, cluster: null }, { by: BEN });
    expect(wantedDiagnosis(inChannel([firing(1), wants, aDiagnosis({ why: 'opened' })]), NOON)).toBe('asked');
  });

  it('waits for its retry after a failure, but not for a person who asks again', () => {
    const failed = {
      kind: 'diagnosis.failed',
      cluster: 'p',
      sentence: 'Away.',
      retryAt: NOON + 30_000,
    } as const;
    const waiting = inChannel([firing(1), failed]);
    expect(wantedDiagnosis(waiting, NOON)).toBeNull();
    expect(nextDueAt(withoutDue(waiting), NOON)).toBe(NOON + 30_000);
    expect(wantedDiagnosis(waiting, NOON + 30_000)).toBe('opened');
    expect(ask(waiting, { kind: 'ask-diagnosis', about: null, cluster: null }).ok).toBe(true);
  });

  it('is said in the channel once, and not when it says the same again', () => {
    const steps = (incident: Incident) =>
      dueSteps(incident, NOON).filter(({ kind }) => kind === 'post-diagnosis');
    const told = inChannel([firing(1), aDiagnosis()]);
    expect(steps(told)).toMatchObject([{ key: 'post-diagnosis:1', version: told.version }]);
    const done = { kind: 'step.done', step: 'post-diagnosis:1', ref: null } as const;
    expect(steps(inChannel([firing(1), aDiagnosis(), done]))).toEqual([]);
    const same = aDiagnosis({ diagnosis: 2, tell: false });
    expect(steps(inChannel([firing(1), aDiagnosis(), done, same]))).toEqual([]);
  });

  it('leaves its three best findings on the card', () => {
    const findings = ['a', 'b', 'c', 'd'].map((sentence) => aFinding({ sentence }));
    const { top } = inChannel([firing(1), aDiagnosis({ findings })]).investigation.diagnosis;
    expect(top.map(({ sentence }) => sentence)).toEqual(['a', 'b', 'c']);
  });
});

describe('a watch', () => {
  const started = { kind: 'watch.started', watch: 1, question: podsAsked, until: QUARTER_PAST } as const;

  it('has a message of its own, is looked at again soon, and is closed before it is forgotten', () => {
    const running = inChannel([started]);
    expect(dueSteps(running, NOON)).toContainEqual(expect.objectContaining({ key: 'post-watch:1' }));
    expect(nextDueAt(withoutDue(running), NOON)).toBe(NOON + 15_000);

    const posted = { kind: 'step.done', step: 'post-watch:1', ref: { channel: 'C1', ts: '2.2' } } as const;
    const ended = inChannel([started, posted, { kind: 'watch.ended', watch: 1, why: 'asked' }]);
    expect(dueSteps(ended, NOON)).toContainEqual(expect.objectContaining({ key: 'close-watch:1' }));
    expect(nextDueAt(withoutDue(ended), NOON)).toBeNull();

    const closed = inChannel([
      started,
      posted,
      { kind: 'watch.ended', watch: 1, why: 'asked' },
      { kind: 'step.done', step: 'close-watch:1', ref: null },
    ]);
    expect(closed.investigation.watches).toEqual([]);
    expect(Object.keys(closed.steps)).not.toContain('post-watch:1');
  });

  it('goes on in the next channel when its own is lost; one that is over has nothing left to close', () => {
    const posted = { kind: 'step.done', step: 'post-watch:1', ref: { channel: 'C1', ts: '2.2' } } as const;
    const lost = { kind: 'channel.lost', channel: 'C1', reason: 'deleted' } as const;
    const next = { kind: 'channel.opened', channel: 'C2', name: 'inc-1-2', adopted: false } as const;
    const card = { kind: 'step.done', step: 'post-card', ref: { channel: 'C2', ts: '3.1' } } as const;

    const running = inChannel([started, posted, lost, next, card]);
    const ended = { kind: 'watch.ended', watch: 1, why: 'asked' } as const;
    const over = inChannel([started, posted, ended, lost, next, card]);

    expect(dueSteps(running, NOON)).toContainEqual(expect.objectContaining({ key: 'post-watch:1' }));
    // Without the message of the lost channel, closing it is left out instead of being tried for ever.
    expect(Object.keys(over.steps)).not.toContain('post-watch:1');
    expect(dueSteps(over, NOON)).toContainEqual(expect.objectContaining({ key: 'close-watch:1' }));
  });

  it('is not started twice for the same question, nor more than three at once', () => {
    const start = { kind: 'start-watch', question: podsAsked, until: QUARTER_PAST } as const;
    expect(ask(inChannel([started]), start)).toMatchObject({ ok: true, value: [] });
    const three = [1, 2, 3].map(
      (watch) => ({ ...started, watch, question: { ...podsAsked, text: `get pods ${watch}` } }) as const,
    );
    expect(ask(inChannel(three), start)).toMatchObject({ ok: false });
  });

  it('is ended by its number or all at once; there must be one', () => {
    const incident = inChannel([started]);
    expect(ask(incident, { kind: 'end-watch', watch: null })).toMatchObject({ ok: true, value: [{}] });
    expect(ask(incident, { kind: 'end-watch', watch: 2 })).toMatchObject({
      ok: false,
      refusal: { what: expect.stringContaining('1 (get pods -n shop)') },
    });
  });
});

/** The same incident with every due step done. */
function withoutDue(incident: Incident): Incident {
  const done = dueSteps(incident, NOON).map(
    ({ key }) => [key, { state: 'done', at: NOON, ref: null }] as const,
  );
  return { ...incident, steps: { ...incident.steps, ...Object.fromEntries(done) } };
}
