import type { ChannelMessage } from '../../../src/domain/channel-event.ts';
import { evolveAll } from '../../../src/domain/evolve.ts';
import type { FactBody } from '../../../src/domain/fact.ts';
import type { Request } from '../../../src/domain/request.ts';
import type { LogCheck } from '../../../src/ports/log-check.ts';
import { advanceIncident } from '../../../src/workflows/advance-incident.ts';
import { changeIncident } from '../../../src/workflows/change-incident.ts';
import type { PostmortemDeps } from '../../../src/workflows/postmortem/postmortem-deps.ts';
import type { StepDeps } from '../../../src/workflows/steps/step-deps.ts';
import { writePostmortem } from '../../../src/workflows/write-postmortem.ts';
import { aMessage, OURSELVES, tsAt } from '../../builders/channel-events.ts';
import { ANA, aDeclaration, happened, NOON } from '../../builders/incident.ts';
import { createFakeBackfills } from '../../fakes/backfills.ts';
import { createFakeChannelHistory } from '../../fakes/channel-history.ts';
import { createFakeChat } from '../../fakes/chat.ts';
import { createFakeDirectory } from '../../fakes/directory.ts';
import { createFakeEvidenceStore } from '../../fakes/evidence-store.ts';
import { createIncidentStore } from '../../fakes/incident-store.ts';
import { createFakeJobs } from '../../fakes/jobs.ts';
import { createFakeMirror } from '../../fakes/mirror.ts';
import { createFakePublisher } from '../../fakes/postmortem-publisher.ts';
import { createFakeSideNotes } from '../../fakes/side-notes.ts';

/** What the channel shows: five messages, and a reply to the first. */
export const SHOWN: readonly ChannelMessage[] = [
  ...Array.from({ length: 5 }, (_, i) => aMessage({ ts: tsAt(i + 1), text: `said ${i + 1}` })),
  aMessage({ ts: tsAt(6), threadTs: tsAt(1), text: 'answered', user: 'UBEN' }),
];

const rest = { requestId: null, answer: null, episodes: [], groups: [], claims: [], applies: [] };

/** INC-7 in its channel nothing heard yet; a draft goes into a channel and a directory, both in memory. */
export async function aWriting(bodies: readonly FactBody[] = [], { draftOnResolve = true } = {}) {
  const store = createIncidentStore();
  const sideNotes = createFakeSideNotes();
  const [channel, directory] = [createFakePublisher('channel'), createFakePublisher('directory')];
  let now = NOON + 600_000;
  const deps = {
    ...store,
    sideNotes,
    notes: sideNotes,
    mirror: createFakeMirror(),
    backfills: createFakeBackfills(),
    absences: createFakeBackfills(),
    history: createFakeChannelHistory(SHOWN, 2),
    evidence: createFakeEvidenceStore(),
    directory: createFakeDirectory(),
    chat: createFakeChat(),
    jobs: createFakeJobs(),
    logCheck: {
      check: async (_id: string, { version, texts, kept }: Parameters<LogCheck['check']>[1]) => ({
        sentence: `Whole, ${texts} texts, ${kept} kept.`,
        head: `head of ${version}`,
      }),
    },
    publishers: [directory, channel],
    ourselves: async () => OURSELVES,
    workspace: async () => 'https://acme.slack.com/',
    emojis: ['pushpin'],
    zone: 'Europe/Berlin',
    clock: { now: () => now },
    metrics: { count() {}, observe() {} },
    logger: { info() {}, warn() {}, error() {} },
    clusters: { names: [], named: () => null },
    channels: { invite: async () => ({ left: [] }), setTopic: async () => {}, setPurpose: async () => {} },
    gate: null,
    announcements: 'incidents',
    draftOnResolve,
  } as unknown as PostmortemDeps & StepDeps;
  const first: readonly FactBody[] = [
    aDeclaration(),
    { kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false },
    { kind: 'step.done', step: 'open-channel', ref: null },
    ...bodies,
  ];
  const { facts, incident } = evolveAll(
    null,
    first.map((body) => happened(body)),
    NOON,
    { id: 'INC-7' },
  );
  await store.log.append({ base: null, facts, incident, nextDueAt: null, ...rest });
  const incidentNow = async () => (await store.log.load('INC-7'))?.incident ?? incident;
  return {
    deps,
    channel,
    directory,
    asks: (request: Request) =>
      changeIncident(deps, {
        id: 'INC-7',
        request,
        asking: { by: ANA, door: 'slash-command', at: now },
        requestId: null,
      }),
    write: (by: PostmortemDeps = deps) => writePostmortem(by, 'INC-7'),
    advance: (by: StepDeps = deps) => advanceIncident(by, 'INC-7'),
    incident: incidentNow,
    passes(milliseconds: number) {
      now += milliseconds;
    },
    /** The bodies of all facts of a kind. */
    async facts<K extends FactBody['kind']>(kind: K): Promise<readonly Extract<FactBody, { kind: K }>[]> {
      const all = await store.log.facts('INC-7');
      return all.flatMap(({ body }) => (body.kind === kind ? [body as Extract<FactBody, { kind: K }>] : []));
    },
    /** Our messages whose step is like this, as they show now. */
    messages(step: RegExp) {
      return (deps.chat as ReturnType<typeof createFakeChat>).posted.filter(({ post }) =>
        step.test(post.step),
      );
    },
    woken: () => (deps.jobs as ReturnType<typeof createFakeJobs>).woken,
    calls: () => (deps.history as ReturnType<typeof createFakeChannelHistory>).calls,
  };
}
