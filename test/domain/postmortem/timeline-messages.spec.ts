import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/domain/fact.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { TimelineEntry } from '../../../src/domain/postmortem/postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { NOON } from '../../builders/incident.ts';
import { aFile, aRecord, aSource, declaredByAlert } from './a-source.ts';

const timelineOf = (happenings: readonly Happening[], over: Partial<PostmortemSource> = {}) =>
  draftPostmortem(aSource([declaredByAlert(), ...happenings], over)).timeline;

const messagesOf = (messages: PostmortemSource['messages'], over: Partial<PostmortemSource> = {}) =>
  timelineOf([], { messages, ...over }).filter(({ kind }) => kind === 'message');

const only = (entries: readonly TimelineEntry[]): TimelineEntry => {
  expect(entries).toHaveLength(1);
  return entries[0]!;
};

describe('a message in the timeline', () => {
  it('has its author, its text as it was read, and its permalink', () => {
    const record = aRecord(60, {
      text: 'ask &lt;@UBEN&gt; &amp; <@UBEN> in <#C9|ops>, see <https://a.example/x|the graph>',
    });

    expect(only(messagesOf([record]))).toEqual({
      at: NOON + 60_000,
      id: `m${record.ts}`,
      kind: 'message',
      fact: null,
      by: { kind: 'person', user: 'UANA', name: 'Ana' },
      text: 'wrote',
      quote: 'ask <@UBEN> & @Ben in #ops, see the graph (https://a.example/x)',
      permalink: `https://acme.slack.com/archives/C1/p${record.ts.replace('.', '')}`,
      important: false,
      edited: false,
      deleted: false,
      thread: null,
      files: [],
    });
  });

  it('of a thread leads into its thread', () => {
    const parent = aRecord(0).ts;

    const entry = only(messagesOf([aRecord(60, { threadTs: parent })]));

    expect(entry.thread).toBe(parent);
    expect(entry.text).toBe('wrote in a thread');
    expect(entry.permalink).toMatch(new RegExp(`\\?thread_ts=${parent}&cid=C1$`));
  });

  it('that was deleted is a tombstone: who and when, no text, no files', () => {
    const entry = only(
      messagesOf([aRecord(60, { deleted: true, text: 'gone', files: [aFile()], editTs: '1.1' })]),
    );

    expect(entry).toMatchObject({ deleted: true, quote: null, files: [], edited: false });
    expect(entry.text).toBe('a message that was deleted');
    expect(JSON.stringify(entry)).not.toContain('gone');
  });

  it('that was edited says so, and one with files names them', () => {
    const entry = only(
      messagesOf([
        aRecord(60, {
          text: '',
          editTs: '9.9',
          files: [aFile({ name: 'a\nb.png' }), aFile({ permalink: 'javascript:alert(1)' })],
        }),
      ]),
    );

    expect(entry.edited).toBe(true);
    expect(entry.text).toBe('shared 2 files, edited');
    expect(entry.files).toEqual([
      { name: 'a b.png', permalink: 'https://acme.slack.com/files/UANA/F1/graph.png' },
      { name: 'graph.png', permalink: null },
    ]);
  });

  it('of which only a reaction was ever heard has no text', () => {
    expect(only(messagesOf([aRecord(60, { seenTs: null, user: null, text: '' })]))).toMatchObject({
      quote: null,
      text: 'a message whose text was never seen',
      by: { kind: 'app', name: 'somebody unknown' },
    });
  });

  it('of our own is left out, of another app it stays', () => {
    const entries = messagesOf([
      aRecord(1, { ours: true, bot: 'BKEYTURN', user: 'UKEYTURN' }),
      aRecord(2, { bot: 'BCI', user: 'UCI' }),
    ]);

    expect(only(entries).by).toEqual({ kind: 'app', name: 'BCI' });
  });

  it('goes by the app’s name where it is known', () => {
    const entries = messagesOf([aRecord(2, { bot: 'BCI', user: 'UCI' })], { names: { UCI: 'Deploy bot' } });

    expect(only(entries).by).toEqual({ kind: 'app', name: 'Deploy bot' });
  });

  it('has no permalink where the workspace is unknown or is no web address', () => {
    expect(only(messagesOf([aRecord(1)], { workspace: null })).permalink).toBeNull();
    expect(only(messagesOf([aRecord(1)], { workspace: 'javascript:x' })).permalink).toBeNull();
  });
});

describe('a long text', () => {
  const long = 'x y '.repeat(1_000).trim();

  it('is whole in the full draft, and cut with a count in the other', () => {
    const marked = aRecord(1, { text: long, reactions: { pushpin: ['UBEN'] } });

    const full = only(messagesOf([marked]));
    const short = only(messagesOf([marked], { full: false }));

    expect(full.quote).toBe(long);
    expect(short.quote).toBe(
      `${long.slice(0, 1_200)}… (${long.length - 1_200} more characters, in the full draft)`,
    );
  });

  it('is not cut within a character', () => {
    const text = `${'x'.repeat(1_199)}😀${'y'.repeat(50)}`;
    const marked = aRecord(1, { text, reactions: { pushpin: ['UBEN'] } });

    expect(only(messagesOf([marked], { full: false })).quote?.isWellFormed()).toBe(true);
  });
});
