import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditAsked, runAudit } from '../../src/cli/audit.ts';
import { person } from '../../src/domain/actor.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { aDeclaration, happened, NOON } from '../builders/incident.ts';
import { aPlan, aWish, gateFacts } from '../builders/proposals.ts';
import { startConnection, startStore } from '../integrations/redis/start-store.ts';

describe('keyturn audit', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    redis = await startConnection();
  });
  beforeEach(async () => {
    store = await startStore({ redis });
  });
  afterAll(() => redis.disconnect());

  /** Appends facts to an incident, declared before when it is not there; each recorded at its moment. */
  async function recorded(
    id: string,
    facts: readonly (readonly [at: number, body: FactBody, user?: string])[],
  ) {
    const number = Number(id.slice(4));
    for (const [at, body, user] of [[NOON, aDeclaration({ number })] as const, ...facts]) {
      const base = await store.log.load(id);
      if (body.kind === 'incident.declared' && base) continue;
      const by = user === undefined ? {} : { by: person(user), door: 'button' as const };
      const happenings = [happened(body, { at, ...by })];
      const { facts, incident } = evolveAll(base?.incident ?? null, happenings, at, { id });
      const nothing = { nextDueAt: null, requestId: null, answer: null, episodes: [], groups: [] };
      const result = await store.log.append({ base, facts, incident, ...nothing, claims: [], applies: [] });
      expect(result.outcome).toBe('appended');
    }
  }

  async function audit(asked: Partial<AuditAsked> = {}, now = NOON + HOUR) {
    const [printed, told]: [string[], string[]] = [[], []];
    const exitCode = await runAudit(
      { audit: store.audit, now, print: (line) => printed.push(line), tell: (line) => told.push(line) },
      { since: null, incident: null, json: false, ...asked },
    );
    return { exitCode, printed, told };
  }

  const proposed: FactBody = { kind: 'action.proposed', proposal: 1, wish: aWish() };

  it('prints every fact about changes of all incidents, open and closed, in the order of time', async () => {
    await recorded('INC-1', [
      [NOON + MINUTE, proposed, 'UANA'],
      [NOON + 4 * MINUTE, gateFacts['action.planned']],
      [NOON + 6 * MINUTE, { ...gateFacts['action.approved'] }, 'UBEN'],
    ]);
    await recorded('INC-2', [
      [NOON + 2 * MINUTE, proposed, 'UCAT'],
      [NOON + 3 * MINUTE, { kind: 'note.added', text: 'not about a change' }, 'UCAT'],
      [NOON + 5 * MINUTE, { ...gateFacts['action.click-refused'] }, 'UCAT'],
      [NOON + 7 * MINUTE, { kind: 'incident.cancelled', reason: 'duplicate', text: null }, 'UCAT'],
    ]);

    const { exitCode, printed, told } = await audit();

    const what = 'prod-eu1 restart deployments/checkout -n shop';
    expect(printed).toEqual([
      `2026-11-20T12:01:00Z  INC-1/1  proposed  UANA (button)  ${what}  "stuck connections"`,
      `2026-11-20T12:02:00Z  INC-2/1  proposed  UCAT (button)  ${what}  "stuck connections"`,
      `2026-11-20T12:04:00Z  INC-1/1  planned, standard, 1 to approve  keyturn (timer)  ${what}  plan aaaaaaaaaaaa  "3 pods are replaced one after the other"`,
      `2026-11-20T12:05:00Z  INC-2/1  approve refused  UCAT (button)  ${what}  "you proposed it"`,
      `2026-11-20T12:06:00Z  INC-1/1  approved  UBEN (button)  ${what}  plan aaaaaaaaaaaa`,
    ]);
    expect(told).toEqual(['5 facts about changes, of 2 incidents. All chains are whole.']);
    expect(exitCode).toBe(0);
  });

  it('prints one object a line with everything that a fact says, its place and the chain’s digest', async () => {
    await recorded('INC-1', [
      [NOON + MINUTE, proposed, 'UANA'],
      [
        NOON + 2 * MINUTE,
        { kind: 'action.planned', proposal: 1, plan: aPlan({ sentence: 'a\u001b[2Jb\u202e' }) },
      ],
    ]);

    const { printed } = await audit({ json: true });

    expect(printed.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const objects = printed.map((line) => JSON.parse(line));
    const head = (await store.log.load('INC-1'))?.head;
    expect(objects[1]).toEqual({
      ...{ incident: 'INC-1', proposal: 1, version: 3, kind: 'action.planned' },
      ...{ outcome: 'planned, standard, 1 to approve', by: { kind: 'keyturn' }, door: 'timer' },
      ...{ at: '2026-11-20T12:02:00Z', recordedAt: '2026-11-20T12:02:00Z', plan: 'a'.repeat(64) },
      body: { kind: 'action.planned', proposal: 1, plan: aPlan({ sentence: 'a\u001b[2Jb\u202e' }) },
      change: { action: 'restart', cluster: 'prod-eu1', target: aWish().target },
      chain: { head, whole: true },
    });
  });

  it('says nothing that could steer a terminal or break a line', async () => {
    const reason = 'x\u001b]0;owned\u0007\u001b[2J\r\nINC-9/9  approved  UBEN \u202e\u009b31m';
    await recorded('INC-1', [[NOON, { ...proposed, wish: aWish({ reason }) }, 'UANA']]);

    const { printed } = await audit();

    expect(printed).toHaveLength(1);
    expect(printed[0]).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('takes one incident, or what was recorded since a moment, with the change that it belongs to', async () => {
    await recorded('INC-1', [[NOON + MINUTE, proposed, 'UANA']]);
    await recorded('INC-2', [
      [NOON + MINUTE, proposed, 'UANA'],
      [NOON + 30 * MINUTE, gateFacts['action.planned']],
    ]);

    const ofOne = await audit({ incident: 'inc-2' });
    const late = await audit({ since: '45m' });

    expect(ofOne.printed.map((line) => line.split('  ')[1])).toEqual(['INC-2/1', 'INC-2/1']);
    expect(late.printed).toHaveLength(1);
    expect(late.printed[0]).toContain('prod-eu1 restart deployments/checkout');
    expect(late.told).toEqual([
      '1 fact about changes, of 1 incident; 1 more where nothing was recorded since. All chains are whole.',
    ]);
  });

  it('prints a forged fact marked as one, names the damage and ends with 1', async () => {
    await recorded('INC-1', [
      [NOON + MINUTE, proposed, 'UANA'],
      [NOON + 2 * MINUTE, gateFacts['action.click-refused'], 'UANA'],
    ]);
    const { facts } = store.keys.incident('INC-1');
    const entries = await redis.xrange(facts, '-', '+');
    await redis.del(facts);
    for (const [entry, fields] of entries) {
      await redis.xadd(facts, entry, ...fields.map((field) => field.replace('you proposed it', 'slept')));
    }

    const { exitCode, printed, told } = await audit();

    expect(exitCode).toBe(1);
    expect(printed[1]).toMatch(/"slept" {2}ALTERED$/);
    expect(told).toEqual([
      'INC-1: Fact 3 was changed.',
      '2 facts about changes, of 1 incident. Damaged: INC-1. Ask keyturn verify.',
    ]);
  });

  it('reads an older log as well when its snapshot does not prove that nothing happened since', async () => {
    await recorded('INC-1', [[NOON + MINUTE, proposed, 'UANA']]);
    const { state } = store.keys.incident('INC-1');
    const snapshot = (await redis.hget(state, 'snapshot')) ?? '';
    await redis.hset(state, 'snapshot', snapshot.replace('"sev1"', '"sev4"'));

    const { exitCode, told } = await audit({ since: '10m' });

    expect([exitCode, told[0]]).toEqual([1, 'INC-1: The snapshot was changed.']);
  });

  it('finds a log that was taken out of the index, and says which numbers have none', async () => {
    await store.log.nextNumber();
    await store.log.nextNumber();
    await recorded('INC-2', [[NOON + MINUTE, proposed, 'UANA']]);
    await redis.del(store.keys.incidents.all);

    const { printed, told } = await audit();

    expect(printed).toHaveLength(1);
    expect(told.at(-1)).toBe(
      'Numbers without a log: INC-1. Given out and never used, or the whole log was removed.',
    );
  });

  it('reads hundreds of facts in their order', async () => {
    const refusals = Array.from({ length: 450 }, (_, at): readonly [number, FactBody] => [
      NOON + MINUTE + at,
      { kind: 'action.click-refused', proposal: 1, asked: 'approve', why: `click ${at}` },
    ]);
    await recorded('INC-1', [[NOON + MINUTE, proposed, 'UANA'], ...refusals]);

    const { printed } = await audit({ json: true });

    const versions = printed.map((line) => JSON.parse(line).version);
    expect(versions).toEqual(Array.from({ length: 451 }, (_, at) => at + 2));
  });

  it.each([
    [{ since: 'yesterday' }, /--since wants a time span/],
    [{ since: '2026-11-20T14:05' }, /with its zone/],
    [{ incident: 'checkout' }, /"checkout" is no incident/],
    [{ incident: 'INC-99' }, /There is no incident INC-99/],
  ])('reads nothing when it is asked for %o', async (asked, sentence) => {
    const { exitCode, printed, told } = await audit(asked);

    expect([exitCode, printed]).toEqual([2, []]);
    expect(told[0]).toMatch(sentence);
  });
});
