import { describe, expect, it } from 'vitest';
import { runAudit } from '../../../src/cli/audit.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

async function audited(world: GateWorld): Promise<{ exitCode: number; lines: string[]; told: string[] }> {
  const [lines, told]: [string[], string[]] = [[], []];
  const exitCode = await runAudit(
    {
      audit: world.store.audit,
      now: world.now(),
      print: (line) => lines.push(line),
      tell: (line) => told.push(line),
    },
    { since: '1h', incident: null, json: true },
  );
  return { exitCode, lines, told };
}

async function metricsOf(world: GateWorld): Promise<readonly string[]> {
  const text = await (await fetch(`${world.app().url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) =>
      /^keyturn_(?:proposals|executions|gate|approval_seconds_count|execution_seconds_count)/.test(line),
    );
}

describe('the audit of a change', () => {
  it('has every step of it with who took it, also the refused click, and the metrics count it', async () => {
    const world = await startGateWorld();
    const room = await world.opens();
    await world.asks(room, 'do restart deploy/checkout -n shop --reason "stuck connections"');
    await world.becomes('pending');
    await world.asks(room, 'ack 1');
    await world.asks(room, 'approve 1', 'ana');
    await room.tellsOnly('ana', /somebody else/);
    await world.asks(room, 'approve 1 prod-eu1/shop/checkout', 'ben');
    await world.becomes('succeeded');

    const { exitCode, lines, told } = await audited(world);
    const facts = lines.map((line) => JSON.parse(line));

    const [ana, ben] = ['ana', 'ben'].map((name) => world.slack.as(name).id);
    const who = (kind: string) => facts.find((each) => each.kind === kind)?.by;
    const kinds = facts.map(({ kind }) => kind).filter((kind) => kind !== 'action.progressed');
    expect(kinds.filter((kind) => kind !== 'action.acknowledged' && kind !== 'action.woken')).toEqual([
      'action.proposed',
      'action.planned',
      'action.click-refused',
      'action.approved',
      'action.started',
      'action.sent',
      'action.executed',
    ]);
    expect(who('action.proposed')).toEqual({ kind: 'person', user: ana });
    expect(who('action.click-refused')).toEqual({ kind: 'person', user: ana });
    expect(who('action.approved')).toEqual({ kind: 'person', user: ben });
    expect(facts.every(({ chain }) => chain.whole)).toBe(true);
    expect([exitCode, told.at(-1)]).toEqual([
      0,
      expect.stringMatching(/of 1 incident.*All chains are whole/),
    ]);
    expect(await metricsOf(world)).toEqual(
      expect.arrayContaining([
        'keyturn_proposals_total{action="restart",outcome="succeeded"} 1',
        'keyturn_executions_total{action="restart",outcome="succeeded"} 1',
        'keyturn_gate_clicks_total{asked="approve",outcome="forbidden"} 1',
        'keyturn_gate_clicks_total{asked="approve",outcome="ok"} 1',
        'keyturn_approval_seconds_count 1',
        'keyturn_execution_seconds_count{action="restart"} 1',
        'keyturn_proposals_open{state="executing"} 0',
      ]),
    );
  });
});
