import type { Message } from '../../slack/model.ts';
import { addressOf } from '../address-of.ts';
import { EVERY_LOOK } from '../look.ts';
import type { Scene, Theatre } from '../scene.ts';

/** The channel of an incident that three people work on. */
export const incidentChannel: Scene = {
  name: 'incident-channel',
  looks: EVERY_LOOK,
  async play(theatre) {
    const { slack, expectSoon, room } = theatre;
    const [ana, ben] = [slack.as('ana'), slack.as('ben')];
    await takesRole(theatre, 'ana', 'commander');
    await takesRole(theatre, 'chloe', 'operations');
    await takesRole(theatre, 'dan', 'communications');
    const here = room();
    if (!here.members.includes('ben')) ana.invite(here.id, 'ben');
    const finding = ben.say(here.id, '2.32.0 dies at its start, 2.31.0 did not :eyes:');
    ana.say(here.id, 'Then back to 2.31.0, please. Who can do it?', { thread: finding.ts });
    ben.say(here.id, 'On it.', { thread: finding.ts });
    ana.react(here.id, finding.ts, 'pushpin');
    await expectSoon('the message is on the timeline', () =>
      here.message(finding.ts)?.reactions.some(({ name }) => name === 'white_check_mark'),
    );
    await ana.command('/incident', 'note checkout 2.32.0 was rolled out 25m ago', { channel: here.id });
    await expectSoon('the channel sees the note', () => here.find('2.32.0 was rolled out'));
    await ana.command('/incident', 'sev 1 Nobody can pay by card', { channel: here.id });
    await expectSoon('the channel hears that it is SEV1', () => here.find(/Severity raised.*SEV1/s));
    await expectSoon('the card says so', () => JSON.stringify(cardOf(theatre).blocks).includes('SEV1'));
    return addressOf('ana', here);
  },
};

function cardOf({ room }: Theatre): Message {
  const [pin] = room().pins;
  const card = room().message(pin?.ts ?? '');
  if (!card) throw new Error('The incident has no pinned card.');
  return card;
}

async function takesRole({ slack, room, expectSoon }: Theatre, name: string, role: string): Promise<void> {
  const asked = await expectSoon(`${name} is asked to be ${role}`, () =>
    slack.dm(name).find(new RegExp(`be ${role}`)),
  );
  await slack.as(name).press(slack.dm(name).id, asked.ts, 'I take it');
  await expectSoon(`the channel hears of the ${role}`, () =>
    room().find(`<@${slack.member(name).id}> is ${role} now`),
  );
}
