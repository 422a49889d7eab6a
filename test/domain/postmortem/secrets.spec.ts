import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { anEpisode } from '../../builders/alerts.ts';
import { ANA, NOON } from '../../builders/incident.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { partsOf } from '../../fixtures/secrets/secret-shape.ts';
import { aFile, aRecord, aSource, declaredByAlert } from './a-source.ts';
import { everyFact } from './every-fact.ts';

/** Words by which the program tells one thing from another: with other words it would be another thing. */
const TELLING: ReadonlySet<string> = new Set([
  ...[
    'kind',
    'state',
    'status',
    'severity',
    'origin',
    'from',
    'to',
    'outcome',
    'confidence',
    'action',
    'level',
    'via',
  ],
  ...[
    'tier',
    'door',
    'clock',
    'settlement',
    'layer',
    'how',
    'channel',
    'ts',
    'threadTs',
    'seenTs',
    'subtype',
    'step',
  ],
  ...[
    'fingerprint',
    'startsAt',
    'group',
    'asked',
    'keep',
    'zone',
    'workspace',
    'marking',
    'bot',
    'user',
    'hash',
    'why',
  ],
]);

/** Where these words are what somebody or something wrote, and not one of a few. */
const WRITTEN: ReadonlySet<string> = new Set([
  'title.changed from',
  'title.changed to',
  'action.refused why',
  'action.click-refused why',
  'role.assigned user',
]);

/** The same with another text in every field that holds a text of its own. */
function filled<T>(value: T, text: string, path: { readonly kind: string; readonly name: string }): T {
  const fill = (one: unknown, name: string, kind: string): unknown => {
    if (typeof one === 'string') {
      return TELLING.has(name) && !WRITTEN.has(`${kind} ${name}`) ? one : text;
    }
    if (Array.isArray(one)) return one.map((item) => fill(item, name, kind));
    if (typeof one !== 'object' || one === null) return one;
    const own = 'kind' in one && typeof one.kind === 'string' && one.kind.includes('.') ? one.kind : kind;
    return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, fill(item, key, own)]));
  };
  return fill(value, path.name, path.kind) as T;
}

const facts: readonly Fact[] = Object.values(everyFact).map((body, i) => ({
  body,
  by: i % 2 === 0 ? ANA : { kind: 'alertmanager', source: 'default' },
  door: 'slash-command',
  at: NOON + i,
  version: i + 1,
  recordedAt: NOON + i,
}));

const sourceWith = (text: string, full: boolean): PostmortemSource => {
  const source: PostmortemSource = {
    ...aSource([declaredByAlert({ links: [{ label: 'a', url: 'https://a.example/' }] })]),
    facts,
    episodes: [
      anEpisode({
        labels: { alertname: 'A', pod: 'p', severity: 's', namespace: 'n' },
        annotations: { summary: 's', runbook: 'r' },
      }),
    ],
    messages: [
      aRecord(1, { reactions: { pushpin: ['UBEN'] }, files: [aFile()] }),
      aRecord(2, { bot: 'BCI' }),
    ],
    full,
  };
  const all = filled(source, text, { kind: '', name: '' });
  const address = `https://runbooks.example/${encodeURI(text).replaceAll('|', '')}`;
  return {
    ...all,
    names: { UANA: text, UBEN: text, BCI: text },
    episodes: all.episodes.map((one) => ({
      ...one,
      labels: { ...one.labels, [text]: text, alertname: text },
      annotations: { ...one.annotations, runbook_url: address },
    })),
    messages: [...all.messages, aRecord(3, { text: slackEscaped(text), reactions: { pushpin: ['UBEN'] } })],
  };
};

function slackEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('a secret in any field of the log or the mirror', () => {
  it('would be seen in most of them by this test, if nothing were taken out', () => {
    const texts = textsOf(draftPostmortem(sourceWith('harmless-marker', true)));

    expect(texts.filter((text) => text.includes('harmless-marker')).length).toBeGreaterThan(90);
  });

  it.each(secretShapes)('is not in the draft: $name', (shape) => {
    for (const full of [true, false]) {
      for (const text of textsOf(draftPostmortem(sourceWith(shape.in, full)))) {
        for (const part of partsOf(shape)) expect(text).not.toContain(part);
      }
    }
  });

  it('is not in the draft where only a name and a value together show it', () => {
    const labels = { alertname: 'A', db_password: 'hunter2x7' };
    const source = aSource([
      declaredByAlert(),
      { body: { kind: 'correlation.joined', correlationKey: 'k', labels }, by: ANA, door: 'alert', at: NOON },
    ]);

    const draft = draftPostmortem({ ...source, episodes: [anEpisode({ labels })] });

    expect(draft.timeline[1]?.text).toContain('db_password=[redacted]');
    expect(draft.detection.alerts[0]?.about).toBe('db_password=[redacted]');
  });

  it('is not in the draft where a long text is cut in its middle', () => {
    for (const shape of secretShapes.filter((one) => !one.in.includes('\n'))) {
      const text = `${'word '.repeat(230)}${shape.in}`.padEnd(1_400, ' word');
      const messages = [aRecord(1, { text, reactions: { pushpin: ['UBEN'] } })];
      const draft = draftPostmortem(aSource([declaredByAlert()], { messages, full: false }));

      for (const part of partsOf(shape)) expect(JSON.stringify(draft)).not.toContain(part.slice(0, 8));
    }
  });
});
