import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Seen } from '../../../sandbox/demo/entry.ts';
import { createExpectSoon } from '../../../sandbox/demo/expect-soon.ts';
import { newLines } from '../../../sandbox/demo/new-lines.ts';
import { createTerminal } from '../../../sandbox/demo/terminal.ts';
import { createTranscript } from '../../../sandbox/demo/transcript.ts';
import { watchWorkspace } from '../../../sandbox/demo/watch-workspace.ts';
import { wrapText } from '../../../sandbox/demo/wrap-text.ts';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';

const entry = {
  t: '2026-01-02T12:00:00.000Z',
  where: '#incidents',
  who: 'ana',
  to: 'everyone',
  text: 'Hello',
};

describe('what an edit in place shows', () => {
  it('is its new lines, without the time at which it was drawn', () => {
    expect(newLines('a\nb\nINC-1 · as of 14:05', 'a\nc\nINC-1 · as of 14:06')).toEqual(['c']);
  });
});

describe('the terminal', () => {
  it('breaks long lines between words, and where there are none', () => {
    expect(wrapText('one two three\nfour', 10)).toEqual(['one two', 'three', 'four']);
    expect(wrapText('abcdefghijklm', 10)).toEqual(['abcdefghij', 'klm']);
  });

  it('is never wider than the window, and without colour unless asked', () => {
    let written = '';
    const terminal = createTerminal({ write: (text) => (written += text), width: 40, isColourful: false });

    terminal.entry({ ...entry, text: 'word '.repeat(50) });

    expect(Math.max(...written.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(40);
    expect(written).not.toContain('\u001b');
  });
});

describe('the transcript', () => {
  it('has one object a line, and the same as Markdown that no text can break out of', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'keyturn-transcript-'));
    const transcript = createTranscript(dir);

    transcript.scene('An alert fires');
    transcript.entry({ ...entry, text: '```\n# not a heading' });

    const jsonl = await readFile(join(dir, 'transcript.jsonl'), 'utf8');
    const markdown = await readFile(join(dir, 'transcript.md'), 'utf8');
    expect(
      jsonl
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([{ ...entry, text: '```\n# not a heading' }]);
    expect(markdown).toContain('## An alert fires');
    expect(markdown).toContain('````text\n```\n# not a heading\n````');
    await rm(dir, { recursive: true });
  });
});

describe('what people see in the workspace', () => {
  let slack: SandboxSlack | undefined;
  afterEach(() => slack?.stop());

  const watched = async (): Promise<{ slack: SandboxSlack; seen: Seen[] }> => {
    const seen: Seen[] = [];
    slack = await startSlack();
    watchWorkspace(slack, (one) => seen.push(one));
    return { slack, seen };
  };

  it('is who said what to whom, also in threads, edited and deleted', async () => {
    const { slack, seen } = await watched();
    const message = slack.as('ana').say('incidents', 'It is teh database');
    slack.as('ben').say('incidents', 'Are you sure?', { thread: message.ts });
    slack.as('ana').edit('incidents', message.ts, 'It is the database');
    slack.as('ben').say('@keyturn', 'hello');
    const oops = slack.as('ben').say('incidents', 'oops');
    slack.as('ben').delete('incidents', oops.ts);

    expect(seen.map(({ where, who, to, text }) => `${where} ${who} > ${to}: ${text}`)).toEqual([
      '#incidents ana > everyone: It is teh database',
      '#incidents, in a thread ben > everyone: Are you sure?',
      '#incidents ana > everyone: (edited) It is the database',
      'direct message of ben ben > keyturn: hello',
      '#incidents ben > everyone: oops',
      '#incidents ben > everyone: (deleted) oops',
    ]);
  });

  it('is one line for people who come together', async () => {
    const { slack, seen } = await watched();
    slack.as('ana').createChannel('inc-1');
    slack.as('ana').invite('inc-1', 'ben');
    slack.as('ana').invite('inc-1', 'eve');
    await new Promise(setImmediate);

    expect(seen.map(({ text }) => text)).toEqual(['(new channel) #inc-1', '(joined) @ana, @ben, @eve']);
  });

  it('is waited for with a deadline that names the step', async () => {
    const { slack } = await watched();

    const waiting = createExpectSoon(slack, () => undefined)('the card is pinned', () => false, 50);

    await expect(waiting).rejects.toThrow('This step did not happen within 0.05 s: the card is pinned');
  });

  it('is not waited for when the bot has ended', async () => {
    const { slack } = await watched();
    const stillRuns = () => {
      throw new Error('Keyturn ended');
    };

    await expect(createExpectSoon(slack, stillRuns)('anything', () => false)).rejects.toThrow(
      'Keyturn ended',
    );
  });
});
