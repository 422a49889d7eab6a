import { person } from '../../src/domain/actor.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { Fact, FactBody } from '../../src/domain/fact.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { GateRules } from '../../src/domain/proposal/gate-rules.ts';
import { policyInForce } from '../../src/domain/proposal/policy-in-force.ts';
import type { Plan, Proposal } from '../../src/domain/proposal/proposal.ts';
import { sentenceOf } from '../../src/domain/refusal.ts';
import { createAskGate } from '../../src/workflows/ask-gate.ts';
import type { PersonRequest } from '../../src/workflows/gate/find-clicker.ts';
import { aGateRules } from '../builders/gate-rules.ts';
import { aDeclaration, happened, NOON } from '../builders/incident.ts';
import { aPlan, aWish } from '../builders/proposals.ts';
import { fakeDigests } from '../fakes/digests.ts';
import { createFakeDirectory } from '../fakes/directory.ts';
import { createIncidentStore } from '../fakes/incident-store.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { createFakeMetrics } from '../fakes/metrics.ts';

const ID = 'INC-7';

/** The plan of `restart deployments/checkout` as these rules would have it. */
export function aPlanBy(rules: GateRules, over: Partial<Plan> = {}): Plan {
  const plan = aPlan(over);
  const { object, owner, protects } = plan;
  const policy = policyInForce(rules, { wish: aWish(), object, owner, protects, at: NOON });
  if (!policy.ok) throw new Error(sentenceOf(policy.refusal));
  const { tier, quorum, approvers } = policy.value;
  return {
    ...plan,
    tier,
    quorum,
    approvers,
    policyDigest: fakeDigests.keyed('policy', policy.value.text),
    ...over,
  };
}

/** The gate's door over one store, with as many processes in front of it as wanted. Ben and Cat may approve. */
export async function aGateDoor({ processes = 1, rules = aGateRules() as GateRules | null } = {}) {
  const store = createIncidentStore();
  const jobs = createFakeJobs();
  const metrics = createFakeMetrics();
  const directory = createFakeDirectory({ SONCALL: ['UBEN', 'UCAT'], SBREAK: ['UDAN'] });
  const warned: string[] = [];
  const said = () => undefined;
  const logger = { info: said, error: said, warn: (_: object, message: string) => void warned.push(message) };
  const now = { rules };
  const gate = () =>
    createAskGate({
      log: store.log,
      jobs,
      directory,
      digests: fakeDigests,
      metrics,
      logger,
      get gate() {
        return now.rules;
      },
    });
  const doors = Array.from({ length: processes }, gate);
  let requests = 0;

  const append = async (bodies: readonly FactBody[], by = person('UANA')) => {
    const base = await store.log.load(ID);
    const made = bodies.map((body) => happened(body, { by }));
    const { facts, incident } = evolveAll(base?.incident ?? null, made, NOON, { id: ID });
    await store.log.append({
      ...{ base, facts, incident, nextDueAt: null, requestId: null, answer: null },
      ...{ episodes: [], groups: [], claims: [], applies: [] },
    });
  };
  await append([aDeclaration(), { kind: 'channel.opened', channel: 'C7', name: 'inc-7', adopted: false }]);

  const facts = () => store.log.facts(ID);
  return {
    store,
    jobs,
    metrics,
    directory,
    warned,
    append,
    /** The rules as they are from now on. */
    rulesAre(next: GateRules | null) {
      now.rules = next;
    },
    ask(request: PersonRequest, how: Asked = {}) {
      requests += 1;
      const { as = 'UANA', requestId = `request-${requests}`, at = NOON, process = 0 } = how;
      const door = doors[process];
      if (!door) throw new Error('no such process');
      return door({ id: ID, request, asking: { by: person(as), door: 'button', at }, requestId });
    },
    /** Ana proposed it, and it is planned by the rules as they are. */
    async planned(over: Partial<Plan> = {}): Promise<Plan> {
      const plan = aPlanBy(now.rules ?? aGateRules(), over);
      await append([
        { kind: 'action.proposed', proposal: 1, wish: aWish() },
        { kind: 'action.planned', proposal: 1, plan },
      ]);
      return plan;
    },
    async proposal(number = 1): Promise<Proposal> {
      const incident = (await store.log.load(ID))?.incident;
      const found = incident?.proposals.find(({ proposal }) => proposal === number);
      if (!found) throw new Error(`no proposal ${number}`);
      return found;
    },
    facts,
    async kinds(kind: FactBody['kind']): Promise<readonly Fact[]> {
      return (await facts()).filter(({ body }) => body.kind === kind);
    },
  };
}

type Asked = {
  readonly as?: string;
  readonly requestId?: string;
  readonly at?: Instant;
  readonly process?: number;
};

/** Approves proposal 1 as it is planned. */
export const approval = (over: Partial<Extract<PersonRequest, { kind: 'approve' }>> = {}): PersonRequest => ({
  kind: 'approve',
  proposal: 1,
  hash: aPlan().hash,
  typed: null,
  ...over,
});
