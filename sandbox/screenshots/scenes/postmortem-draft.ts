import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nothingScrollsSideways } from '../nothing-scrolls-sideways.ts';
import type { Scene, Theatre } from '../scene.ts';

/** A draft is written within seconds; a slow machine takes its time. */
const WRITING_MS = 75_000;

/** The draft of the postmortem as it is opened from the directory: the first screen, and how all of it prints. */
export const postmortemDraft: Scene = {
  name: 'postmortem-draft',
  looks: ['desktop-light', 'desktop-dark', 'phone-light', 'phone-dark'],
  inDocs: ['desktop-light', 'desktop-dark'],
  prints: true,
  async play(theatre) {
    await itGetsBetter(theatre);
    await peopleSayWhatIsLeft(theatre);
    await itIsOver(theatre);
    const file = join(theatre.drafts, 'INC-1.html');
    await theatre.expectSoon(
      'the draft of the postmortem is in the directory',
      () => existsSync(file),
      WRITING_MS,
    );
    return pathToFileURL(file).href;
  },
  arrange: nothingScrollsSideways,
};

async function itGetsBetter({ slack, controls, room, expectSoon }: Theatre): Promise<void> {
  const here = { channel: room().id };
  await slack.as('ben').command('/incident', 'deny 2 it serves again, and it is the only one', here);
  await expectSoon('the second change is denied', () => room().find(/it serves again/));
  await controls.cluster?.resolve();
  await slack.as('ana').command('/incident', 'status mitigated Rolled back to 2.31.0', here);
  await expectSoon('the channel hears that it is mitigated', () => room().find(/Status is now.*mitigated/s));
  await slack.as('dan').command('/incident', 'update Card payments work again. We keep watching.', here);
  await expectSoon('the channel sees the update', () => room().find('Card payments work again'));
}

async function peopleSayWhatIsLeft({ slack, room, expectSoon }: Theatre): Promise<void> {
  const followups = [
    ['Roll out checkout to one pod first, and stop when it crashes', 'chloe', 'in 2 weeks'],
    ['Test the start of checkout with the production settings before a release', 'ben', 'in 1 week'],
  ] as const;
  for (const [at, [what, who, due]] of followups.entries()) {
    const words = `followup ${what} <@${slack.member(who).id}> ${due}`;
    await slack.as('ana').command('/incident', words, { channel: room().id });
    await expectSoon(`the channel sees action item ${at + 1}`, () => room().find(`Action item ${at + 1}`));
  }
}

async function itIsOver({ slack, room, expectSoon }: Theatre): Promise<void> {
  await expectSoon('the channel hears that no alert fires any more', () =>
    room().find('No alert fires any more'),
  );
  const words = 'resolve Rolled back to 2.31.0; 2.32.0 waits for a fix';
  await slack.as('ana').command('/incident', words, { channel: room().id });
  await expectSoon('the channel hears that it is resolved', () => room().find(/Resolved.* by /s));
}
