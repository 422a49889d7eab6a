import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasEmojiFont } from '../browser/has-emoji-font.ts';
import { launchChromium } from '../browser/launch-chromium.ts';
import { createExpectSoon } from '../demo/expect-soon.ts';
import { controlRoutes } from '../page/control-routes.ts';
import { createControls } from '../page/controls.ts';
import { startPage } from '../page/start-page.ts';
import { closeStage, openStage, type Stops } from '../stage/stage.ts';
import type { Theatre } from './scene.ts';
import { SCENES } from './scenes.ts';
import { takeScreenshots } from './take-screenshots.ts';

// Names of scenes choose some of them; those before are played too, because each goes on from the one before. With --out nothing of
// this checkout is written to.
const { positionals: chosen, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' } },
});
const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const all = values.out ?? folder('out/screenshots');
const folders = { all, docs: values.out === undefined ? folder('docs/images') : join(all, 'docs') };

/** What has happened in the cluster. */
const STORY = 'bad-rollout';

const stops: Stops = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const interrupted = new Promise<number>((resolve) => {
  process.once('SIGINT', () => resolve(130));
  process.once('SIGTERM', () => resolve(143));
});
const played = play().then(
  () => 0,
  (error: unknown) => {
    process.stderr.write(`\nNo pictures. ${error instanceof Error ? error.message : error}\n`);
    return 1;
  },
);
const exitCode = await Promise.race([played, interrupted]);
await closeStage(stops);
process.exit(exitCode);

async function play(): Promise<void> {
  const scenes = withoutOthersPictures();
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true });
  if (!(await hasEmojiFont())) {
    say('No emoji font is installed, so emoji are boxes here (apt-get install fonts-noto-color-emoji).');
  }
  const browser = await launchChromium();
  stops.push(() => browser.close());
  const drafts = join(folders.all, 'drafts');
  // A draft of the last time would be taken for this one's.
  rmSync(drafts, { recursive: true, force: true });
  const stage = await openStage(stops, {
    say,
    botLog: `${folders.all}/keyturn.log`,
    story: STORY,
    drafts,
  });
  const controls = createControls(stage);
  const page = await startPage({ slack: stage.slack, routes: controlRoutes(controls) });
  stops.push(() => page.stop());
  const theatre: Theatre = {
    slack: stage.slack,
    controls,
    drafts,
    expectSoon: createExpectSoon(stage.slack, () => {
      if (stage.bot.hasExited()) throw new Error('Keyturn ended before the pictures were taken.');
    }),
    room() {
      const found = stage.slack.channels.find(({ name }) => name.startsWith('inc-'));
      if (!found) throw new Error('There is no incident yet.');
      return found;
    },
  };
  const taken = await takeScreenshots({ browser, theatre, url: page.url, say }, scenes, folders);
  say(
    `${taken.length} pictures are in ${folders.all}; what the documentation shows is in ${folders.docs}, too.`,
  );
}

function withoutOthersPictures(): typeof SCENES {
  if (chosen.length === 0) return SCENES;
  const unknown = chosen.filter((name) => !SCENES.some((scene) => scene.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no scene named ${unknown.join(', ')}; there are ${SCENES.map(({ name }) => name).join(', ')}.`,
    );
  }
  const last = SCENES.findLastIndex(({ name }) => chosen.includes(name));
  return SCENES.slice(0, last + 1).map((scene) =>
    chosen.includes(scene.name) ? scene : { ...scene, looks: [], prints: false },
  );
}
