import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody, Happening } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { createFakeChat } from '../fakes/chat.ts';
import { createFakeCluster, type FakeCluster } from '../fakes/cluster-reader.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { createIncidentStore } from '../fakes/incident-store.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { createFakeSideNotes } from '../fakes/side-notes.ts';
import { alertsChanged, anEpisode } from './alerts.ts';
import { ALERTS, aDeclaration, happened, NOON } from './incident.ts';

/** An alert about Deployment shop/checkout. */
export const checkoutFires = alertsChanged(
  { firing: 1, groups: 1 },
  { joined: [anEpisode({ labels: { alertname: 'Slow', namespace: 'shop', deployment: 'checkout' } })] },
);

/** INC-7 in its channel, with its card, and a cluster in memory that can be asked. */
export async function anInvestigation(given: {
  readonly cluster?: FakeCluster;
  readonly bodies?: readonly (FactBody | Happening)[];
}) {
  const store = createIncidentStore();
  const cluster = createFakeCluster(given.cluster);
  const evidence = createFakeEvidenceStore();
  const jobs = createFakeJobs();
  const chat = createFakeChat();
  let now = NOON;
  const silent = { info() {}, warn() {}, error() {} };
  const deps = {
    ...store,
    clusters: cluster.clusters,
    evidence,
    jobs,
    chat,
    sideNotes: createFakeSideNotes(),
    clock: { now: () => now },
    logger: silent,
  };
  const first: readonly FactBody[] = [
    { kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false },
    { kind: 'step.done', step: 'open-channel', ref: null },
    { kind: 'step.done', step: 'post-card', ref: { channel: 'C1', ts: '1.1' } },
  ];
  const append = async (bodies: readonly (FactBody | Happening)[], base = null as null | 'loaded') => {
    const loaded = base === null ? null : await store.log.load('INC-7');
    const happenings = bodies.map((body) => ('body' in body ? body : happened(body, { at: now })));
    const { facts, incident } = evolveAll(loaded?.incident ?? null, happenings, now, { id: 'INC-7' });
    const outcome = await store.log.append({
      ...{ base: loaded, facts, incident, nextDueAt: null, requestId: null, answer: null },
      ...{ episodes: [], groups: [], claims: [], applies: [] },
    });
    if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
  };
  await append([happened(aDeclaration(), { by: ALERTS }), ...first, ...(given.bodies ?? [])]);
  return {
    deps,
    cluster,
    evidence,
    jobs,
    chat,
    happens: (...bodies: readonly (FactBody | Happening)[]) => append(bodies, 'loaded'),
    passes(milliseconds: number) {
      now += milliseconds;
    },
    async incident(): Promise<Incident> {
      const loaded = await store.log.load('INC-7');
      if (!loaded) throw new Error('no INC-7');
      return loaded.incident;
    },
    /** The bodies of all facts of a kind. */
    async facts<K extends FactBody['kind']>(kind: K): Promise<readonly Extract<FactBody, { kind: K }>[]> {
      const all = await store.log.facts('INC-7');
      return all.flatMap(({ body }) => (body.kind === kind ? [body as Extract<FactBody, { kind: K }>] : []));
    },
  };
}
