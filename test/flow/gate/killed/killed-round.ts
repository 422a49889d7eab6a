import { expect } from 'vitest';
import type { RequestRecord } from '../../../../sandbox/cluster/http/request-log.ts';
import { EXECUTOR } from '../../../../sandbox/stage/executor.ts';
import type { ActionName } from '../../../../src/domain/action/action-name.ts';
import type { Plan, Proposal } from '../../../../src/domain/proposal/proposal.ts';
import { holdsObject } from '../../../../src/domain/proposal/proposal-state.ts';
import { type GateWorld, startGateWorld } from '../gate-world.ts';
import { type ExecutorProcess, startExecutor, TIMES } from './executor-process.ts';
import { approvesPastTheDoor, proposesPastTheDoor } from './past-the-door.ts';
import { prepareTargets, type Target } from './targets.ts';

/** What one change has come to when its executor is killed. */
export type Point =
  /** It is begun, and not a byte of its request has gone out. */
  | 'unsent'
  /** The API server has got the request, and nothing comes of it. */
  | 'lost'
  /** The API server has done it, and the executor has not heard of it. */
  | 'unheard'
  /** It is done, and is being looked at. */
  | 'looked-at';

export type Change = { readonly action: ActionName; readonly point: Point };
type Begun = Change & Target & { readonly id: string; readonly number: number; readonly before: unknown };

/** An incident has five changes at a time at most. */
const AT_ONCE = 5;

/** These are done as soon as they are sent: nothing is waited for when they are looked at. */
export const atOnce: readonly ActionName[] = ['deletion-cost', 'suspend', 'resume'];

/**
 * Many changes at once, one executor in a process of its own, killed by SIGKILL when each has come to its point; then
 * another executor. Checks that each was made once or not at all, that nothing was sent twice, and that what is told of
 * it is so. One may be `unsent`: the process kills itself there. Not together with a `looked-at` that is done at once.
 */
export async function playKilled(changes: readonly Change[]): Promise<void> {
  const world = await startGateWorld({
    story: 'healthy',
    roles: new Set(['intake', 'workers']),
    clockIsShared: true,
    cluster: { controllers: false },
    // Slack lets a group be read twenty times in a minute.
    actions: { approvers: { standard: ['SSRE'] } },
  });
  const begun = await begin(world, changes);
  const last = begun.find(({ point }) => point === 'unsent');
  const executor = await startExecutor(world, { diesBefore: last ? `${last.id}/${last.number}` : null });
  const planned = new Map<Begun, Proposal & { readonly plan: Plan }>();
  for (const each of begun) planned.set(each, await pending(world, each));
  const approve = async (each: Begun): Promise<void> => {
    const proposal = planned.get(each);
    if (proposal) await approvesPastTheDoor(world, each.id, proposal);
  };
  for (const each of begun) goesWrong(world, each);
  const isLate = ({ action, point }: Change) => point === 'looked-at' && atOnce.includes(action);
  for (const each of begun) if (each !== last && !isLate(each)) await approve(each);
  for (const each of begun) if (each !== last && !isLate(each)) await isAtItsPoint(world, each);
  for (const each of begun.filter(isLate)) {
    staysLookedAt(world, each);
    await approve(each);
    await isAtItsPoint(world, each);
  }
  if (last) await approve(last);
  await dies(executor, last !== undefined);
  await healed(world, begun);
  for (const each of begun) await isTrue(world, each);
  for (const id of new Set(begun.map((each) => each.id))) await world.logIsWhole(id);
}

async function begin(world: GateWorld, changes: readonly Change[]): Promise<readonly Begun[]> {
  const keys = changes.map(({ action, point }) => ({ action, key: `${action}-${point}` }));
  const targets = await prepareTargets(world.cluster, keys);
  const begun: Begun[] = [];
  for (const [index, change] of changes.entries()) {
    const id = `INC-${Math.floor(index / AT_ONCE) + 1}`;
    if (index % AT_ONCE === 0) await opens(world, id);
    const target = targets[index];
    if (!target) throw new Error(`no target for ${change.action}`);
    await proposesPastTheDoor(world, id, target.wish);
    begun.push({ ...change, ...target, id, number: (index % AT_ONCE) + 1, before: target.touched() });
  }
  return begun;
}

/** An incident of its own: alerts of another cluster do not join. */
async function opens(world: GateWorld, id: string): Promise<void> {
  await world.fires({ cluster: `prod-${id.toLowerCase()}` });
  await until(world, async () => (await world.store.log.load(id))?.incident.opened, `${id} is there`);
}

async function pending(world: GateWorld, { id, number }: Begun): Promise<Proposal & { readonly plan: Plan }> {
  let found: Proposal | undefined;
  await until(
    world,
    async () => {
      found = (await world.incident(id)).proposals.find((each) => each.proposal === number);
      return found && found.state !== 'draft';
    },
    `${id}/${number} is planned`,
  );
  if (!found || found.plan === null) throw new Error(`${id}/${number}: ${found?.ended?.why}`);
  return { ...found, plan: found.plan };
}

function goesWrong({ cluster }: GateWorld, { point, name }: Begun): void {
  const request = { kind: 'hang', name, user: EXECUTOR, dryRun: false } as const;
  for (const verb of ['patch', 'delete', 'create']) {
    if (point === 'lost') cluster.faults.add({ ...request, verb });
    if (point === 'unheard') cluster.faults.add({ ...request, verb, committed: true });
  }
}

/** Whoever looks at it from the moment on at which it was done waits for an answer. */
function staysLookedAt({ cluster }: GateWorld, { name }: Begun): void {
  const off = cluster.onRequest((record) => {
    if (record.name !== name || !isSent(record)) return;
    off();
    cluster.faults.add({
      kind: 'hang',
      verb: 'get',
      resource: 'namespaces',
      name: 'kube-system',
      user: EXECUTOR,
    });
  });
}

function isSent({ method, dryRun, user }: RequestRecord): boolean {
  return method !== 'GET' && !dryRun && user === EXECUTOR;
}

function sentFor({ cluster }: GateWorld, { id, number }: Begun): readonly RequestRecord[] {
  return cluster.requests.filter((each) => isSent(each) && each.userAgent.includes(`(${id}/${number})`));
}

const proposalOf = async (world: GateWorld, { id, number }: Begun): Promise<Proposal> => {
  const found = (await world.incident(id)).proposals.find((each) => each.proposal === number);
  if (!found) throw new Error(`there is no ${id}/${number}`);
  return found;
};

async function isAtItsPoint(world: GateWorld, change: Begun): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    if (change.point !== 'looked-at') return sentFor(world, change).length > 0;
    const { state, sentAt } = await proposalOf(world, change);
    return state === 'executing' && sentAt !== null;
  };
  await until(world, isThere, `${change.action} is ${change.point}`, change);
}

async function dies(executor: ExecutorProcess, byItself: boolean): Promise<void> {
  if (byItself) await expect.poll(executor.hasExited).toBe(true);
  else await executor.kill();
}

/** The leases are over, another executor comes, nothing is in its way, and the controllers do what is to be done. */
async function healed(world: GateWorld, begun: readonly Begun[]): Promise<void> {
  world.cluster.faults.clear();
  world.passes(TIMES.lease);
  await startExecutor(world);
  const timer = setInterval(() => world.cluster.settle(30_000), 1_000);
  try {
    for (const each of begun)
      await until(
        world,
        async () => {
          const proposal = await proposalOf(world, each);
          return !holdsObject(proposal);
        },
        `${each.action} (${each.point}) has an end`,
        each,
      );
  } finally {
    clearInterval(timer);
  }
}

/** What leaves no note of ours: nobody can tell whose doing it was. */
const unsigned: readonly ActionName[] = ['delete-pod', 'evict'];

async function isTrue(world: GateWorld, change: Begun): Promise<void> {
  const { action, point, before } = change;
  const { state, ended, settlement } = await proposalOf(world, change);
  const happened = JSON.stringify(change.touched()) !== JSON.stringify(before);
  const told = { action, point, sent: sentFor(world, change).length, happened, state };
  const wasDone = point === 'unheard' || point === 'looked-at';
  const isUnknown = point === 'unheard' && unsigned.includes(action);
  expect({ ...told, why: ended?.why }).toMatchObject({
    action,
    point,
    sent: point === 'unsent' ? 0 : 1,
    happened: wasDone,
    state: !wasDone ? 'failed' : isUnknown ? 'unknown' : 'succeeded',
  });
  if (isUnknown) expect(settlement).toBe('applied-by-whom-unknown');
  if (!wasDone) expect(ended?.why).toMatch(/shows nothing of it/);
}

async function until(
  world: GateWorld,
  isSo: () => Promise<unknown>,
  what: string,
  change?: Begun,
): Promise<void> {
  const last = performance.now() + 120_000;
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > last) {
      const now = change ? JSON.stringify(await proposalOf(world, change)) : '';
      throw new Error(`It never came that ${what}. ${now.slice(-600)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
