import type { Alert } from '../alertmanager/alertmanager-api.ts';
import type { ChannelView } from '../slack/channel-view.ts';
import type { Seen } from './entry.ts';
import { type Incident, type StoryDeps, textOf } from './incident.ts';
import { createPerson, type Person } from './person.ts';
import { tellings } from './tellings.ts';

/** The story's alert fires, and there is a channel with a card; where the bot asks first, ana says that it is one. */
export async function alertBecomesChannel(deps: StoryDeps): Promise<Incident> {
  const { slack, alerts, story, expectSoon, see, scene } = deps;
  const telling = tellings[story.name];
  const [first] = story.alerts;
  if (!telling || !first) throw new Error(`Nobody has written down how the story ${story.name} is told.`);
  const person = (name: string): Person => createPerson(slack, see, name);
  const cast = { ana: person('ana'), ben: person('ben'), chloe: person('chloe'), dan: person('dan') };
  await scene('An alert fires');
  see(alertSeen(first));
  await alerts.fire(first);
  if (first.labels.severity === 'warning') await acceptIt(deps, cast.ana);

  const room = await expectSoon('a channel for the incident is opened', () =>
    slack.channels.find(({ name }) => name.startsWith('inc-')),
  );
  const posted = await expectSoon('its card is posted', () => firstWords(room, first));
  const id = await expectSoon(
    'the card says the number of the incident',
    () => textOf(posted).match(/INC-\d+/)?.[0],
  );
  await expectSoon('the incident is announced in #incidents', () => slack.channel('incidents').find(id));
  await expectSoon('the card is pinned', () => room.pins.some(({ ts }) => ts === posted.ts));
  await expectSoon('the channel has a topic', () => room.topic.includes(id));
  await expectSoon('people are invited', () => ['ana', 'eve'].every((name) => room.members.includes(name)));
  await expectSoon('the runbook is a bookmark', () =>
    room.bookmarks.some(({ link }) => link.includes('runbook')),
  );
  return { ...deps, cast, telling, id, room, card: () => room.message(posted.ts) ?? posted, first };
}

async function acceptIt({ slack, expectSoon }: StoryDeps, ana: Person): Promise<void> {
  const incidents = slack.channel('incidents');
  const asked = await expectSoon('people are asked whether it is an incident', () =>
    incidents.find('"Accept"'),
  );
  await ana.presses(incidents, asked, 'Accept');
}

/** The card is the first message in the channel. */
const firstWords = (room: ChannelView, { labels }: Alert) =>
  room.said().find((message) => textOf(message).includes(labels.alertname ?? ''));

/** An alert as the monitoring sees it. */
export function alertSeen({ annotations = {} }: Alert, state: 'fires' | 'over' = 'fires'): Seen {
  const text = state === 'fires' ? `(alert) ${annotations.summary}` : `(no longer) ${annotations.summary}`;
  return { where: 'Alertmanager', who: 'Prometheus', to: 'keyturn', text };
}
