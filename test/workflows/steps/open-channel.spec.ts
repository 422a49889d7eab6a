import { describe, expect, it } from 'vitest';
import type { Roster } from '../../../src/domain/role.ts';
import { Unavailable } from '../../../src/ports/failures.ts';
import { openChannel } from '../../../src/workflows/steps/open-channel.ts';
import { anIncident, aPolicy, NOON } from '../../builders/incident.ts';
import { createFakeSideNotes } from '../../fakes/side-notes.ts';

const onCall: Roster = { kind: 'usergroup', group: 'S1' };
const database: Roster = { kind: 'users', users: ['U1'] };
const managers: Roster = { kind: 'users', users: ['U2'] };

const policy = aPolicy({ rosters: { commander: onCall, operations: database }, responders: [managers] });

/** Opens a channel over a directory that answers like this; the answer is whom it was asked about. */
async function open(members: (roster: Roster) => Promise<readonly string[]>) {
  const asked: Roster[] = [];
  const facts = await openChannel(
    {
      channels: { open: async ({ name }: { name: string }) => ({ id: 'C1', name, adopted: false }) },
      directory: {
        members(roster: Roster) {
          asked.push(roster);
          return members(roster);
        },
        timeZone: async () => 'UTC',
      },
      sideNotes: createFakeSideNotes(),
      metrics: { count() {}, observe() {} },
      clock: { now: () => NOON },
    } as unknown as Parameters<typeof openChannel>[0],
    anIncident([], { policy }),
    'open-channel',
  );
  return { asked, facts };
}

describe('opening a channel', () => {
  it('asks for the people meanwhile, and does not wait for them', async () => {
    const { asked, facts } = await open(() => new Promise(() => {}));

    expect(asked).toEqual([onCall, database, managers]);
    expect(facts).toMatchObject([{ kind: 'channel.opened', channel: 'C1' }, { kind: 'step.done' }]);
  });

  it('does not mind when the people can not be had', async () => {
    const { facts } = await open(async () => {
      throw new Unavailable('slack-503');
    });

    expect(facts).toMatchObject([{ kind: 'channel.opened' }, { kind: 'step.done' }]);
  });
});
