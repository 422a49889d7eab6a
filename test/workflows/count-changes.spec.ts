import { expect, it } from 'vitest';
import { person } from '../../src/domain/actor.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import type { Append, IncidentLog } from '../../src/ports/incident-log.ts';
import type { Metrics } from '../../src/ports/metrics.ts';
import { countChanges } from '../../src/workflows/count-changes.ts';
import { aDeclaration, happened, NOON } from '../builders/incident.ts';
import { aPlan, aWish, gateFacts } from '../builders/proposals.ts';
import { createFakeIncidentLog } from '../fakes/incident-log.ts';

/** A log whose facts are recorded ten seconds apart, with what was counted. */
function aCountedLog() {
  const counted: string[] = [];
  const metrics: Metrics = {
    count: (name, { action, outcome }) => counted.push(`${name} ${action} ${outcome}`),
    observe: (name, { action = '' }, seconds) =>
      counted.push(`${name} ${action} ${seconds}`.replace('  ', ' ')),
  };
  const kept = createFakeIncidentLog();
  const log: IncidentLog = countChanges(kept, { metrics });
  let at = NOON;
  const appendOf = async (body: FactBody, user = 'UBEN'): Promise<Append> => {
    at += 10 * SECOND;
    const base = await log.load('INC-7');
    const { facts, incident } = evolveAll(
      base?.incident ?? null,
      [happened(body, { at, by: person(user) })],
      at,
      { id: 'INC-7' },
    );
    const nothing = { nextDueAt: null, episodes: [], groups: [], claims: [], applies: [] };
    return { base, facts, incident, ...nothing, requestId: `request ${at}`, answer: null };
  };
  const append = async (...bodies: readonly FactBody[]) => {
    for (const body of bodies) await log.append(await appendOf(body));
    return counted.splice(0);
  };
  return { append, appendOf, log, counted };
}

const proposed: FactBody = { kind: 'action.proposed', proposal: 1, wish: aWish() };
const planned = gateFacts['action.planned'];
const approved = gateFacts['action.approved'];
const { 'action.started': started, 'action.sent': sent, 'action.executed': executed } = gateFacts;

async function pending() {
  const world = aCountedLog();
  await world.append(aDeclaration(), proposed, planned);
  return world;
}

it('counts what is proposed, approved and done once, with how long it took', async () => {
  const { append } = aCountedLog();

  expect(await append(aDeclaration(), proposed, planned)).toEqual([]);
  expect(await append(gateFacts['action.click-refused'], approved)).toEqual(['approval_seconds 20']);
  expect(await append(started, sent, gateFacts['action.progressed'])).toEqual([]);
  expect(await append(executed)).toEqual([
    'proposals_total restart succeeded',
    'executions_total restart succeeded',
    'execution_seconds restart 20',
  ]);
});

it.each([
  ['action.refused', 'refused'],
  ['action.denied', 'denied'],
  ['action.withdrawn', 'withdrawn'],
  ['action.expired', 'expired'],
  ['action.superseded', 'superseded'],
] as const)('counts %s as how the proposal ended, and no execution', async (kind, outcome) => {
  const { append } = await pending();

  expect(await append(gateFacts[kind])).toEqual([`proposals_total restart ${outcome}`]);
  expect(await append(gateFacts['action.click-refused'], gateFacts['action.superseded'])).toEqual([]);
});

it('counts what was stopped or superseded on the way as an execution that ended so', async () => {
  for (const kind of ['action.stopped', 'action.superseded'] as const) {
    const { append } = await pending();
    await append(approved, started);
    const outcome = kind.slice('action.'.length);

    expect(await append(gateFacts[kind])).toEqual([
      `proposals_total restart ${outcome}`,
      `executions_total restart ${outcome}`,
    ]);
  }
});

it.each([
  ['applied-by-us', 'succeeded'],
  ['applied-by-whom-unknown', 'unknown'],
  ['not-applied', 'failed'],
] as const)('counts an unknown outcome when it is settled (%s)', async (settlement, outcome) => {
  const { append } = await pending();
  await append(approved, started);

  expect(await append({ ...executed, outcome: 'unknown' })).toEqual(['executions_total restart unknown']);
  expect(await append({ ...gateFacts['action.settled'], settlement })).toEqual([
    `proposals_total restart ${outcome}`,
  ]);
});

it('counts a repeated request and a lost race once', async () => {
  const { append, appendOf, log, counted } = await pending();
  const denial = await appendOf(gateFacts['action.denied']);
  const late = await appendOf(gateFacts['action.withdrawn']);

  const outcomes = [await log.append(denial), await log.append(denial), await log.append(late)];

  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'repeated', 'conflict']);
  expect(counted.splice(0)).toEqual(['proposals_total restart denied']);
  expect(await append(gateFacts['action.click-refused'])).toEqual([]);
});

it('measures no approval where the glass was broken', async () => {
  const { append } = aCountedLog();
  const plan = aPlan({ quorum: 0, approveBy: NOON + 15 * MINUTE });

  expect(await append(aDeclaration(), proposed, { ...planned, plan })).toEqual([]);
});

it('measures the approval at the one that was missing', async () => {
  const { append, appendOf, log, counted } = aCountedLog();
  await append(aDeclaration(), proposed, { ...planned, plan: aPlan({ quorum: 2 }) });

  expect(await append(approved, approved)).toEqual([]);
  await log.append(await appendOf(approved, 'UCAT'));

  expect(counted).toEqual(['approval_seconds 30']);
});
