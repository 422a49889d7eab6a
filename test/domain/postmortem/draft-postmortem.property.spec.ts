import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from '../../../src/domain/fact.ts';
import type { MirrorRecord } from '../../../src/domain/mirror-record.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { Postmortem } from '../../../src/domain/postmortem/postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { anEpisode } from '../../builders/alerts.ts';
import { ALERTS, ANA, BEN, NOON } from '../../builders/incident.ts';
import { runs } from '../../setup/runs.ts';
import { aFile, aRecord, aSource, declaredByAlert } from './a-source.ts';
import { everyFact } from './every-fact.ts';

const second = fc.integer({ min: -1_000, max: 1_000 });
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('<@UANA>', '<!here> &amp;', '<https://x|', '<<@U>>', '\u202e', '\n\n', '`', '__proto__'),
);
const body: fc.Arbitrary<FactBody> = fc
  .tuple(fc.constantFrom<FactBody[]>(...Object.values(everyFact)), fc.nat(3))
  .map(([one, proposal]) => ('proposal' in one ? { ...one, proposal } : one));

const fact = fc.record({
  body,
  by: fc.constantFrom(ANA, BEN, ALERTS, { kind: 'keyturn' as const }),
  door: fc.constantFrom('slash-command' as const, 'timer' as const),
  at: fc.oneof(
    second.map((seconds) => NOON + seconds * 1_000),
    fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
  ),
  late: fc.nat(100_000),
});

const facts = fc
  .array(fact, { maxLength: 40 })
  .map((all) =>
    all.map(({ late, ...one }, i) => ({ ...one, version: i + 1, recordedAt: one.at + late }) as Fact),
  );

const record = fc
  .record({
    seconds: fc.nat(50),
    channel: fc.constantFrom('C1', 'C2'),
    ts: fc.option(fc.constantFrom('', 'x', '1.1', '1700000000.000100'), { nil: undefined, freq: 5 }),
    text: anyText,
    user: fc.constantFrom('UANA', 'UBEN', '__proto__', null),
    bot: fc.constantFrom(null, null, 'BCI'),
    ours: fc.boolean(),
    deleted: fc.boolean(),
    threadTs: fc.constantFrom(null, '1700000000.000100'),
    reactions: fc.constantFrom<MirrorRecord['reactions'][]>({}, { pushpin: ['UBEN'] }),
    files: fc.constantFrom([], [aFile()]),
  })
  .map(({ seconds, ts, ...over }) => aRecord(seconds, { ...over, ...(ts === undefined ? {} : { ts }) }));

const { incident } = aSource([declaredByAlert()]);

const source: fc.Arbitrary<PostmortemSource> = fc.record({
  incident: fc.constant(incident),
  facts,
  episodes: fc.constantFrom([], [anEpisode({ state: 'held', endedAt: NOON }), anEpisode({ state: 'gone' })]),
  messages: fc.array(record, { maxLength: 30 }),
  names: fc.constantFrom<PostmortemSource['names'][]>({}, { UANA: 'Ana\u202e', UBEN: '' }),
  zone: fc.constant('Europe/Berlin'),
  full: fc.boolean(),
  marking: fc.constant(['pushpin']),
  workspace: fc.constantFrom(null, 'https://acme.slack.com/', 'javascript:x', '\ud800'),
  verification: fc.constant({ version: 1, head: 'ab', sentence: 'whole' }),
});

const keyOf = ({ channel, ts }: { readonly channel: string; readonly ts: string }) => `${channel} ${ts}`;

/** The fields in which a draft says something; neither the numbers nor what a program reads. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function sorted({ timeline }: Postmortem): boolean {
  return timeline.every(({ at }, i) => i === 0 || (timeline[i - 1]?.at ?? 0) <= at);
}

describe('a draft of any log and any messages', () => {
  it('is there, twice the same, its timeline sorted, each entry with an id of its own', () => {
    fc.assert(
      fc.property(source, (one) => {
        const draft = draftPostmortem(one);

        expect(draftPostmortem(structuredClone(one))).toEqual(draft);
        expect(sorted(draft)).toBe(true);
        expect(new Set(draft.timeline.map(({ id }) => id)).size).toBe(draft.timeline.length);
      }),
      { numRuns: runs(300) },
    );
  });

  it('has every message that is not ours exactly once, and every fact, when it is full', () => {
    fc.assert(
      fc.property(source, (one) => {
        const { timeline } = draftPostmortem({ ...one, full: true });

        const messages = new Set(one.messages.filter(({ ours }) => !ours).map(keyOf));
        expect(timeline.filter(({ kind }) => kind === 'message')).toHaveLength(messages.size);
        expect(
          timeline
            .filter(({ kind }) => kind !== 'message')
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(one.facts.map(({ version }) => `f${version}`).toSorted());
      }),
      { numRuns: runs(200) },
    );
  });

  it('shows without full what is important of it, and nothing else', () => {
    fc.assert(
      fc.property(source, (one) => {
        const full = draftPostmortem({ ...one, full: true });
        const short = draftPostmortem({ ...one, full: false });

        expect(short.timeline.map(({ id }) => id)).toEqual(
          full.timeline.filter(({ important }) => important).map(({ id }) => id),
        );
        expect(short.counts).toEqual(full.counts);
      }),
      { numRuns: runs(100) },
    );
  });

  it('has neither control characters nor marks that turn the direction, and sentences of one line', () => {
    fc.assert(
      fc.property(source, (one) => {
        const draft = draftPostmortem(one);

        for (const text of textsOf(draft)) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
          expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
          expect(text.isWellFormed()).toBe(true);
        }
        const sentences = [
          draft.summary,
          ...draft.times.map(({ how }) => how),
          ...draft.timeline.map(({ text }) => text),
        ];
        for (const sentence of sentences) expect(sentence).not.toContain('\n');
      }),
      { numRuns: runs(100) },
    );
  });

  it('measures nothing backwards', () => {
    fc.assert(
      fc.property(source, (one) => {
        for (const { milliseconds } of draftPostmortem(one).spans) {
          expect(milliseconds ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
