import { evolveAll } from '../../../../src/domain/evolve.ts';
import { type Instant, MINUTE, SECOND } from '../../../../src/domain/instant.ts';
import type { Proposal } from '../../../../src/domain/proposal/proposal.ts';
import { isLive } from '../../../../src/domain/proposal/proposal-state.ts';
import { Unavailable } from '../../../../src/ports/failures.ts';
import { executeAction } from '../../../../src/workflows/execute-action.ts';
import { appendToGate } from '../../../../src/workflows/execution/append-to-gate.ts';
import { planAction } from '../../../../src/workflows/plan-action.ts';
import { aDeclaration, happened, NOON } from '../../../builders/incident.ts';
import { fakeDigests } from '../../../fakes/digests.ts';
import { createFakeDirectory } from '../../../fakes/directory.ts';
import { createFakeEvidenceStore } from '../../../fakes/evidence-store.ts';
import { createIncidentStore } from '../../../fakes/incident-store.ts';
import { createFakeJobs } from '../../../fakes/jobs.ts';
import { createFakeLogger } from '../../../fakes/logger.ts';
import { Killed } from '../../../fakes/mortal.ts';
import { createFakeObjectClaims } from '../../../fakes/object-claims.ts';
import { createFakeSideNotes } from '../../../fakes/side-notes.ts';
import { createChanger, SERVER_LIMIT } from './changer.ts';
import { createFuzzCluster } from './fuzz-cluster.ts';
import { groupsAtFirst, type PolicyName, policies, strangers } from './people.ts';
import { createWire, type Incidence } from './wire.ts';

export const incidents = ['INC-7', 'INC-8'] as const;
export type IncidentName = (typeof incidents)[number];

const TIMES = {
  preparing: 30 * SECOND,
  request: 15 * SECOND,
  serving: SERVER_LIMIT,
  lease: 90 * SECOND,
  verifying: 10 * MINUTE,
};

/** Everything around the gate, in memory: what the workflows see through their ports, and what the world does to it. */
export async function createFuzzWorld() {
  const clock = { at: NOON as Instant, now: () => clock.at };
  const store = createIncidentStore();
  const cluster = createFuzzCluster();
  const changer = createChanger(cluster, clock);
  const directory = createFakeDirectory(groupsAtFirst, { others: strangers });
  const kept = {
    log: store.log,
    claims: createFakeObjectClaims(clock),
    evidence: createFakeEvidenceStore(),
    sideNotes: createFakeSideNotes(),
    jobs: createFakeJobs(),
  };
  const policy = { name: 'usual' as PolicyName };
  let tokens = 0;
  /** Up to where a process has read the log when it looked last. */
  const looked = { version: 0 };
  await openAll(store.log);

  /** One executor's process, with what happens to it. */
  const process = (incidence: Incidence | null) => {
    const { reach } = createWire(incidence);
    const log = {
      ...kept.log,
      async load(id: string) {
        const loaded = await kept.log.load(id);
        looked.version = loaded?.incident.version ?? 0;
        return loaded;
      },
    };
    return {
      log: reach(log),
      claims: reach(kept.claims),
      evidence: reach(kept.evidence),
      sideNotes: reach(kept.sideNotes),
      jobs: reach(kept.jobs),
      directory: reach(directory),
      clusters: { names: ['prod-eu1'], named: () => reach(changer.reader) },
      rehearsals: { named: () => reach(changer.rehearsal) },
      writers: { named: () => reach(changer.writer) },
      digests: fakeDigests,
      logger: createFakeLogger(),
      rules: policies[policy.name].rules,
      times: TIMES,
      clock,
      newToken: () => {
        tokens += 1;
        return `lease-${tokens}`;
      },
    };
  };
  /** A job: one that is killed, or to which Redis or Slack is away, is tried again some time. */
  const job = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof Killed || error instanceof Unavailable)) throw error;
    }
  };
  const proposals = async (id: IncidentName): Promise<readonly Proposal[]> =>
    (await store.log.load(id))?.incident.proposals ?? [];
  return {
    clock,
    cluster,
    changer,
    directory,
    policy,
    looked,
    /** Whether somebody else changed or deleted something. */
    touched: { byOthers: false },
    log: store.log,
    kept,
    proposals,
    /** The executor plans what is to be planned in an incident. */
    async plans(id: IncidentName, incidence: Incidence | null, after: () => Promise<void>): Promise<void> {
      for (const { proposal, state } of await proposals(id)) {
        if (state !== 'draft') continue;
        await job(planAction(process(incidence), id, proposal));
        await after();
      }
    },
    /** An executor does what is to be done in an incident. */
    async executes(id: IncidentName, incidence: Incidence | null = null): Promise<void> {
      for (const each of await proposals(id))
        if (isLive(each) || each.lease !== null)
          await job(executeAction(process(incidence), id, each.proposal));
    },
    /** The clocks, as the rounds of the workers see to them. */
    async expires(id: IncidentName): Promise<void> {
      for (const each of await proposals(id))
        await job(
          appendToGate(process(null), id, { kind: 'expire', proposal: each.proposal }).then(() => undefined),
        );
    },
    passes(milliseconds: number): void {
      clock.at += milliseconds;
      changer.arrives();
    },
  };
}

export type FuzzWorld = Awaited<ReturnType<typeof createFuzzWorld>>;

async function openAll(log: FuzzWorld['log']): Promise<void> {
  for (const id of incidents) {
    const opened = [
      aDeclaration({ number: Number(id.slice(4)) }),
      { kind: 'channel.opened', channel: `C-${id}`, name: id.toLowerCase(), adopted: false } as const,
    ];
    const { facts, incident } = evolveAll(
      null,
      opened.map((body) => happened(body)),
      NOON,
      { id },
    );
    await log.append({
      ...{ base: null, facts, incident, nextDueAt: null, requestId: null, answer: null },
      ...{ episodes: [], groups: [], claims: [], applies: [] },
    });
  }
}
