import { expect } from 'vitest';
import { person } from '../../../../src/domain/actor.ts';
import { MINUTE } from '../../../../src/domain/instant.ts';
import type { Proposal } from '../../../../src/domain/proposal/proposal.ts';
import { typedTarget, unacknowledged } from '../../../../src/domain/proposal/proposal-state.ts';
import { sentenceOf } from '../../../../src/domain/refusal.ts';
import { type AskGate, createAskGate } from '../../../../src/workflows/ask-gate.ts';
import type { PersonRequest } from '../../../../src/workflows/gate/find-clicker.ts';
import { fakeDigests } from '../../../fakes/digests.ts';
import { createFakeLogger } from '../../../fakes/logger.ts';
import { createFakeMetrics } from '../../../fakes/metrics.ts';
import { allIsWell } from './drifts.ts';
import { createFuzzWorld, type FuzzWorld, type IncidentName, incidents } from './fuzz-world.ts';
import { createOracle } from './oracle.ts';
import { type Person, policies } from './people.ts';

/** What a click leads to that counts. */
const leadsOnOrEnds: readonly string[] = ['approved', 'acknowledged', 'denied', 'withdrawn', 'stopped'].map(
  (each) => `action.${each}`,
);

export const clicks = ['acknowledge', 'approve', 'deny', 'withdraw', 'stop'] as const;

/** One press of a button. `hash`: whether it is of the card as it is. */
export type Click = {
  readonly id: IncidentName;
  readonly number: number;
  readonly kind: (typeof clicks)[number];
  readonly who: Person;
  readonly fits: boolean;
};

/** A world, its gate, and who watches it. */
export async function createFuzzGame() {
  const world = await createFuzzWorld();
  const oracle = createOracle(world);
  const ask = gateOf(world);
  let requests = 0;
  const asks = async (id: IncidentName, who: Person, request: PersonRequest): Promise<void> => {
    requests += 1;
    const asking = { by: person(who), door: 'button' as const, at: world.clock.now() };
    const said = { id, request, asking, requestId: `request-${requests}` };
    const answer = await ask(said);
    expect(answer.ok ? 'yes' : sentenceOf(answer.refusal), 'every click is answered').not.toBe('');
    const before = (await world.log.facts(id)).length;
    expect(await ask(said), 'the same click has the same answer').toEqual(answer);
    expect(await world.log.facts(id), 'and counts once').toHaveLength(before);
  };
  return {
    world,
    oracle,
    asks,
    async clicks({ id, number, kind, who, fits }: Click): Promise<void> {
      const proposal = (await world.proposals(id)).find((each) => each.proposal === number);
      const before = (await world.log.facts(id)).length;
      await asks(id, who, requestFor(kind, number, proposal, fits));
      const counted = (await world.log.facts(id)).slice(before).map(({ body }) => body.kind);
      if (counted.some((each) => leadsOnOrEnds.includes(each))) oracle.checkClick(kind, who, proposal);
    },
    plans: (id: IncidentName, incidence: Parameters<FuzzWorld['plans']>[1] = null) =>
      world.plans(id, incidence, () => oracle.noticePlans(id)),
    /** How many changes were done, verified and told so. */
    async successes(): Promise<number> {
      const all = await Promise.all(incidents.map((id) => world.proposals(id)));
      return all.flat().filter(({ state }) => state === 'succeeded').length;
    },
    /** Time passes, and nothing is in the way: everything comes to an end, and the end is told truly. */
    async ends(): Promise<void> {
      allIsWell(world);
      for (let round = 0; round < 24; round++) {
        world.cluster.controllersAct();
        for (const id of incidents) {
          await world.plans(id, null, () => oracle.noticePlans(id));
          await world.expires(id);
          await world.executes(id);
        }
        world.passes(2 * MINUTE);
      }
      await oracle.checkEdges();
      await oracle.checkEnds();
    },
  };
}

export type FuzzGame = Awaited<ReturnType<typeof createFuzzGame>>;

function gateOf(world: FuzzWorld): AskGate {
  return createAskGate({
    log: world.log,
    jobs: world.kept.jobs,
    directory: world.directory,
    digests: fakeDigests,
    metrics: createFakeMetrics(),
    logger: createFakeLogger(),
    get gate() {
      return policies[world.policy.name].rules;
    },
  });
}

function requestFor(
  kind: Click['kind'],
  number: number,
  proposal: Proposal | undefined,
  fits: boolean,
): PersonRequest {
  switch (kind) {
    case 'acknowledge':
      return { kind, proposal: number, warnings: proposal ? unacknowledged(proposal) : [] };
    case 'approve': {
      const hash = fits ? (proposal?.plan?.hash ?? '') : 'f'.repeat(64);
      return { kind, proposal: number, hash, typed: proposal && fits ? typedTarget(proposal) : null };
    }
    case 'deny':
      return { kind, proposal: number, reason: fits ? 'not now' : '' };
    default:
      return { kind, proposal: number, reason: null };
  }
}
