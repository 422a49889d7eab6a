import { describe, expect, it } from 'vitest';
import type { MirrorRecord } from '../../src/domain/mirror-record.ts';
import type { Room } from './room.ts';
import { startWorld, type World } from './world.ts';

/** A declared incident with ana and ben in its channel, read back to the end. */
async function anIncident(): Promise<{ world: World; room: Room }> {
  const world = await startWorld();
  await world.slack.as('ana').command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' });
  const room = await world.room('INC-1');
  await world.slack.until(() => room.view.members.includes('ana'));
  world.slack.as('ben').join(room.id);
  return { world, room };
}

/** What the bot keeps of a message. */
async function kept(world: World, room: Room, ts: string): Promise<MirrorRecord | undefined> {
  return (await world.store.mirror.get(room.id, [ts])).get(ts);
}

describe('what people say in an incident’s channel', () => {
  it('is kept with its edits, and without what was deleted', async () => {
    const { world, room } = await anIncident();
    const ana = world.slack.as('ana');
    const edited = ana.say(room.id, 'it is the datbase');
    ana.edit(room.id, edited.ts, 'it is the database');
    const deleted = ana.say(room.id, 'password: hunter2');
    ana.delete(room.id, deleted.ts);
    await world.settles();

    expect(await kept(world, room, edited.ts)).toMatchObject({
      text: 'it is the database',
      earlier: [{ text: 'it is the datbase' }],
      deleted: false,
    });
    expect(await kept(world, room, deleted.ts)).toMatchObject({ text: '', deleted: true, earlier: [] });
    await world.logIsWhole('INC-1');
  });

  it('ends the same when Slack tells the deletion and the edit before the message', async () => {
    const { world, room } = await anIncident();
    const ana = world.slack.as('ana');
    world.slack.events.hold();
    const edited = ana.say(room.id, 'first');
    ana.edit(room.id, edited.ts, 'second');
    const deleted = ana.say(room.id, 'token: abc');
    ana.edit(room.id, deleted.ts, 'token: abcdef');
    ana.delete(room.id, deleted.ts);

    await world.slack.events.release((events) => events.toReversed());
    await world.settles();

    expect(await kept(world, room, edited.ts)).toMatchObject({
      text: 'second',
      earlier: [{ text: 'first' }],
    });
    expect(await kept(world, room, deleted.ts)).toMatchObject({ text: '', deleted: true });
    await world.logIsWhole('INC-1');
  });

  it('is kept in its thread, with its files and reactions', async () => {
    const { world, room } = await anIncident();
    const [ana, ben] = [world.slack.as('ana'), world.slack.as('ben')];
    const question = ana.say(room.id, 'who deployed?');
    const answer = ben.say(room.id, 'I did, at noon', { thread: question.ts });
    const { message, file } = ben.upload(room.id, { name: 'graph.png', content: 'x', mimetype: 'image/png' });
    ben.react(room.id, question.ts, 'eyes');
    ana.react(room.id, answer.ts, 'heart');
    ana.unreact(room.id, answer.ts, 'heart');
    await world.settles();

    expect(await kept(world, room, question.ts)).toMatchObject({
      threadTs: null,
      reactions: { eyes: [ben.id] },
    });
    expect(await kept(world, room, answer.ts)).toMatchObject({ threadTs: question.ts, reactions: {} });
    expect(await kept(world, room, message.ts)).toMatchObject({
      files: [{ id: file.id, name: 'graph.png', mimeType: 'image/png' }],
    });
    await world.logIsWhole('INC-1');
  });

  it('is put on the timeline by a pin, a reaction or the shortcut, once, and the bot reacts back', async () => {
    const { world, room } = await anIncident();
    const [ana, ben] = [world.slack.as('ana'), world.slack.as('ben')];
    const [pinned, reacted, shortcut] = ['pin me', 'react to me', 'shortcut me'].map((text) =>
      ana.say(room.id, text),
    );
    if (!pinned || !reacted || !shortcut) throw new Error('nothing was said');

    ben.pin(room.id, pinned.ts);
    ben.react(room.id, reacted.ts, 'pushpin');
    ana.react(room.id, reacted.ts, 'pushpin');
    await world.slack.until(() => room.view.message(reacted.ts)?.reactions.some(isSaved));
    await ana.shortcut('mark_message', { channel: room.id, ts: shortcut.ts });
    for (const { ts } of [pinned, reacted, shortcut]) {
      await world.slack.until(() => room.view.message(ts)?.reactions.some(isSaved));
    }
    ben.unreact(room.id, reacted.ts, 'pushpin');
    await world.settles();

    const facts = await world.store.log.facts('INC-1');
    const marks = facts.flatMap(({ body }) =>
      body.kind === 'message.marked' ? [[body.message.ts, body.via]] : [],
    );
    expect(marks.toSorted()).toEqual(
      [
        [pinned.ts, 'pin'],
        [reacted.ts, 'reaction'],
        [shortcut.ts, 'shortcut'],
      ].toSorted(),
    );
    expect((await world.incident('INC-1')).marked).toBe(3);
  });
});

const isSaved = ({ name }: { readonly name: string }): boolean => name === 'white_check_mark';

describe('what people say while the bot is away', () => {
  it('is read back when it returns: said, edited, deleted, replied', async () => {
    const { world, room } = await anIncident();
    const [ana, ben] = [world.slack.as('ana'), world.slack.as('ben')];
    const before = ana.say(room.id, 'the databse?');
    const regretted = ben.say(room.id, 'it is ana’s fault');
    await world.settles();
    await world.stop();

    world.passes(10 * 60_000);
    ana.edit(room.id, before.ts, 'the database?');
    ben.delete(room.id, regretted.ts);
    const reply = ben.say(room.id, 'yes, its disk', { thread: before.ts });
    const after = ana.say(room.id, 'disk is full');
    world.passes(2 * 60_000);
    await world.start();
    await world.slack.until(() => world.slack.callsOf('conversations.replies').length > 0);
    await world.settles();

    expect(await kept(world, room, before.ts)).toMatchObject({ text: 'the database?', deleted: false });
    expect(await kept(world, room, regretted.ts)).toMatchObject({ deleted: true, text: '' });
    expect(await kept(world, room, reply.ts)).toMatchObject({ text: 'yes, its disk', threadTs: before.ts });
    expect(await kept(world, room, after.ts)).toMatchObject({ text: 'disk is full' });
    await world.logIsWhole('INC-1');
  });
});
