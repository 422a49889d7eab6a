import { keyturn } from '../../src/domain/actor.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody, Happening } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Roster } from '../../src/domain/role.ts';
import type { Post } from '../../src/ports/chat.ts';
import { Misconfigured } from '../../src/ports/failures.ts';
import { advanceIncident } from '../../src/workflows/advance-incident.ts';
import type { StepDeps } from '../../src/workflows/steps/step-deps.ts';
import { aDeclaration, happened, NOON } from '../builders/incident.ts';
import { plainText } from '../commands/plain-text.ts';
import { createFakeChat } from '../fakes/chat.ts';
import { createIncidentStore } from '../fakes/incident-store.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { createFakeSideNotes } from '../fakes/side-notes.ts';

const rest = { requestId: null, answer: null, episodes: [], groups: [], claims: [], applies: [] };

/**
 * An open incident in a room, the approvers' groups, and a Slack that may refuse messages: what people get to read of a
 * change when the incident is brought to where its log says.
 */
export async function aGateRoom(groups: Readonly<Record<string, readonly string[] | Error>> = {}) {
  const store = createIncidentStore();
  const chat = createFakeChat();
  const links: string[] = [];
  let now: Instant = NOON;
  let meanwhile = async () => {};
  let refusal: (post: Post) => Error | null = () => null;
  const deps = {
    ...store,
    log: {
      ...store.log,
      async append(...[appending]: Parameters<typeof store.log.append>) {
        const first = meanwhile;
        meanwhile = async () => {};
        await first();
        return store.log.append(appending);
      },
    },
    jobs: createFakeJobs(),
    sideNotes: createFakeSideNotes(),
    chat: {
      ...chat,
      async post(post: Post) {
        const error = refusal(post);
        if (error) throw error;
        return chat.post(post);
      },
      async update(...[message, document, lane]: Parameters<typeof chat.update>) {
        const isThere = chat.posted.some(
          ({ ref }) => ref.ts === message.ts && ref.channel === message.channel,
        );
        if (!isThere) throw new Misconfigured('message_not_found');
        await chat.update(message, document, lane);
      },
      async permalink(message: Parameters<typeof chat.permalink>[0]) {
        links.push(message.ts);
        return chat.permalink(message);
      },
    },
    channels: { setTopic: async () => {}, setPurpose: async () => {}, invite: async () => ({ left: [] }) },
    directory: {
      async members(roster: Roster) {
        if (roster.kind === 'users') return roster.users;
        const members = groups[roster.group] ?? [];
        if (members instanceof Error) throw members;
        return members;
      },
    },
    clock: { now: () => now },
    clusters: { names: [], reader: () => null },
    metrics: { count() {}, observe() {} },
    logger: { info() {}, warn() {}, error() {} },
    gate: null,
    announcements: 'incidents',
  } as unknown as StepDeps;
  const append = async (happenings: readonly Happening[]): Promise<void> => {
    const base = await store.log.load('INC-7');
    const next = evolveAll(base?.incident ?? null, happenings, now, { id: 'INC-7' });
    await store.log.append({ base, ...next, nextDueAt: now, ...rest });
  };
  await append([
    happened(aDeclaration()),
    happened({ kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false }),
    happened({ kind: 'step.done', step: 'open-channel', ref: null }),
    happened({ kind: 'step.done', step: 'announce', ref: null }),
  ]);
  const incident = async (): Promise<Incident> => {
    const loaded = await store.log.load('INC-7');
    if (!loaded) throw new Error('it is there');
    return loaded.incident;
  };
  return {
    incident,
    links,
    advance: () => advanceIncident(deps, 'INC-7'),
    /** What happened, at the time that it is now. */
    happens: (...bodies: (FactBody | Happening)[]) =>
      append(
        bodies.map((body) =>
          'body' in body ? { ...body, at: now } : { body, by: keyturn, door: 'timer', at: now },
        ),
      ),
    passes(milliseconds: number) {
      now += milliseconds;
    },
    refuses(next: (post: Post) => Error | null) {
      refusal = next;
    },
    /** Happens between a decision and its being written down. */
    meanwhile(work: () => Promise<void>) {
      meanwhile = work;
    },
    /** What was posted for a step, as it reads now. */
    message(step: string) {
      const found = chat.posted.find(({ post }) => post.step === step);
      return found ? plainText(found.shows) : null;
    },
    posted: () => chat.posted.map(({ post }) => post),
    steps: () => chat.posted.map(({ post }) => post.step),
    /** The messages in the room that are neither cards nor direct. */
    said: () =>
      chat.posted
        .filter(({ post }) => 'channel' in post.to && post.step.startsWith('notice:'))
        .map(({ shows }) => plainText(shows)),
    facts: async () => (await store.log.facts('INC-7')).map(({ body }) => body),
    delete(step: string) {
      const at = chat.posted.findIndex(({ post }) => post.step === step);
      (chat.posted as unknown[]).splice(at, 1);
    },
  };
}
