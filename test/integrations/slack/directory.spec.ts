import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberSeed } from '../../../sandbox/slack/options.ts';
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

describe('a roster, asked for now', () => {
  it('is what Slack says at this moment, whatever was known', async () => {
    await space.slack.directory.members(group);
    space.sandbox.userGroup('oncall').members = [idOf('chloe')];

    expect(await space.slack.directory.membersNow(group)).toEqual([idOf('chloe')]);
    expect(await space.slack.directory.members(group)).toEqual([idOf('chloe')]);
  });

  it('leaves out who is known to be deactivated, and keeps whom Slack can’t tell about', async () => {
    const left = space.sandbox.addMember({ name: 'left', deleted: true }).id;
    const unsure = space.sandbox.addMember({ name: 'unsure' }).id;
    space.sandbox.userGroup('oncall').members = [left, unsure];
    expect(await space.slack.directory.members({ kind: 'users', users: [left] })).toEqual([]);
    space.sandbox.fault('users.info', { kind: '5xx' });

    expect(await space.slack.directory.membersNow(group)).toEqual([unsure]);
    expect(await space.slack.directory.membersNow({ kind: 'users', users: [left, unsure] })).toEqual([
      unsure,
    ]);
  });

  it('is an error when Slack does not tell, also right after it did', async () => {
    await space.slack.directory.members(group);
    space.sandbox.fault('usergroups.users.list', { kind: '5xx' }, { times: 1 });

    await expect(space.slack.directory.membersNow(group)).rejects.toThrow(Unavailable);
  });
});

describe('a full member', () => {
  const isFull = (seed: MemberSeed) => space.slack.directory.isFullMember(space.sandbox.addMember(seed).id);

  it('is a human being of this workspace', async () => {
    expect(await isFull({ name: 'mia' })).toBe(true);
    expect(await isFull({ name: 'adm', isAdmin: true })).toBe(true);
  });

  it.each([
    { name: 'gone', deleted: true },
    { name: 'robo', isBot: true },
    { name: 'flow', isWorkflowBot: true },
    { name: 'guest', guest: true },
    { name: 'single', singleChannelGuest: true },
    { name: 'partner', otherTeam: 'T0PARTNER' },
    { name: 'stranger', otherTeam: 'T0PARTNER', isStranger: true },
  ])('is not $name', async (seed) => {
    expect(await isFull(seed)).toBe(false);
  });

  it('is nobody whom Slack does not know, nor Slackbot, nor we', async () => {
    expect(await space.slack.directory.isFullMember('U0NOBODY')).toBe(false);
    expect(await space.slack.directory.isFullMember('USLACKBOT')).toBe(false);
    expect(await space.slack.directory.isFullMember(space.sandbox.app.botUserId)).toBe(false);
  });

  it('is not believed when Slack does not tell, and asked for again the next time', async () => {
    const { id } = space.sandbox.addMember('newby');
    space.sandbox.fault('users.info', { kind: '5xx' }, { times: 1 });

    await expect(space.slack.directory.isFullMember(id)).rejects.toThrow(Unavailable);
    expect(await space.slack.directory.isFullMember(id)).toBe(true);
  });

  it('is asked for once, however many ask at the same time, also for the time zone', async () => {
    const { id } = space.sandbox.addMember('popular');
    const before = space.sandbox.callsOf('users.info').length;

    await Promise.all(Array.from({ length: 20 }, () => space.slack.directory.isFullMember(id)));
    await space.slack.directory.timeZone(id);

    expect(space.sandbox.callsOf('users.info').length - before).toBe(1);
  });
});

describe('a member’s time zone', () => {
  it('is the one of their profile, and UTC when it is not known', async () => {
    expect(await space.slack.directory.timeZone(idOf('chloe'))).toBe('Asia/Tokyo');
    expect(await space.slack.directory.timeZone('U0NOBODY')).toBe('UTC');
  });
});

describe('what is known of a person', () => {
  const own = { team_id: 'T1', enterprise_id: 'E1' };

  function aDirectory(user: object) {
    const told = { user, now: 0 };
    const callSlack: CallSlack = async (method, { answer }) =>
      answer.parse(method === 'auth.test' ? own : { user: { id: 'U1', ...told.user } });
    return { told, directory: createDirectory({ callSlack, clock: { now: () => told.now } }) };
  }

  it('counts for 15 seconds and no longer', async () => {
    const { told, directory } = aDirectory({ team_id: 'T1' });
    expect(await directory.isFullMember('U1')).toBe(true);
    told.user = { team_id: 'T1', is_restricted: true };
    told.now = 14_999;
    expect(await directory.isFullMember('U1')).toBe(true);
    told.now = 15_000;
    expect(await directory.isFullMember('U1')).toBe(false);
  });

  it('is asked for anew where a change depends on it', async () => {
    const { told, directory } = aDirectory({ team_id: 'T1' });
    expect(await directory.isFullMember('U1')).toBe(true);
    told.user = { team_id: 'T1', is_restricted: true };

    expect(await directory.isFullMemberNow('U1')).toBe(false);
    expect(await directory.isFullMember('U1')).toBe(false);
  });

  it.each<[object, boolean]>([
    [{}, false],
    [{ team_id: 'T2' }, false],
    [{ team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2', 'T1'] } }, true],
    [{ team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2'] } }, false],
    [{ team_id: 'T2', enterprise_user: { enterprise_id: 'E2', teams: ['T1'] } }, false],
    ...[
      ...['is_bot', 'is_workflow_bot', 'is_connector_bot', 'is_agentforce_bot', 'deleted', 'is_stranger'],
      ...['is_restricted', 'is_ultra_restricted', 'is_invited_user'],
    ].map((flag): [object, boolean] => [{ team_id: 'T1', [flag]: true }, false]),
    [{ team_id: 'T1', id: 'U2' }, false],
  ])('says whether they belong to this workspace: %j is %s', async (user, full) => {
    expect(await aDirectory(user).directory.isFullMember('U1')).toBe(full);
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
