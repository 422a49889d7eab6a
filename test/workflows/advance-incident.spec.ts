import { describe, expect, it } from 'vitest';
import { evolveAll } from '../../src/domain/evolve.ts';
import { FOLD_VERSION } from '../../src/domain/incident.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Roster } from '../../src/domain/role.ts';
import { RateLimited, Unavailable } from '../../src/ports/failures.ts';
import { advanceIncident } from '../../src/workflows/advance-incident.ts';
import type { StepDeps } from '../../src/workflows/steps/step-deps.ts';
import { aDeclaration, aPolicy, happened, NOON } from '../builders/incident.ts';
import { createFakeChat } from '../fakes/chat.ts';
import { createIncidentStore } from '../fakes/incident-store.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { createFakeSideNotes } from '../fakes/side-notes.ts';

const rest = { requestId: null, answer: null, episodes: [], groups: [], claims: [], applies: [] };

/** An incident whose card is posted and whose announcement comes next, and a Slack that may refuse it. */
async function aWorld(rosters: Policy['rosters'] = {}, foldVersion = FOLD_VERSION) {
  const store = createIncidentStore();
  const chat = createFakeChat();
  const asked: boolean[] = [];
  const edits: string[] = [];
  let now = NOON;
  let trouble: Error | null = null;
  let meanwhile = async () => {};
  const deps = {
    ...store,
    jobs: createFakeJobs(),
    sideNotes: createFakeSideNotes(),
    chat: {
      ...chat,
      async post(post: Parameters<typeof chat.post>[0]) {
        if (post.step === 'announce') asked.push(post.mayExist);
        if (post.step === 'announce' && trouble) throw trouble;
        return chat.post(post);
      },
      async update({ ts }: { ts: string }) {
        edits.push(ts);
      },
    },
    channels: {
      setTopic: async () => {},
      setPurpose: async () => {},
      invite: async () => ({ left: [] }),
    },
    directory: {
      async members(roster: Roster) {
        await meanwhile();
        meanwhile = async () => {};
        return roster.kind === 'users' ? roster.users : [];
      },
    },
    clock: { now: () => now },
    metrics: { count() {}, observe() {} },
    logger: { info() {}, warn() {}, error() {} },
    announcements: 'incidents',
  } as unknown as StepDeps;
  const facts = [
    happened(aDeclaration({ policy: aPolicy({ rosters }) })),
    happened({ kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false }),
    happened({ kind: 'step.done', step: 'open-channel', ref: null }),
    happened({ kind: 'step.done', step: 'post-card', ref: { channel: 'C1', ts: 'card' } }),
  ];
  const first = evolveAll(null, facts, NOON, { id: 'INC-7' });
  const incident = { ...first.incident, foldVersion };
  await store.log.append({ base: null, facts: first.facts, incident, nextDueAt: NOON, ...rest });
  return {
    asked,
    edits,
    store,
    advance: () => advanceIncident(deps, 'INC-7'),
    slackRefuses(error: Error | null) {
      trouble = error;
    },
    whileLookingUp(work: () => Promise<void>) {
      meanwhile = work;
    },
    passes(milliseconds: number) {
      now += milliseconds;
    },
  };
}

describe('bringing an incident to where its log says it should be', () => {
  it('does not look for what was never sent: a used-up budget is no try', async () => {
    const world = await aWorld();
    world.slackRefuses(new RateLimited('budget-used-up', NOON + 1_000));
    await world.advance();
    await world.advance();
    world.slackRefuses(null);

    await world.advance();

    expect(world.asked).toEqual([false, false, false]);
  });

  it('looks for what a try may have left that got no answer, also after a budget was used up', async () => {
    const world = await aWorld();
    world.slackRefuses(new Unavailable('network'));
    await world.advance();
    world.passes(10_000);
    world.slackRefuses(new RateLimited('budget-used-up', NOON + 11_000));
    await world.advance();
    world.slackRefuses(null);

    await world.advance();

    expect(world.asked).toEqual([false, true, true]);
  });

  it('keeps the card fresh while an announcement waits for its budget, and comes again when there is some', async () => {
    const world = await aWorld();
    world.slackRefuses(new RateLimited('budget-used-up', NOON + 1_000));

    await world.advance();

    expect(world.edits).toEqual(['card']);
    expect(await world.store.index.due(NOON + 999, 1)).toEqual([]);
    expect(await world.store.index.due(NOON + 1_000, 1)).toEqual(['INC-7']);
  });

  it('asks nobody for a role that somebody took while it was looked up who is next', async () => {
    const roster = { kind: 'users', users: ['U1', 'U2'] } as const;
    const world = await aWorld({ commander: roster });
    world.whileLookingUp(async () => {
      const base = await world.store.log.load('INC-7');
      const taken = happened({ kind: 'role.assigned', role: 'commander', user: 'U9', previous: null });
      const next = evolveAll(base?.incident ?? null, [taken], NOON);
      await world.store.log.append({ base, ...next, nextDueAt: NOON, ...rest });
    });

    await world.advance();

    const facts = await world.store.log.facts('INC-7');
    expect(facts.map(({ body }) => body.kind)).not.toContain('role.proposed');
    expect((await world.store.log.load('INC-7'))?.incident.roles.commander).toMatchObject({
      holder: 'U9',
      asked: null,
    });
  });
});

describe('during an update', () => {
  it('a process leaves alone what a newer one wrote', async () => {
    const world = await aWorld({}, FOLD_VERSION + 1);

    await world.advance();

    expect(world.asked).toEqual([]);
    expect(world.edits).toEqual([]);
  });
});
