import type { Alert } from '../alertmanager/alertmanager-api.ts';
import type { Message } from '../slack/model.ts';
import { alertBecomesChannel, alertSeen } from './alert-scene.ts';
import { diagnosisIsThere, evidenceIsKept, peopleAskTheCluster } from './cluster-scenes.ts';
import { draftIsWritten } from './draft-scene.ts';
import { twoKeysForAChange } from './gate-scene.ts';
import { type Incident, type StoryDeps, textOf } from './incident.ts';
import type { Person } from './person.ts';

/** Plays an incident from its first alert to the check of its log. Throws the sentence of the step that fails. */
export async function playIncident(deps: StoryDeps): Promise<void> {
  const incident = await alertBecomesChannel(deps);
  await diagnosisIsThere(incident);
  await peopleTakeRoles(incident);
  await peopleAskTheCluster(incident);
  await evidenceIsKept(incident);
  await peopleWork(incident);
  await twoKeysForAChange(incident);
  const second = await itGetsWorse(incident);
  await itGetsBetter(incident, second);
  await peopleSayWhatIsLeft(incident);
  await itIsOver(incident);
  await draftIsWritten(incident);
  await theLogIsChecked(incident);
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
  const { cast, room, telling, expectSoon, scene } = incident;
  const { ana, ben } = cast;
  const [said, corrected] = telling.finding;
  await scene('They work; everything said is on the record');
  const finding = ben.says(room, said);
  ben.edits(room, finding, corrected);
  ana.says(room, telling.plan, { thread: finding.ts });
  ben.says(room, 'On it.', { thread: finding.ts });
  ana.reacts(room, finding, 'pushpin');
  await expectSoon('Keyturn confirms that the message is on the timeline', () =>
    room.message(finding.ts)?.reactions.some(({ name }) => name === 'white_check_mark'),
  );
  await ana.types(room, `note ${telling.note}`);
  await expectSoon('the channel sees the note', () => room.find(telling.note.replace(/ \S+ ago$/, '')));
}

async function itGetsWorse(incident: Incident): Promise<Alert> {
  const { alerts, cast, room, card, telling, expectSoon, see, scene } = incident;
  await scene('A second alert joins: the card changes in place');
  const second = joining(incident.first, incident.now());
  see(alertSeen(second));
  await alerts.fire(second);
  await expectSoon('the card counts two alerts', () => textOf(card()).includes('2 firing'));
  await cast.ana.types(room, `sev 1 ${telling.impact}`);
  await expectSoon('the channel hears that it is SEV1', () => room.find(/Severity raised.*SEV1/s));
  await expectSoon('the topic says SEV1', () => room.topic.startsWith('SEV1'));
  await expectSoon('the card says SEV1', () => /SEV1/.test(textOf(card())));
  return second;
}

async function itGetsBetter(incident: Incident, second: Alert): Promise<void> {
  const { slack, alerts, cast, room, card, telling, expectSoon, see, scene } = incident;
  const { ana, dan } = cast;
  await scene('It gets better');
  await ana.presses(room, card(), 'Status');
  await expectSoon('ana sees the form for the status', () => slack.as('ana').views().length > 0);
  await ana.fillsIn({ status: 'mitigated', reason: telling.mitigated });
  await expectSoon('the channel hears that it is mitigated', () => room.find(/Status is now.*mitigated/s));
  await dan.types(room, `update ${telling.update}`);
  await expectSoon('the channel sees the update', () => room.find(telling.update));

  see(alertSeen(second, 'over'));
  await alerts.resolve(second);
  await expectSoon('the card counts one alert as cleared', () => textOf(card()).includes('1 cleared'));
  see(alertSeen(incident.first, 'over'));
  await alerts.resolve(incident.first);
}

async function peopleSayWhatIsLeft(incident: Incident): Promise<void> {
  const { cast, room, telling, expectSoon, scene } = incident;
  await scene('What would stop it next time is written down while everybody remembers');
  for (const [at, { what, who, due }] of telling.followups.entries()) {
    await cast.ana.types(room, `followup ${what} <@${cast[who].id}> ${due}`);
    await expectSoon(`the channel sees action item ${at + 1}`, () => room.find(`Action item ${at + 1}`));
  }
}

async function itIsOver(incident: Incident): Promise<void> {
  const { slack, cast, room, id, card, telling, expectSoon, scene } = incident;
  await scene('All clear; a person decides that it is over');
  const allClear = await expectSoon('the channel hears that no alert fires any more', () =>
    room.find('No alert fires any more'),
  );
  await cast.ana.presses(room, allClear, 'Resolve');
  await expectSoon('ana sees the form for resolving', () => slack.as('ana').views().length > 0);
  await cast.ana.fillsIn({ reason: telling.fixed });
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

/** The same rule over a longer window, as rules of an error budget come in pairs. */
function joining({ labels, annotations = {} }: Alert, now: number): Alert {
  return {
    labels: { ...labels, window: '1h' },
    annotations: { ...annotations, summary: `${annotations.summary} (over an hour, too)` },
    startsAt: new Date(now).toISOString(),
  };
}
