import type { AlertSource } from '../alertmanager/alert-source.ts';
import type { Alert } from '../alertmanager/alertmanager-api.ts';
import { crashLooping } from '../alertmanager/checkout-alerts.ts';
import type { ChannelView } from '../slack/channel-view.ts';
import type { Message } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { CliAnswer } from '../stage/start-bot.ts';
import type { Seen } from './entry.ts';
import type { ExpectSoon } from './expect-soon.ts';
import { createPerson, type Person } from './person.ts';

export type StoryDeps = {
  readonly slack: SandboxSlack;
  readonly alerts: AlertSource;
  readonly keyturn: (...args: string[]) => Promise<CliAnswer>;
  readonly expectSoon: ExpectSoon;
  readonly see: (seen: Seen) => void;
  /** A new scene begins; on a terminal, after a moment for reading. */
  readonly scene: (title: string) => Promise<void>;
};

type Cast = Readonly<Record<'ana' | 'ben' | 'chloe' | 'dan', Person>>;

/** What all scenes after the first one play with. */
type Incident = StoryDeps & {
  readonly cast: Cast;
  readonly id: string;
  readonly room: ChannelView;
  readonly card: () => Message;
  readonly first: Alert;
};

/** Plays an incident from its first alert to the check of its log. Throws the sentence of the step that fails. */
export async function playCheckoutStory(deps: StoryDeps): Promise<void> {
  const incident = await alertBecomesChannel(deps);
  await peopleTakeRoles(incident);
  await peopleWork(incident);
  const second = await itGetsWorse(incident);
  await itGetsBetter(incident, second);
  await itIsOver(incident);
  await theLogIsChecked(incident);
}

async function alertBecomesChannel(deps: StoryDeps): Promise<Incident> {
  const { slack, alerts, expectSoon, see, scene } = deps;
  const person = (name: string): Person => createPerson(slack, see, name);
  await scene('An alert fires');
  const alert = crashLooping('checkout-7d9c5b6f4-x2kqp');
  see(alertSeen(alert));
  await alerts.fire(alert);

  const room = await expectSoon('a channel for the incident is opened', () =>
    slack.channels.find(({ name }) => name.startsWith('inc-')),
  );
  const posted = await expectSoon('its card is posted', () => room.find('KubePodCrashLooping'));
  const id = await expectSoon(
    'the card says the number of the incident',
    () => textOf(posted).match(/INC-\d+/)?.[0],
  );
  await expectSoon('the incident is announced in #incidents', () => slack.channel('incidents').find(id));
  await expectSoon('the card is pinned', () => room.pins.some(({ ts }) => ts === posted.ts));
  await expectSoon('the channel has a topic', () => room.topic.includes(id));
  await expectSoon('people are invited', () => ['ana', 'eve'].every((name) => room.members.includes(name)));
  await expectSoon('the runbook is a bookmark', () =>
    room.bookmarks.some(({ link }) => link.includes('runbooks')),
  );
  const cast = { ana: person('ana'), ben: person('ben'), chloe: person('chloe'), dan: person('dan') };
  return { ...deps, cast, id, room, card: () => room.message(posted.ts) ?? posted, first: alert };
}

async function peopleTakeRoles(incident: Incident): Promise<void> {
  const { slack, cast, room, id, expectSoon, scene } = incident;
  const { ana, ben, chloe, dan } = cast;
  await scene('People are asked, and answer from where they are');
  const asked = (who: Person, role: string): Promise<Message> =>
    expectSoon(`${who.name} is asked by direct message to be ${role}`, () =>
      slack.dm(who.name).find(new RegExp(`be ${role} of ${id}|you be ${role}`)),
    );
  const holds = (who: Person, role: string): Promise<unknown> =>
    expectSoon(`the channel hears that ${who.name} is ${role}`, () =>
      room.find(`<@${who.id}> is ${role} now`),
    );

  await ana.presses(slack.dm('ana'), await asked(ana, 'commander'), 'I take it');
  await holds(ana, 'commander');
  await chloe.presses(slack.dm('chloe'), await asked(chloe, 'operations'), 'Hand over');
  await expectSoon('chloe sees the form for roles', () => slack.as('chloe').views().length > 0);
  await chloe.fillsIn({ user: ben.id });
  await holds(ben, 'operations');
  await dan.presses(slack.dm('dan'), await asked(dan, 'communications'), 'I take it');
  await holds(dan, 'communications');
  if (!room.members.includes('ben')) {
    await expectSoon('ben is invited as well', () => room.members.includes('ben'));
  }
}

async function peopleWork(incident: Incident): Promise<void> {
  const { cast, room, expectSoon, scene } = incident;
  const { ana, ben } = cast;
  await scene('They work; everything said is on the record');
  const finding = ben.says(room, 'checkout 1.42 cant reach the config service, 1.41 could');
  ben.edits(room, finding, 'checkout 1.42 can’t reach the config service; 1.41 could');
  ana.says(room, 'Then back to 1.41, please. Who can do it?', { thread: finding.ts });
  ben.says(room, 'On it.', { thread: finding.ts });
  ana.reacts(room, finding, 'pushpin');
  await expectSoon('Keyturn confirms that the message is on the timeline', () =>
    room.message(finding.ts)?.reactions.some(({ name }) => name === 'white_check_mark'),
  );
  await ana.types(room, 'note checkout 1.42 was rolled out 10m ago');
  await expectSoon('the channel sees the note', () => room.find('checkout 1.42 was rolled out'));
}

async function itGetsWorse(incident: Incident): Promise<Alert> {
  const { alerts, cast, room, card, expectSoon, see, scene } = incident;
  await scene('A second pod joins: the card changes in place');
  const second = crashLooping('checkout-7d9c5b6f4-m8w4z');
  see(alertSeen(second));
  await alerts.fire(second);
  await expectSoon('the card counts two alerts', () => textOf(card()).includes('2 firing'));
  await cast.ana.types(room, 'sev 1 Nobody can pay by card');
  await expectSoon('the channel hears that it is SEV1', () => room.find(/Severity raised.*SEV1/s));
  await expectSoon('the topic says SEV1', () => room.topic.startsWith('SEV1'));
  await expectSoon('the card says SEV1', () => /SEV1/.test(textOf(card())));
  return second;
}

async function itGetsBetter(incident: Incident, second: Alert): Promise<void> {
  const { slack, alerts, cast, room, card, expectSoon, see, scene } = incident;
  const { ana, dan } = cast;
  await scene('It gets better');
  await ana.presses(room, card(), 'Status');
  await expectSoon('ana sees the form for the status', () => slack.as('ana').views().length > 0);
  await ana.fillsIn({ status: 'mitigated', reason: 'Rolled back to 1.41' });
  await expectSoon('the channel hears that it is mitigated', () => room.find(/Status is now.*mitigated/s));
  await dan.types(room, 'update Card payments work again. We keep watching.');
  await expectSoon('the channel sees the update', () => room.find('Card payments work again'));

  see(alertSeen(second, 'over'));
  await alerts.resolve(second);
  await expectSoon('the card counts one alert as cleared', () => textOf(card()).includes('1 cleared'));
  see(alertSeen(incident.first, 'over'));
  await alerts.resolve(incident.first);
}

async function itIsOver(incident: Incident): Promise<void> {
  const { slack, cast, room, id, card, expectSoon, scene } = incident;
  await scene('All clear; a person decides that it is over');
  const allClear = await expectSoon('the channel hears that no alert fires any more', () =>
    room.find('No alert fires any more'),
  );
  await cast.ana.presses(room, allClear, 'Resolve');
  await expectSoon('ana sees the form for resolving', () => slack.as('ana').views().length > 0);
  await cast.ana.fillsIn({ reason: 'Rolled back to 1.41; 1.42 waits for a fix' });
  await expectSoon('the channel hears that it is resolved', () => room.find(/Resolved.* by /s));
  await expectSoon('the card says that it is resolved', () => /Resolved/.test(textOf(card())));
  await expectSoon('the announcement says that it is resolved', () =>
    /resolved/i.test(textOf(slack.channel('incidents').find(id))),
  );
}

async function theLogIsChecked(incident: Incident): Promise<void> {
  const { slack, cast, room, id, keyturn, expectSoon, see, scene } = incident;
  await scene('What remains: the log');
  await cast.ana.types(room, 'timeline 40');
  await expectSoon('ana sees the timeline', () =>
    slack
      .channel(room.id)
      .ephemerals('ana')
      .some((one) => JSON.stringify(one.blocks).includes('what happened')),
  );
  const [, head = ''] = /--head ([0-9a-f]+)/.exec(textOf(room.find(/verify INC-/))) ?? [];
  const command = ['verify', id, ...(head ? ['--head', head] : [])];
  see({ where: 'a terminal', who: 'eve', to: 'keyturn', text: `keyturn ${command.join(' ')}` });
  const { exitCode, text } = await keyturn(...command);
  see({ where: 'a terminal', who: 'keyturn', to: 'eve only', text });
  if (exitCode !== 0) throw new Error(`"keyturn verify ${id}" ended with exit code ${exitCode}: ${text}`);
}

function alertSeen({ annotations = {} }: Alert, state: 'fires' | 'over' = 'fires'): Seen {
  const text = state === 'fires' ? `(alert) ${annotations.summary}` : `(no longer) ${annotations.summary}`;
  return { where: 'Alertmanager', who: 'Prometheus', to: 'keyturn', text };
}

function textOf(message: Message | undefined): string {
  return message ? `${message.text}\n${JSON.stringify(message.blocks ?? [])}` : '';
}
