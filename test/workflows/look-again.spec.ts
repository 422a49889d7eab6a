import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/domain/instant.ts';
import { lookAgain } from '../../src/workflows/look-again.ts';
import { pod } from '../builders/cluster-pods.ts';
import { NOON } from '../builders/incident.ts';
import { podsAsked } from '../builders/investigation.ts';
import { anInvestigation } from '../builders/investigation-world.ts';
import { plainText } from '../commands/plain-text.ts';

const started = { kind: 'watch.started', watch: 1, question: podsAsked, until: NOON + HOUR } as const;

/** A watch of the pods in shop, whose message is posted; the pods can change. */
async function aWatch() {
  const pods = [pod({ name: 'checkout-1' }), pod({ name: 'checkout-2' })];
  const world = await anInvestigation({ cluster: { has: { pods } }, bodies: [started] });
  const ref = await world.chat.post({
    to: { channel: 'C1' },
    incident: 'INC-7',
    step: 'post-watch:1',
    lane: 'progress',
    document: { push: [''], parts: [] },
    mayExist: false,
  });
  await world.happens({ kind: 'step.done', step: 'post-watch:1', ref });
  return {
    ...world,
    look: () => lookAgain(world.deps, 'INC-7'),
    shown: () => plainText(world.chat.posted[0]?.shows ?? { push: [], parts: [] }),
    /** From now on the cluster prints these pods. */
    has(names: readonly string[]) {
      const reader = world.deps.clusters.named('prod-eu1');
      if (!reader) throw new Error('no reader');
      const table = reader.table;
      reader.table = async (...args) => {
        const printed = await table(...args);
        return { ...printed, rows: printed.rows.filter(({ name }) => names.includes(name)) };
      };
    },
  };
}

describe('what is watched', () => {
  it('is shown in its message, and not asked again at once', async () => {
    const world = await aWatch();
    await world.look();
    expect(world.shown()).toContain('checkout-2');
    const asked = world.cluster.asked.length;

    world.passes(5 * SECOND);
    await world.look();
    expect(world.cluster.asked).toHaveLength(asked);
    world.passes(10 * SECOND);
    await world.look();
    expect(world.cluster.asked.length).toBeGreaterThan(asked);
  });

  it('is said in the channel only when it changed', async () => {
    const world = await aWatch();
    await world.look();
    world.passes(15 * SECOND);
    await world.look();
    expect(await world.facts('watch.changed')).toEqual([]);

    world.has(['checkout-1']);
    world.passes(15 * SECOND);
    await world.look();
    const [changed] = await world.facts('watch.changed');
    expect(changed?.changes.join('\n')).toMatch(/^- .*checkout-2/);
    world.passes(15 * SECOND);
    await world.look();
    expect(await world.facts('watch.changed')).toHaveLength(1);
  });

  it('is no change when the cluster does not answer; the message says it', async () => {
    const world = await aWatch();
    await world.look();
    world.cluster.fails('table', 'away', 'connection refused');
    world.passes(15 * SECOND);
    await world.look();
    expect(await world.facts('watch.changed')).toEqual([]);
    expect(world.shown()).toContain('can’t be reached');
  });

  it('ends by itself, with its time or its incident', async () => {
    const late = await aWatch();
    late.passes(HOUR + MINUTE);
    await late.look();
    expect(await late.facts('watch.ended')).toEqual([{ kind: 'watch.ended', watch: 1, why: 'time' }]);

    const over = await aWatch();
    await over.happens({ kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null });
    await over.look();
    await over.look();
    expect(await over.facts('watch.ended')).toEqual([{ kind: 'watch.ended', watch: 1, why: 'over' }]);
  });
});
