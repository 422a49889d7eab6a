import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallSlack } from '../../../src/integrations/slack/call-slack.ts';
import { createDirectory, type SlackDirectory } from '../../../src/integrations/slack/directory.ts';
import { Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import { startWorkspace, type Workspace } from './workspace.ts';

let space: Workspace;
beforeAll(async () => {
  space = await startWorkspace({
    members: ['ana', 'ben', { name: 'chloe', tz: 'Asia/Tokyo' }, 'dan'],
    userGroups: [{ handle: 'oncall', id: 'S0ONCALL', members: ['ben', 'ana'] }],
  });
});
afterAll(() => space.stop());
beforeEach(() => space.sandbox.clearFaults());

const idOf = (name: string) => space.sandbox.member(name).id;
const group = { kind: 'usergroup', group: 'S0ONCALL' } as const;

describe('a roster', () => {
  it('is a user group’s members in their order', async () => {
    expect(await space.slack.directory.members(group)).toEqual([idOf('ben'), idOf('ana')]);
  });

  it('is asked for once, however many ask at the same time, and within 15 seconds not again', async () => {
    const asked = () => space.sandbox.callsOf('usergroups.users.list').length;
    const before = asked();
    await Promise.all([1, 2, 3].map(() => space.slack.directory.members(group)));
    await space.slack.directory.members(group);

    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it('is known anew at once when Slack tells that the group changed', async () => {
    await space.slack.directory.members(group);
    space.sandbox.setUserGroup('oncall', ['dan']);
    await space.sandbox.events.settled();

    expect(await space.slack.directory.members(group)).toEqual([idOf('dan')]);
  });

  it('leaves out who is deactivated or unknown', async () => {
    const gone = space.sandbox.addMember({ name: 'gone', deleted: true }).id;

    const users = [gone, idOf('chloe'), 'U0NOBODY', idOf('ana')];
    expect(await space.slack.directory.members({ kind: 'users', users })).toEqual([
      idOf('chloe'),
      idOf('ana'),
    ]);
  });

  it('that can not be read is an error, and is asked for again the next time', async () => {
    const other = { kind: 'usergroup', group: 'S0MISSING' } as const;
    await expect(space.slack.directory.members(other)).rejects.toThrow(Misconfigured);
    space.sandbox.fault('usergroups.users.list', { kind: '5xx' }, { times: 1 });
    await expect(space.slack.directory.members({ ...other, group: 'S0OTHER' })).rejects.toThrow(Unavailable);
  });
});

describe('a member’s time zone', () => {
  it('is the one of their profile, and UTC when it is not known', async () => {
    expect(await space.slack.directory.timeZone(idOf('chloe'))).toBe('Asia/Tokyo');
    expect(await space.slack.directory.timeZone('U0NOBODY')).toBe('UTC');
  });
});

describe('what is known of a group', () => {
  let now = 0;
  let asked = 0;
  const directory = (): SlackDirectory => {
    const callSlack: CallSlack = async (method, { answer }) => {
      if (method === 'usergroups.users.list') asked++;
      return answer.parse(method === 'users.info' ? { user: {} } : { users: ['U01'] });
    };
    return createDirectory({ callSlack, clock: { now: () => now } });
  };

  it('counts for 15 seconds and no longer', async () => {
    const people = directory();
    await people.members(group);
    now += 14_999;
    await people.members(group);
    expect(asked).toBe(1);
    now += 1;
    await people.members(group);
    expect(asked).toBe(2);
  });
});
