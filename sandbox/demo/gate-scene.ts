import type { Message } from '../slack/model.ts';
import { type Change, changes } from './change.ts';
import type { Incident } from './incident.ts';
import { readableMessage } from './readable/readable-blocks.ts';
import { workspaceNames } from './workspace-names.ts';

/** A rollout of the sandbox's cluster takes some seconds. */
const ROLLOUT_MS = 120_000;

type Of<H extends Change['how']> = Extract<Change, { readonly how: H }>;

/**
 * ana wants to change the cluster: the change is planned and rehearsed, her own second key is refused, ben's counts, and
 * the change is done and verified; or the gate says why not. Throws a sentence when the gate does anything else.
 */
export async function twoKeysForAChange(incident: Incident): Promise<void> {
  const change = changes[incident.story.name];
  if (!change)
    throw new Error(`Nobody has written down what is changed in the story ${incident.story.name}.`);
  await incident.scene('A change to the cluster takes two keys');
  if (change.how === 'refused') return isRefused(incident, change);
  if (change.how === 'by-finding') await proposeByFinding(incident, change);
  else await incident.cast.ana.types(incident.room, change.ask);
  const card = await cardIsThere(incident);
  if (change.how === 'denied') return isDenied(incident, card, change);
  await ownKeyIsRefused(incident);
  await isApprovedAndDone(incident, card, change);
}

async function proposeByFinding(incident: Incident, { button }: Of<'by-finding'>): Promise<void> {
  const { slack, cast, room, expectSoon } = incident;
  const message = await expectSoon('the diagnosis offers what would help', () =>
    room.said().findLast((one) => labelsOf(one).some((label) => button.test(label))),
  );
  const label = labelsOf(message).find((one) => button.test(one)) ?? '';
  await cast.ana.presses(room, message, label);
  await expectSoon('ana sees the form, filled in', () => slack.as('ana').views().length > 0);
  await cast.ana.fillsIn({ reason: 'the diagnosis says so, and the logs agree' });
}

/** The plan is there; what could break is acknowledged by the one who asks. */
async function cardIsThere({ slack, cast, room, expectSoon }: Incident): Promise<Message> {
  const card = await expectSoon('the card shows exactly what would happen', () => room.find(/Waiting for/));
  if (labelsOf(card).some((label) => /^(?:I know|Acknowledge)/.test(label))) {
    const label = labelsOf(card).find((one) => /^(?:I know|Acknowledge)/.test(one)) ?? '';
    await cast.ana.presses(room, card, label);
    await expectSoon('the warnings are acknowledged', () =>
      labelsOf(room.message(card.ts) ?? card).some((one) => one.startsWith('Approve')),
    );
  }
  await expectSoon('ben, who has a second key, is woken by direct message', () =>
    slack.dm('ben').find('Approve?'),
  );
  return card;
}

async function ownKeyIsRefused({ slack, cast, room, expectSoon }: Incident): Promise<void> {
  await cast.ana.types(room, 'approve 1');
  await expectSoon('ana can’t turn both keys', () =>
    slack
      .channel(room.id)
      .ephemerals('ana')
      .some((one) => JSON.stringify(one.blocks).includes('somebody else')),
  );
}

async function isApprovedAndDone(
  incident: Incident,
  card: Message,
  change: Of<'by-finding'> | Of<'by-command'>,
): Promise<void> {
  const { slack, cast, room, expectSoon } = incident;
  const now = (): Message => room.message(card.ts) ?? card;
  const label = labelsOf(now()).find((one) => one.startsWith('Approve')) ?? 'Approve';
  await cast.ben.presses(room, now(), label);
  if (change.how === 'by-command' && change.typed !== null) {
    await expectSoon('ben is asked to type the target out', () => slack.as('ben').views().length > 0);
    await cast.ben.fillsIn({ target: change.typed });
  }
  await expectSoon('the channel hears that it is being done', () =>
    room.find(/Approved, and being done now/),
  );
  const told = await expectSoon(
    'the channel hears how it ended',
    () => room.said().findLast((one) => /^(?:Done|Failed|Not known)/.test(readable(incident, one))),
    ROLLOUT_MS,
  );
  const text = readable(incident, told);
  if (!/^Done/.test(text) || !change.done.test(text)) throw new Error(`The change did not end well: ${text}`);
}

async function isDenied(incident: Incident, card: Message, { because }: Of<'denied'>): Promise<void> {
  const { slack, cast, room, expectSoon } = incident;
  await cast.ben.presses(room, room.message(card.ts) ?? card, 'Deny');
  await expectSoon('ben is asked why', () => slack.as('ben').views().length > 0);
  await cast.ben.fillsIn({ reason: because });
  await expectSoon('the channel hears the no, and why', () =>
    room
      .said()
      .map((one) => readable(incident, one))
      .some((text) => text.includes(' denied: ') && text.includes(because)),
  );
}

async function isRefused(incident: Incident, { ask, says, where }: Of<'refused'>): Promise<void> {
  const { slack, cast, room, expectSoon } = incident;
  await cast.ana.types(room, ask);
  await expectSoon('it is said why this is not done', () => {
    const seen = where === 'channel' ? room.said() : slack.channel(room.id).ephemerals('ana');
    return seen.some((one) => says.test(readable(incident, one)));
  });
}

function readable({ slack }: Incident, message: Parameters<typeof readableMessage>[0]): string {
  return readableMessage(message, workspaceNames(slack.world), Date.now());
}

/** The labels of a message's buttons. */
function labelsOf({ blocks = [] }: Pick<Message, 'blocks'>): readonly string[] {
  return JSON.stringify(blocks)
    .split('"type":"button"')
    .slice(1)
    .flatMap((part) => /"text":"((?:[^"\\]|\\.)*)"/.exec(part)?.[1] ?? []);
}
