import { describe, expect, it } from 'vitest';
import { approvers, cardOf, factsOf, proposes, sentTo } from './attack.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const PEOPLE = Array.from({ length: 50 }, (_, at) => `p${at + 1}`);
/** As many as a configuration can ask for. */
const QUORUM = 10;
/** Slack's budgets are for a minute each. */
const A_MINUTE_MORE = 150_000;
const LOST = 'an answer did not get through this way';

/** How many answers to this person the bot believes to be lost, so that it gave them another way. */
function unconfirmed({ logged, slack }: GateWorld, name: string): number {
  const user = slack.member(name).id;
  const isIt = (fields: object): boolean => 'user' in fields && fields.user === user;
  return logged.filter(({ message, fields }) => message === LOST && isIt(fields)).length;
}

describe('a hundred clicks at once', () => {
  it.each(['http', 'socket'] as const)(
    'of fifty people, to two instances over %s: each person counts once, and everybody is answered',
    async (mode) => {
      const world = await startGateWorld({
        story: 'healthy',
        mode,
        actions: {
          quorum: { standard: QUORUM, protected: QUORUM, critical: QUORUM },
          // Slack's budgets do not run as fast as the clock here: what waits for a minute of theirs waits for five.
          executeWithin: '1h',
        },
        slack: {
          members: ['ana', 'ben', ...PEOPLE],
          userGroups: [
            { handle: 'sre', id: 'SSRE', members: PEOPLE },
            { handle: 'leads', id: 'SLEADS', members: ['ben'] },
          ],
        },
      });
      const other = await world.startAnother();
      if (mode === 'socket') await world.slack.until(() => world.slack.socket.connections() >= 4);
      const room = await world.opens();
      await proposes(world, room);
      const ts = await cardOf(world, room);
      for (const name of PEOPLE) world.slack.as(name).join(room.id);
      await world.settles();

      const presses = (name: string) => () => world.slack.as(name).press(room.id, ts, 'Approve');
      const clicks = await Promise.all(
        // Each second person's clicks come to both instances: all of them would be more than Slack lets two instances ask.
        PEOPLE.flatMap((name, at) =>
          mode === 'http'
            ? [
                sentTo(world, at % 2 ? world.app() : other, presses(name)),
                sentTo(world, at % 4 < 2 ? world.app() : other, presses(name)),
              ]
            : [presses(name)(), presses(name)()],
        ),
      );
      expect(clicks.filter(({ acked }) => acked)).toHaveLength(100);
      // The executor asks anew who they are, and may have to wait for the minute in which the clicks used that up.
      await world.becomes('succeeded', 1, A_MINUTE_MORE);
      await world.settles();

      const counted = await approvers(world);
      expect(counted).toHaveLength(QUORUM);
      expect(new Set(counted).size).toBe(QUORUM);
      expect(await factsOf(world, 'action.approved')).toHaveLength(QUORUM);
      const answered = () => PEOPLE.map((name) => room.view.ephemerals(name).map(({ text }) => text));
      // The change may be done before the last of them are answered.
      await world.slack.until(() => answered().every(({ length }) => length >= 2));
      const answers = answered();
      // Two clicks, two answers, each of them about this proposal; what a busy machine did not confirm in time is said again.
      const most = PEOPLE.map((name) => 2 + unconfirmed(world, name));
      expect(answers.filter(({ length }, at) => length < 2 || length > (most[at] ?? 2))).toEqual([]);
      // Slack lets us ask for a hundred people a minute: who comes after that is told to try again, and did not count.
      const known = /^You (had )?approved proposal 1|^Proposal 1 (has|is)|^Slack can’t say right now/;
      expect(answers.flat().filter((text) => !known.test(text))).toEqual([]);
      expect(answers.flat().filter((text) => text.startsWith('Slack')).length).toBeLessThan(20);
      const said = answers.flatMap((each) => [...new Set(each)]);
      expect(said.filter((text) => text.startsWith('You approved')).length).toBe(QUORUM);
      expect(world.writes()).toHaveLength(1);
      await world.logIsWhole('INC-1');
    },
    4 * A_MINUTE_MORE,
  );
});
