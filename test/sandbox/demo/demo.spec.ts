import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesOfWalk, walkOf } from '../../docs/walk-of.ts';
import { ranIn } from './ran-in.ts';

const WITHIN_MS = 330_000;
const out = mkdtempSync(join(tmpdir(), 'keyturn-demo-out-'));
const coverage = mkdtempSync(join(tmpdir(), 'keyturn-demo-ran-'));
afterAll(() => {
  for (const folder of [out, coverage]) rmSync(folder, { recursive: true });
});

/** Times and the names that differ from run to run look the same here. */
const steady = (text: string): string =>
  text
    .replace(/\b\d{1,2}:\d{2}(:\d{2})?\b/g, '00:00')
    .replace(/head [0-9a-f]+/g, 'head 0')
    .replace(/\d+ (facts|texts)/g, 'n $1')
    .replace(/\s+/g, ' ');

function startDemo(
  story = '',
  env: Record<string, string> = {},
): { demo: ChildProcess; printed: () => string } {
  const demo = spawn(process.execPath, ['sandbox/demo/main.ts', out], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', STORY: story, ...env },
  });
  let printed = '';
  for (const stream of [demo.stdout, demo.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  return { demo, printed: () => printed };
}

describe('make demo', () => {
  it('plays an incident to its end, and the README shows what it prints', {
    timeout: WITHIN_MS,
  }, async () => {
    const { demo, printed } = startDemo('', { NODE_V8_COVERAGE: coverage });

    const [exitCode] = await once(demo, 'close');

    expect(exitCode, printed()).toBe(0);
    const lines = readFileSync(join(out, 'transcript.jsonl'), 'utf8').trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.length).toBeGreaterThan(40);
    for (const entry of entries) expect(Object.keys(entry)).toEqual(['t', 'where', 'who', 'to', 'text']);

    const [, shown = ''] = /```text\n([^`]+)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    const seen = steady(printed());
    const invented = shown
      .split('\n')
      .map((line) => steady(line.trim()))
      .filter((line) => line !== '' && line !== '...' && !seen.includes(line));
    expect(invented).toEqual([]);
  });

  it('passes every file of the walk that the architecture tells, and what it names in it', () => {
    const ran = ranIn(coverage);
    const named = filesOfWalk(walkOf(readFileSync('docs/architecture.md', 'utf8')));
    // Only where an executor was killed; the walk says so.
    const onlyAfterCrash = 'src/workflows/execution/settle-change.ts';

    const missed = named.filter(({ file, names }) => {
      const { all, ran: done } = ran.get(file) ?? { all: null, ran: null };
      if (all === null) return true;
      // A value, or what a call has made, has no name in the record: then anything of the file counts.
      return names.some((name) => all.has(name) && !done.has(name)) || (all.size > 0 && done.size === 0);
    });

    expect(named.length).toBeGreaterThan(90);
    expect(missed.map(({ file }) => file)).toEqual([onlyAfterCrash]);
  });

  it('refuses a story that there is not, with those that there are, and starts nothing', {
    timeout: WITHIN_MS,
  }, async () => {
    const { demo, printed } = startDemo('latest-tags');

    const [exitCode] = await once(demo, 'close');

    expect(exitCode).toBe(1);
    expect(printed()).toContain('There is no story “latest-tags”. There are: bad-rollout, calico-on-eks,');
    expect(printed()).not.toContain('Starting');
  });

  it('ends at Ctrl-C, and takes everything that it started with it', { timeout: WITHIN_MS }, async () => {
    const { demo, printed } = startDemo();
    while (!printed().includes('An alert fires')) await once(demo.stdout as NodeJS.ReadableStream, 'data');
    const [, address = ''] = /runs at (http:\S+?)\.\s/.exec(printed()) ?? [];

    expect(address).toMatch(/:\d+$/);
    demo.kill('SIGINT');
    const [exitCode] = await once(demo, 'close');

    expect(exitCode).toBe(130);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });
});
