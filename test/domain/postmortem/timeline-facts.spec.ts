import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/domain/fact.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { TimelineEntry } from '../../../src/domain/postmortem/postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { alertsChanged, anEpisode } from '../../builders/alerts.ts';
import { ANA, happened, NOON } from '../../builders/incident.ts';
import { aDiagnosis, podsAnswered, podsAsked } from '../../builders/investigation.ts';
import { ways } from '../../builders/proposals.ts';
import { aSource, declaredByAlert, later } from './a-source.ts';

const timelineOf = (happenings: readonly Happening[], over: Partial<PostmortemSource> = {}) =>
  draftPostmortem(aSource([declaredByAlert(), ...happenings], over)).timeline;

const _messagesOf = (messages: PostmortemSource['messages'], over: Partial<PostmortemSource> = {}) =>
  timelineOf([], { messages, ...over }).filter(({ kind }) => kind === 'message');

const _only = (entries: readonly TimelineEntry[]): TimelineEntry => {
  expect(entries).toHaveLength(1);
  return entries[0]!;
};

describe('a fact in the timeline', () => {
  it('leads to the message that told of it', () => {
    const entries = timelineOf([
      later(10, { kind: 'severity.changed', from: 'sev1', to: 'sev2', reason: null }, ANA),
      later(12, { kind: 'step.done', step: 'notice:1', ref: { channel: 'C1', ts: '1795176012.000200' } }),
      later(13, aDiagnosis()),
      later(14, {
        kind: 'step.done',
        step: 'post-diagnosis:1',
        ref: { channel: 'C1', ts: '1795176014.000200' },
      }),
    ]);

    expect(entries.map(({ permalink }) => permalink)).toEqual([
      null,
      'https://acme.slack.com/archives/C1/p1795176012000200',
      null,
      'https://acme.slack.com/archives/C1/p1795176014000200',
      null,
    ]);
  });

  it('names people and says moments in UTC, without markup', () => {
    const entries = timelineOf([
      later(10, { kind: 'role.proposed', role: 'scribe', user: 'UBEN', candidates: [], acceptBy: NOON }),
      later(11, { kind: 'watch.started', watch: 1, question: podsAsked, until: NOON + 60_000 }, ANA),
    ]);

    expect(entries.map(({ text }) => text).slice(1)).toEqual([
      'asked Ben to be scribe',
      'watches prod-eu1: get pods -n shop until 2026-11-20 12:01:00 UTC',
    ]);
  });

  it('that answers says what was asked', () => {
    const entries = timelineOf([
      later(10, { kind: 'query.asked', query: 1, question: podsAsked }, ANA),
      later(11, podsAnswered),
    ]);

    expect(entries[2]?.text).toBe('answer: 6 pods in shop, 2 not ready (asked: get pods -n shop)');
  });

  it('quotes notes with their line breaks, and says when they were written down later', () => {
    const log = aSource([
      declaredByAlert(),
      later(0, { kind: 'note.added', text: 'one\ntwo &amp; <@UBEN>' }, ANA),
    ]);
    const facts = log.facts.map((fact) => ({ ...fact, recordedAt: NOON + 3_600_000 }));

    const entry = draftPostmortem({ ...log, facts }).timeline[1];

    expect(entry).toMatchObject({
      kind: 'note',
      text: 'noted, written down at 2026-11-20 13:00:00 UTC',
      quote: 'one\ntwo &amp; <@UBEN>',
    });
  });

  it('quotes a reason that does not fit its line, whole', () => {
    const reason = `${'long '.repeat(100)}end`;
    const entry = timelineOf([later(1, { kind: 'incident.reopened', reason }, ANA)])[1];

    expect(entry?.text).toContain('…');
    expect(entry?.quote).toBe(reason);
  });

  it('that a newer version wrote has no words here, and stays in its place', () => {
    const log = aSource([declaredByAlert(), ways.proposed()]);
    const facts = log.facts.map((fact) =>
      JSON.parse(JSON.stringify(fact).replace('"restart"', '"teleport"')),
    );

    expect(draftPostmortem({ ...log, facts }).timeline[1]?.text).toBe(
      'something this version has no words for (action.proposed)',
    );
  });
});

it('collects what was said of the impact', () => {
  const { impact } = draftPostmortem(
    aSource([
      declaredByAlert(),
      later(1, { kind: 'update.posted', text: 'cards fail for 5 %' }, ANA),
      later(2, { kind: 'note.added', text: 'a note' }, ANA),
      later(3, { kind: 'severity.changed', from: 'sev1', to: 'sev2', reason: 'fewer users' }, ANA),
      happened(alertsChanged({ firing: 1 }, { joined: [anEpisode()] })),
    ]),
  );

  expect(impact.map(({ id }) => id)).toEqual(['f2', 'f4']);
});
