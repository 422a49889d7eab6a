import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import { foldLog } from '../../../src/domain/evolve.ts';
import type { FactBody } from '../../../src/domain/fact.ts';
import { nextDueAt } from '../../../src/domain/next-due.ts';
import type { Request } from '../../../src/domain/request.ts';
import { changeIncident } from '../../../src/workflows/change-incident.ts';
import { alertsChanged, anEpisode } from '../../builders/alerts.ts';
import { ALERTS, ANA, BEN, happened, NOON } from '../../builders/incident.ts';
import { createFakeJobs } from '../../fakes/jobs.ts';
import { runs } from '../../setup/runs.ts';
import { aFirstAppend, anAppend } from './build-append.ts';
import { startStore } from './start-store.ts';

type Deed =
  | { kind: 'ask'; request: Request; by: Actor; requestId: string | null; after: number }
  | { kind: 'record'; body: FactBody; after: number };

const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const someReason = fc.option(anyText);

const anyRequest: fc.Arbitrary<Request> = fc.oneof(
  fc.constant<Request>({ kind: 'accept' }),
  fc.record({ kind: fc.constant('decline' as const), text: someReason }),
  fc.record({
    kind: fc.constant('change-status' as const),
    to: fc.constantFrom('investigating', 'identified', 'mitigated', 'monitoring', 'resolved', 'closed'),
    reason: someReason,
  }),
  fc.record({ kind: fc.constant('resolve' as const), reason: someReason }),
  fc.record({ kind: fc.constant('reopen' as const), reason: anyText }),
  fc.record({
    kind: fc.constant('cancel' as const),
    reason: fc.constantFrom('false-positive', 'duplicate'),
    text: someReason,
  }),
  fc.record({
    kind: fc.constant('change-severity' as const),
    to: fc.constantFrom('sev1', 'sev2', 'sev3', 'sev4'),
    reason: someReason,
  }),
  fc.record({
    kind: fc.constant('assign-role' as const),
    role: fc.constantFrom('commander', 'scribe'),
    user: fc.constantFrom('UANA', 'UBEN'),
  }),
  fc.record({
    kind: fc.constant('vacate-role' as const),
    role: fc.constantFrom('commander', 'scribe'),
    reason: anyText,
  }),
  fc.record({ kind: fc.constant('rename' as const), title: anyText }),
  fc.record({ kind: fc.constant('add-note' as const), text: anyText, happenedAt: fc.nat({ max: NOON }) }),
  fc.record({ kind: fc.constant('post-update' as const), text: anyText }),
  fc.record({
    kind: fc.constant('add-followup' as const),
    text: anyText,
    owner: fc.option(fc.constantFrom('UANA', 'UBEN')),
    due: fc.option(fc.constant('2026-12-01')),
  }),
  fc.record({ kind: fc.constant('close-followup' as const), followup: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('add-link' as const),
    link: fc.record({ label: anyText, url: fc.webUrl() }),
  }),
  fc.record({
    kind: fc.constant('mark-message' as const),
    message: fc.constant({ channel: 'C1', ts: '1.1' }),
    via: fc.constantFrom('pin', 'reaction', 'shortcut'),
  }),
);

/** Facts that steps and alerts append, which nobody asks for by hand. */
const anyFact: fc.Arbitrary<FactBody> = fc.oneof(
  fc
    .record({ firing: fc.nat(9), resolved: fc.nat(9), gone: fc.nat(2), truncated: fc.nat(2) })
    .map((counts) => alertsChanged(counts, { joined: [anEpisode()], resolved: [] })),
  fc.constant<FactBody>({ kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false }),
  fc.constant<FactBody>({ kind: 'channel.lost', channel: 'C1', reason: 'archived' }),
  fc.constant<FactBody>({ kind: 'step.done', step: 'post-card', ref: { channel: 'C1', ts: '1.1' } }),
  fc.constant<FactBody>({ kind: 'step.blocked', step: 'set-topic', reason: 'away', retryAt: NOON + 9 }),
  fc.constant<FactBody>({ kind: 'step.skipped', step: 'pin-card', reason: 'missing_scope' }),
);

const after = fc.nat({ max: 3_600_000 });
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      request: anyRequest,
      by: fc.constantFrom(ANA, BEN, ALERTS),
      // Few ids, so that requests come again.
      requestId: fc.option(fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5')),
      after,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('record' as const), body: anyFact, after }) },
);

describe('the snapshot of an incident', () => {
  let stores: Awaited<ReturnType<typeof startStore>>[];
  beforeAll(async () => {
    const first = await startStore();
    stores = [first, await startStore({ prefix: first.prefix }), await startStore({ prefix: first.prefix })];
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
  });

  let lastId = 0;
  /** Does a deed through one of the processes' connections, again and again until it is decided. */
  async function doDeed(id: string, deed: Deed, process: number): Promise<void> {
    const log = stores[process % stores.length]?.log;
    if (!log) throw new Error('no store');
    if (deed.kind === 'ask') {
      const asking = { by: deed.by, door: 'slash-command' as const, at: NOON + deed.after };
      const requestId = deed.requestId && `${id}.${deed.requestId}`;
      await changeIncident({ log, jobs: createFakeJobs() }, { id, request: deed.request, asking, requestId });
      return;
    }
    for (;;) {
      const append = anAppend(await log.load(id), [happened(deed.body, { at: NOON + deed.after })]);
      const due = nextDueAt(append.incident, NOON + deed.after);
      if ((await log.append({ ...append, nextDueAt: due })).outcome === 'appended') return;
    }
  }

  it('is the fold of its facts after any sequence of requests, conflicts and repeats', async () => {
    const batches = fc.array(fc.array(anyDeed, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, async (rounds) => {
        const id = `INC-${++lastId}`;
        const [store] = stores;
        if (!store) throw new Error('no store');
        await store.log.append(aFirstAppend({ status: 'triage' }, { id }));

        for (const round of rounds) await Promise.all(round.map((deed, at) => doDeed(id, deed, at)));

        const [loaded, facts] = [await store.log.load(id), await store.log.facts(id)];
        expect(canonicalJson(foldLog(id, facts))).toBe(canonicalJson(loaded?.incident));
        expect(facts.map(({ version }) => version)).toEqual(facts.map((_, at) => at + 1));
        const recorded = facts.map(({ recordedAt }) => recordedAt);
        expect(recorded).toEqual([...recorded].sort((a, b) => a - b));
        expect((await store.verify.incident(id))?.damages).toEqual([]);
      }),
      { numRuns: runs(150) },
    );
  });

  it('takes a request once, however many processes get it at the same moment', async () => {
    const id = `INC-${++lastId}`;
    await stores[0]?.log.append(aFirstAppend({}, { id }));
    const note: Deed = {
      ...{ kind: 'ask', by: ANA, requestId: 'r1', after: 5 },
      request: { kind: 'add-note', text: 'once', happenedAt: NOON },
    };

    await Promise.all(Array.from({ length: 12 }, (_, process) => doDeed(id, note, process)));

    const facts = (await stores[0]?.log.facts(id)) ?? [];
    expect(facts.filter(({ body }) => body.kind === 'note.added')).toHaveLength(1);
  });
});
