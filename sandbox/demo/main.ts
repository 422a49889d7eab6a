import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeStage, type Stops } from '../stage/stage.ts';
import { DEFAULT_STORY } from '../stage/story-cluster.ts';
import { storyNames } from '../stories/load-story.ts';
import { BOT_LOG, playDemo } from './play-demo.ts';
import { createTerminal } from './terminal.ts';

const OUT = process.argv[2] ?? fileURLToPath(new URL('../../out/demo', import.meta.url));
/** `make demo` leaves the drafts where people look first. */
const DRAFTS = process.argv[2] ?? fileURLToPath(new URL('../../out', import.meta.url));
const STORY = process.env.STORY || DEFAULT_STORY;
const LONGEST_MS = 300_000;
const PAUSE_MS = 600;
const { stdout } = process;

if (!storyNames().includes(STORY)) {
  process.stderr.write(`There is no story “${STORY}”. There are: ${storyNames().join(', ')}.\n`);
  process.exit(1);
}

const stops: Stops = [];
const startedAt = performance.now();
const terminal = createTerminal({
  write: (text) => void stdout.write(text),
  width: stdout.columns ?? 100,
  isColourful: stdout.isTTY && !process.env.NO_COLOR,
});
// Whoever reads the output through a pipe may stop reading.
stdout.on('error', () => undefined);

const interrupted = new Promise<number>((resolve) => {
  process.once('SIGINT', () => resolve(130));
  process.once('SIGTERM', () => resolve(143));
  setTimeout(() => {
    process.stderr.write(`\nThe demo did not end within ${LONGEST_MS / 1000} s.\n`);
    resolve(1);
  }, LONGEST_MS).unref();
});

const played = playDemo({
  terminal,
  outDir: OUT,
  drafts: DRAFTS,
  story: STORY,
  pauseMs: stdout.isTTY ? PAUSE_MS : 0,
  stops,
}).then(
  () => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    terminal.scene(`That was an incident, in ${seconds} seconds`);
    terminal.note(
      `The draft of the postmortem is in ${draftPath('INC-1.html')} and ${draftPath('INC-1.md')}.`,
    );
    terminal.note(
      `What everybody saw is in ${shownPath('transcript.md')} and ${shownPath('transcript.jsonl')}.`,
    );
    return 0;
  },
  (error: unknown) => {
    process.stderr.write(`\nThe demo failed. ${error instanceof Error ? error.message : error}\n`);
    return 1;
  },
);

const exitCode = await Promise.race([played, interrupted]);
await closeStage(stops);
if (exitCode === 1 && existsSync(join(OUT, BOT_LOG))) {
  process.stderr.write(`What Keyturn logged is in ${shownPath(BOT_LOG)}.\n`);
}
process.exit(exitCode);

function shownPath(file: string): string {
  return fromHere(join(OUT, file));
}

function draftPath(file: string): string {
  return fromHere(join(DRAFTS, file));
}

function fromHere(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
