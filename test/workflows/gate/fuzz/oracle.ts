import { expect } from 'vitest';
import type { PlannedRequest } from '../../../../src/domain/action/planned-request.ts';
import { isPerson } from '../../../../src/domain/actor.ts';
import type { Fact, FactBody } from '../../../../src/domain/fact.ts';
import type { Proposal, Wish } from '../../../../src/domain/proposal/proposal.ts';
import type { Write } from './changer.ts';
import { statesBy } from './edges.ts';
import { type FuzzWorld, type IncidentName, incidents } from './fuzz-world.ts';
import { type Person, type PolicyName, policies } from './people.ts';

/** What an approval was for, found out without anything of the gate: what stands in the cluster and in the rules. */
type Meaning = {
  readonly cluster: string;
  readonly uid: string | undefined;
  readonly touched: unknown;
  readonly webhook: string | null;
  readonly policy: PolicyName;
};

type Planned = { readonly meaning: Meaning; readonly request: PlannedRequest; readonly isLast: boolean };

/**
 * Watches a world from beside the gate: knows by the facts alone, and by what it saw of the cluster when a change was
 * planned, whether the gate may have let a request through.
 */
export function createOracle(world: FuzzWorld) {
  const planned = new Map<string, Planned>();
  const rehearsed: PlannedRequest[] = [];
  world.changer.hooks.onRehearsal = (request) => void rehearsed.push(request);

  const about = async (id: string, number: number): Promise<readonly Fact[]> =>
    (await world.log.facts(id)).filter(({ body }) => 'proposal' in body && body.proposal === number);

  world.changer.hooks.beforeWrite = async (write) => {
    const [id = '', number = ''] = write.proposal.split('/');
    const facts = await about(id, Number(number));
    mayBeSent(world, write, facts);
    const then = planned.get(write.proposal);
    expect(write.request, 'what is sent is what was rehearsed').toEqual(then?.request);
    const proposal = await proposalOf(world, write.proposal);
    expect(meaningOf(world, proposal), 'the content is what was approved').toEqual(then?.meaning);
    if (proposal.wish.action === 'delete-pod' && isLast(world, proposal))
      expect(then?.isLast, 'nothing is worse: it is the last one, and was not').toBe(true);
    await isAlone(world, write.proposal, proposal);
  };
  return {
    /** Remembers what stood in the cluster when these were planned. */
    async noticePlans(id: IncidentName): Promise<void> {
      const request = rehearsed.at(-1);
      for (const proposal of await world.proposals(id)) {
        const key = `${id}/${proposal.proposal}`;
        if (!['pending', 'approved'].includes(proposal.state) || planned.has(key)) continue;
        if (request === undefined) continue;
        planned.set(key, { request, meaning: meaningOf(world, proposal), isLast: isLast(world, proposal) });
      }
    },
    /** A click that counted was one of somebody whose word counts for this. */
    checkClick(kind: string, who: Person, proposal: Proposal | undefined): void {
      const groups = proposal?.wish.breakGlass ? ['SBREAK', 'SONCALL'] : ['SONCALL'];
      const isMember = groups.some((group) => world.directory.groups.get(group)?.includes(who));
      const isOwn = proposal?.requester === who;
      if (kind === 'approve')
        expect(world.clock.now(), 'in time').toBeLessThan(proposal?.plan?.approveBy ?? 0);
      const mayBe =
        kind === 'acknowledge' || kind === 'withdraw' ? isOwn : isMember && (kind === 'stop' || !isOwn);
      expect([kind, who, mayBe && !world.directory.others.has(who)]).toEqual([kind, who, true]);
    },
    /** Everything came to an end, and what is said of it is so. */
    async checkEnds(): Promise<void> {
      for (const id of incidents)
        for (const proposal of await world.proposals(id))
          checkEnd(proposal, world.changer.effectsOf(`${id}/${proposal.proposal}`), world.touched.byOthers);
    },
    /** Each fact came when it may come, and the log folds to the states that they say. */
    async checkEdges(): Promise<void> {
      for (const id of incidents) {
        const states = statesBy(await world.log.facts(id));
        for (const { proposal, state } of await world.proposals(id))
          expect([`${id}/${proposal}`, state]).toEqual([`${id}/${proposal}`, states.get(proposal)]);
      }
    },
  };
}

function mayBeSent(world: FuzzWorld, write: Write, facts: readonly Fact[]): void {
  const of = <K extends FactBody['kind']>(kind: K) =>
    facts.flatMap(({ body, by, at }) =>
      body.kind === kind
        ? [{ body: body as Extract<FactBody, { kind: K }>, at, user: isPerson(by) ? by.user : '' }]
        : [],
    );
  const [proposed] = of('action.proposed');
  const [plan] = of('action.planned');
  const [started] = of('action.started');
  if (!proposed || !plan || !started) throw new Error(`${write.proposal} was sent before it was begun`);
  expect(of('action.started'), 'begun once').toHaveLength(1);
  expect(started.body.token).toBe(write.lease);
  expect(started.at, 'begun in time').toBeLessThan(plan.body.plan.executeBy);
  expect(
    world.changer.writes.filter((each) => each.proposal === write.proposal),
    'sent once',
  ).toEqual([]);
  // One that comes after its very last look can't be seen: then it is told as stopped too late.
  const seen = facts.filter(({ version }) => version <= world.looked.version);
  expect(
    seen.filter(({ body }) => body.kind === 'action.stopped'),
    'not after a stop',
  ).toEqual([]);
  const ends = ['denied', 'withdrawn', 'superseded', 'expired', 'executed', 'sent', 'settled'];
  expect(facts.filter(({ body }) => ends.some((end) => body.kind === `action.${end}`))).toEqual([]);

  const musts = plan.body.plan.warnings
    .filter(({ level }) => level === 'must-acknowledge')
    .map(({ id }) => id);
  const acknowledged = of('action.acknowledged').filter(({ user }) => user === proposed.user);
  expect(acknowledged.flatMap(({ body }) => body.warnings)).toEqual(expect.arrayContaining(musts));

  const { breakGlass } = proposed.body.wish;
  const members = world.directory.groups.get(breakGlass ? 'SBREAK' : 'SONCALL') ?? [];
  const isAble = (user: string) => members.includes(user) && !world.directory.others.has(user);
  const keys = of('action.approved').filter(
    ({ user, body, at }) =>
      body.hash === plan.body.plan.hash &&
      at < plan.body.plan.approveBy &&
      user !== proposed.user &&
      isAble(user),
  );
  if (breakGlass) expect(isAble(proposed.user), 'may break the glass').toBe(true);
  const wanted = breakGlass ? 0 : policies[policyFor(world.policy.name, proposed.body.wish)].quorum;
  expect(new Set(keys.map(({ user }) => user)).size, 'enough keys').toBeGreaterThanOrEqual(wanted);
}

/** Nothing else is being done to the same object, in whichever incident. */
async function isAlone(world: FuzzWorld, key: string, { plan }: Proposal): Promise<void> {
  for (const id of incidents) {
    const others = (await world.proposals(id)).filter(
      (each) => `${id}/${each.proposal}` !== key && each.state === 'executing',
    );
    const objects = others.map((each) => `${each.plan?.cluster.uid}/${each.plan?.object.uid}`);
    expect(objects).not.toContain(`${plan?.cluster.uid}/${plan?.object.uid}`);
  }
}

async function proposalOf(world: FuzzWorld, key: string): Promise<Proposal> {
  const [id, number] = key.split('/');
  const found = (await world.proposals(id as IncidentName)).find((each) => each.proposal === Number(number));
  if (!found) throw new Error(`there is no ${key}`);
  return found;
}

function meaningOf({ cluster, policy }: FuzzWorld, { wish, plan }: Proposal): Meaning {
  const { checkout, pods, nodes, uid, webhook } = cluster.state;
  const node = nodes.find(({ name }) => name === wish.target.name);
  const pod = pods.find(({ name }) => name === wish.target.name);
  const touched: Readonly<Record<string, unknown>> = {
    restart: [checkout?.uid, checkout?.template.annotations],
    scale: [checkout?.uid, checkout?.replicas],
    cordon: [node?.uid, node?.unschedulable],
    'delete-pod': [pod?.uid],
  };
  return {
    cluster: uid,
    uid: plan?.object.uid,
    touched: touched[wish.action],
    webhook: wish.action === 'restart' ? webhook : null,
    policy: policyFor(policy.name, wish),
  };
}

/** Which of the rules it comes to: some say the same of a change. */
function policyFor(name: PolicyName, { action, breakGlass }: Wish): PolicyName {
  if (name === 'critical namespace' && action === 'cordon') return 'usual';
  return name === 'two keys' && breakGlass ? 'usual' : name;
}

/** No other pod is ready. */
function isLast({ cluster }: FuzzWorld, { wish }: Proposal): boolean {
  const others = cluster.state.pods.filter(({ name }) => name !== wish.target.name);
  return others.every(({ conditions }) => conditions[0]?.status !== 'True');
}

/** What is told of a change is what became of it. */
function checkEnd(
  { proposal, state, sentAt, ended, settlement, lease }: Proposal,
  effects: number,
  wasTouched: boolean,
): void {
  const told = `proposal ${proposal} is ${state} (${ended?.why})`;
  expect(effects, told).toBeLessThanOrEqual(1);
  expect(['draft', 'pending', 'approved', 'executing'], told).not.toContain(state);
  expect(lease, told).toBeNull();
  const nothingWas = ['refused', 'denied', 'withdrawn', 'expired', 'superseded'];
  if (nothingWas.includes(state)) expect([told, effects]).toEqual([told, 0]);
  if (state === 'succeeded') expect([told, effects]).toEqual([told, 1]);
  if (sentAt !== null && settlement !== 'not-applied') expect([told, effects]).toEqual([told, 1]);
  const why = ended?.why ?? '';
  // What somebody has undone or deleted since leaves no trace: then nobody says that nothing was done.
  const showsNothing = settlement === 'not-applied' || /shows nothing of it/.test(why);
  const saysNothing = /nothing was changed/i.test(why) || (state === 'stopped' && !showsNothing);
  if ((saysNothing && sentAt === null) || (showsNothing && !wasTouched))
    expect([told, effects]).toEqual([told, 0]);
  if (state === 'failed' && !saysNothing && !showsNothing) expect([told, effects]).toEqual([told, 1]);
}
