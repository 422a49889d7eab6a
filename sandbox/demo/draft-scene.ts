import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Incident, textOf } from './incident.ts';

/** The log becomes a draft of the postmortem: a file in the channel, and the same in a directory. Throws when it is not one. */
export async function draftIsWritten(incident: Incident): Promise<void> {
  const { room, id, drafts, story, expectSoon, scene } = incident;
  await scene('The log becomes a draft of the postmortem');
  await expectSoon('the channel has the draft', () =>
    room
      .said()
      .some((one) => /Postmortem draft 1/.test(textOf(one)) && textOf(one).includes(`${id}-postmortem`)),
  );
  const files = [join(drafts, `${id}.md`), join(drafts, `${id}.html`)];
  await expectSoon('it is in the directory, too', () => files.every((file) => existsSync(file)));
  const [markdown = ''] = files.map((file) => readFileSync(file, 'utf8'));
  const missing = ['## ', id, ...(story.cause ? [story.cause.object.name] : [])].filter(
    (word) => !markdown.includes(word),
  );
  if (missing.length > 0) throw new Error(`The draft does not say: ${missing.join(', ')}.`);
}
