import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { Misconfigured, RateLimited, Unavailable } from '../../../src/ports/failures.ts';
import { NOON } from '../../builders/incident.ts';
import { ways } from '../../builders/proposals.ts';
import { aGateRoom } from '../gate-room.ts';

const groups = { S1: ['UANA', 'UBEN', 'UCAT'], S2: ['UCAT', 'UDAN'] };
const both = ['S1', 'S2'].map((group) => ({ kind: 'usergroup', group }) as const);
const woken = 'action.woken';

describe('an approver whom no message reaches', () => {
  const to = (user: string, error: Error) => (post: { to: object }) =>
    'user' in post.to && post.to.user === user ? error : null;

  it('is written down as not reached, and holds nobody else up', async () => {
    const room = await aGateRoom(groups);
    room.refuses(to('UBEN', new Misconfigured('cannot_dm_bot')));
    await room.happens(ways.proposed(), ways.planned());

    await room.advance();

    expect(await room.facts()).toContainEqual(
      expect.objectContaining({ kind: woken, users: ['UCAT'], missed: ['UBEN'] }),
    );
  });

  it('is tried again for a while when Slack is away, without a second message to the others', async () => {
    const room = await aGateRoom(groups);
    room.refuses(to('UCAT', new Unavailable('network')));
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    expect((await room.incident()).proposals[0]?.woken).toEqual([]);

    room.refuses(() => null);
    room.passes(10 * SECOND);
    await room.advance();

    expect(room.steps().filter((step) => step === 'wake-approvers:1:0/UBEN')).toHaveLength(1);
    expect((await room.incident()).proposals[0]?.woken[0]).toMatchObject({
      users: ['UBEN', 'UCAT'],
      missed: [],
    });
  });

  it('counts as not reached in the end, so that the others are known to be', async () => {
    const room = await aGateRoom(groups);
    room.refuses(to('UCAT', new Unavailable('network')));
    await room.happens(ways.proposed(), ways.planned());
    for (let tries = 0; tries < 3; tries++) {
      await room.advance();
      room.passes(MINUTE);
    }

    expect((await room.incident()).proposals[0]?.woken[0]).toMatchObject({
      users: ['UBEN'],
      missed: ['UCAT'],
    });
    expect((await room.incident()).steps).not.toHaveProperty('wake-approvers:1:0');
  });

  it('is not looked for in vain after Slack’s budget was used up', async () => {
    const room = await aGateRoom(groups);
    room.refuses(to('UCAT', new RateLimited('budget-used-up', NOON + SECOND)));
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    room.refuses(() => null);
    room.passes(2 * SECOND);

    await room.advance();

    const asked = room.posted().filter(({ step }) => step.startsWith('wake'));
    expect(asked.map(({ step, mayExist }) => [step.slice(-4), mayExist])).toEqual([
      ['UBEN', false],
      ['UCAT', false],
    ]);
  });

  it('has the next group woken at once when nobody of the first is left', async () => {
    const room = await aGateRoom({ ...groups, S1: new Misconfigured('no_such_subteam') });
    await room.happens(ways.proposed(), ways.planned({ approvers: both }));

    await room.advance();

    expect(room.steps().filter((step) => step.startsWith('wake'))).toEqual([
      'wake-approvers:1:1/UCAT',
      'wake-approvers:1:1/UDAN',
    ]);
  });
});
