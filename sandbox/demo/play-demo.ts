import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStage, type Stage, type Stops } from '../stage/stage.ts';
import { everyAudience, type Seen } from './entry.ts';
import { createExpectSoon } from './expect-soon.ts';
import { playIncident } from './play-incident.ts';
import type { createTerminal } from './terminal.ts';
import { createTranscript } from './transcript.ts';
import { watchWorkspace } from './watch-workspace.ts';

/** The bot's log, in the folder of the transcript, once the bot has stopped. */
export const BOT_LOG = 'keyturn.log';

export type DemoOptions = {
  readonly terminal: ReturnType<typeof createTerminal>;
  /** Where the transcript and the bot's log go. */
  readonly outDir: string;
  /** Where the drafts of the postmortem go; those of an earlier incident of this number are taken away. */
  readonly drafts: string;
  /** The name of the story that happens in the cluster. */
  readonly story: string;
  /** Pause before each scene, in milliseconds, for who reads along. */
  readonly pauseMs: number;
  /** What is started is added here, so that an interrupted demo can be ended, too. */
  readonly stops: Stops;
};

/** Plays the demo from nothing to nothing. Throws the sentence of the step that failed; the stops are the caller's. */
export async function playDemo({
  terminal,
  outDir,
  drafts,
  story,
  pauseMs,
  stops,
}: DemoOptions): Promise<void> {
  const audience = everyAudience(terminal, createTranscript(outDir));
  rmSync(join(outDir, BOT_LOG), { force: true });
  for (const name of ['INC-1.md', 'INC-1.html']) rmSync(join(drafts, name), { force: true });
  const see = (seen: Seen): void => audience.entry({ t: new Date().toISOString(), ...seen });
  terminal.note('Starting Redis, a Slack workspace, a Kubernetes API and Keyturn on this machine ...');
  const { slack, bot, alerts, kubernetes } = await openStage(stops, {
    say: terminal.note,
    botLog: join(outDir, BOT_LOG),
    story,
    drafts,
  });
  terminal.note(`${slack.app.name} runs at ${bot.url}. ${alerts.description}`);
  terminal.note(`The story is “${kubernetes.story().title}”. ${kubernetes.story().teller}`);
  const stopWatching = watchWorkspace(slack, see);
  stops.push(async () => stopWatching());

  await playIncident({
    slack,
    alerts,
    story: kubernetes.story(),
    drafts,
    see,
    now: Date.now,
    keyturn: bot.keyturn,
    expectSoon: createExpectSoon(slack, () => stillRuns(bot)),
    async scene(title) {
      await sleep(pauseMs);
      audience.scene(title);
    },
  });
}

function stillRuns(bot: Stage['bot']): void {
  if (bot.hasExited()) throw new Error('Keyturn ended in the middle of the demo');
}
