import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/domain/fact.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { TimelineEntry } from '../../../src/domain/postmortem/postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { alertsChanged } from '../../builders/alerts.ts';
import { ALERTS, ANA, BEN, NOON } from '../../builders/incident.ts';
import { aDiagnosis } from '../../builders/investigation.ts';
import { ways } from '../../builders/proposals.ts';
import { aRecord, aSource, declaredByAlert, later } from './a-source.ts';

const timelineOf = (happenings: readonly Happening[], over: Partial<PostmortemSource> = {}) =>
  draftPostmortem(aSource([declaredByAlert(), ...happenings], over)).timeline;

const messagesOf = (messages: PostmortemSource['messages'], over: Partial<PostmortemSource> = {}) =>
  timelineOf([], { messages, ...over }).filter(({ kind }) => kind === 'message');

const _only = (entries: readonly TimelineEntry[]): TimelineEntry => {
  expect(entries).toHaveLength(1);
  return entries[0]!;
};

describe('what is important', () => {
  it('is a message that people marked: by a fact, or by a reaction while nobody listened', () => {
    const pinned = aRecord(1);
    const reacted = aRecord(2, { reactions: { 'pushpin::skin-tone-3': ['UBEN'] } });
    const takenBack = aRecord(3, { reactions: { pushpin: [], eyes: ['UBEN'] } });
    const mark = later(5, {
      kind: 'message.marked',
      message: { channel: 'C1', ts: pinned.ts },
      via: 'pin',
    });

    const entries = timelineOf([mark], { messages: [pinned, reacted, takenBack], full: false });

    expect(entries.filter(({ kind }) => kind === 'message').map(({ id }) => id)).toEqual([
      `m${pinned.ts}`,
      `m${reacted.ts}`,
    ]);
    // The message itself is there, so that it was marked is no news.
    expect(entries.some(({ text }) => text.includes('put on the timeline'))).toBe(false);
  });

  it('is the mark itself where the marked message is our own', () => {
    const ours = aRecord(1, { ours: true, bot: 'BKEYTURN' });
    const mark = later(
      5,
      { kind: 'message.marked', message: { channel: 'C1', ts: ours.ts }, via: 'pin' },
      ANA,
    );

    const entry = timelineOf([mark], { messages: [ours], full: false }).find(({ text }) =>
      text.includes('put on the timeline'),
    );

    expect(entry?.permalink).toBe(`https://acme.slack.com/archives/C1/p${ours.ts.replace('.', '')}`);
  });

  it('is what people decided and did, not our own housekeeping', () => {
    const texts = timelineOf(
      [
        later(1, { kind: 'step.done', step: 'set-topic', ref: null }),
        later(2, { kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: null }, BEN),
        later(3, { kind: 'messages.sealed', channel: 'C1', records: [] }),
        ways.proposed(),
        ways.approved,
      ],
      { full: false },
    ).map(({ text }) => text);

    expect(texts).toHaveLength(4);
    expect(texts.join('\n')).toMatch(
      /declared.*made proposal 1.*approved proposal 1.*took the role commander/s,
    );
  });

  it('is each doubling of the alerts, their clearing and their coming back, but not flapping without end', () => {
    const flaps = Array.from({ length: 40 }, (_, i) =>
      later(i, alertsChanged({ firing: i % 2 === 0 ? 1 : 0 }, {}), ALERTS),
    );
    const growth = [1, 2, 3, 4, 7, 8].map((firing, i) => later(i, alertsChanged({ firing }, {}), ALERTS));

    const alertsIn = (happenings: readonly Happening[]) =>
      timelineOf(happenings, { full: false }).filter(({ kind }) => kind === 'alert').length;

    expect(alertsIn(growth)).toBe(4);
    expect(alertsIn(flaps)).toBe(10);
    expect(timelineOf(flaps).filter(({ kind }) => kind === 'alert')).toHaveLength(40);
  });

  it('is a diagnosis that says something new, and the first of equal failures', () => {
    const failed = {
      kind: 'diagnosis.failed' as const,
      cluster: 'prod',
      sentence: 'no answer',
      retryAt: NOON,
    };

    const entries = timelineOf(
      [
        later(1, failed),
        later(2, failed),
        later(3, aDiagnosis()),
        later(4, aDiagnosis({ diagnosis: 2, tell: false })),
        later(5, failed),
      ],
      { full: false },
    ).filter(({ kind }) => kind === 'diagnosis');

    expect(entries.map(({ id }) => id)).toEqual(['f2', 'f4', 'f6']);
  });
});

describe('the order', () => {
  it('is by time, then facts before messages, facts as in the log, messages by ts', () => {
    const entries = timelineOf(
      [
        later(60, { kind: 'note.added', text: 'b' }, ANA),
        later(60, { kind: 'update.posted', text: 'c' }, ANA),
        later(5, { kind: 'note.added', text: 'a' }, ANA),
      ],
      {
        messages: [
          aRecord(60, { ts: `${NOON / 1_000 + 60}.000300` }),
          aRecord(60, { ts: `${NOON / 1_000 + 60}.000020` }),
          aRecord(30),
        ],
      },
    );

    expect(entries.map(({ id }) => id)).toEqual([
      'f1',
      'f4',
      `m${NOON / 1_000 + 30}.000100`,
      'f2',
      'f3',
      `m${NOON / 1_000 + 60}.000020`,
      `m${NOON / 1_000 + 60}.000300`,
    ]);
  });

  it('tells two messages of one ts in two channels apart', () => {
    const ids = messagesOf([aRecord(1, { channel: 'C2' }), aRecord(1)]).map(({ id }) => id);

    expect(ids).toEqual([`m${aRecord(1).ts}`, `m${aRecord(1).ts}-C2`]);
  });
});
