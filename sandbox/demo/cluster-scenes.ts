import type { Message } from '../slack/model.ts';
import { type Incident, textOf } from './incident.ts';
import { readableMessage } from './readable/readable-blocks.ts';
import { wrongCause } from './right-cause.ts';
import { workspaceNames } from './workspace-names.ts';

/** The first diagnosis is in the channel, and its first finding is the cause. Throws a sentence when it is not. */
export async function diagnosisIsThere({
  slack,
  room,
  card,
  story,
  expectSoon,
  scene,
}: Incident): Promise<void> {
  await scene('The first diagnosis is there before anybody is');
  const message = await expectSoon('the first diagnosis is in the channel', () =>
    room.said().find((one) => textOf(one).includes('First diagnosis of')),
  );
  await expectSoon('the card says what was found', () => textOf(card()).includes('Diagnosis'));
  const wrong = wrongCause(readable(slack, message), story);
  if (wrong !== undefined) throw new Error(`The first diagnosis of ${story.name} is wrong. ${wrong}`);
}

/** Somebody asks the cluster what the story suggests; each answer is in the channel. */
export async function peopleAskTheCluster(incident: Incident): Promise<void> {
  const { slack, cast, room, telling, expectSoon, scene } = incident;
  await scene('Ben looks for himself, without leaving the channel');
  for (const { ask, says } of telling.questions) {
    await cast.ben.types(room, ask);
    const answer = await expectSoon(`the channel sees the answer to “${ask}”`, () => {
      const found = room
        .said()
        .findLast((one) => textOf(one).includes(`${ask}`) && /Answer/.test(textOf(one)));
      return found;
    });
    const text = readable(slack, answer);
    if (!says.test(text)) throw new Error(`The answer to “/incident ${ask}” does not say ${says}: ${text}`);
  }
}

/** What will be gone from the cluster tomorrow is kept with the incident. */
export async function evidenceIsKept({ slack, cast, room, expectSoon, scene }: Incident): Promise<void> {
  await scene('What the cluster forgets is kept');
  await cast.ben.types(room, 'evidence');
  await expectSoon('ben sees what is kept', () =>
    slack
      .channel(room.id)
      .ephemerals('ben')
      .some((one) => JSON.stringify(one.blocks).includes('/incident evidence ')),
  );
}

function readable(slack: Incident['slack'], message: Message): string {
  return readableMessage(message, workspaceNames(slack.world), Date.now());
}
