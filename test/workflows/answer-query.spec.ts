import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import type { ClusterReader } from '../../src/ports/cluster-reader.ts';
import { answerQuery } from '../../src/workflows/answer-query.ts';
import { pod } from '../builders/cluster-pods.ts';
import { BEN, happened } from '../builders/incident.ts';
import { podsAsked } from '../builders/investigation.ts';
import { anInvestigation } from '../builders/investigation-world.ts';
import { createFakeCluster } from '../fakes/cluster-reader.ts';

const asked = happened({ kind: 'query.asked', query: 1, question: podsAsked }, { by: BEN });
const cluster = { has: { pods: [pod({ name: 'checkout-1' }), pod({ name: 'checkout-2' })] } };

describe('a question of a person', () => {
  it('is answered, kept whole, and on the log with the digest of what is kept', async () => {
    const world = await anInvestigation({ cluster, bodies: [asked] });

    await answerQuery(world.deps, 'INC-7', 1);

    const [answer] = await world.facts('query.answered');
    expect(answer).toMatchObject({ query: 1, outcome: 'answered', evidence: 'answer-1' });
    expect(answer?.digest).toMatch(/^[0-9a-f]{64}$/);
    const text = world.evidence.kept.get('INC-7/answer-1') ?? '';
    expect(text).toContain('checkout-2');
    expect(answer?.bytes).toBe(Buffer.byteLength(text));
    expect((await world.incident()).investigation.queries).toEqual([]);
    expect(world.jobs.woken).toContain('advance INC-7');
  });

  it('is asked and answered once, however often the job runs', async () => {
    const world = await anInvestigation({ cluster, bodies: [asked] });
    await answerQuery(world.deps, 'INC-7', 1);
    const requests = world.cluster.asked.length;

    await answerQuery(world.deps, 'INC-7', 1);

    expect(await world.facts('query.answered')).toHaveLength(1);
    expect(world.cluster.asked).toHaveLength(requests);
  });

  it('keeps the answer that the log has when a process that stood still comes late', async () => {
    const world = await anInvestigation({ cluster, bodies: [asked] });
    const { reader } = createFakeCluster({ has: { pods: [pod({ name: 'checkout-3' })] } });
    const late: ClusterReader = {
      ...reader,
      async resources(...args) {
        await answerQuery(world.deps, 'INC-7', 1);
        return reader.resources(...args);
      },
    };

    await answerQuery({ ...world.deps, clusters: { names: ['prod-eu1'], named: () => late } }, 'INC-7', 1);

    expect(await world.facts('query.answered')).toHaveLength(1);
    const kept = world.evidence.kept.get('INC-7/answer-1');
    expect(kept).toContain('checkout-2');
    expect(kept).not.toContain('checkout-3');
  });

  it('gets the sentence when the cluster does not answer', async () => {
    const world = await anInvestigation({ cluster, bodies: [asked] });
    world.cluster.fails('resources', 'away', 'connection refused');

    await answerQuery(world.deps, 'INC-7', 1);

    const [answer] = await world.facts('query.answered');
    expect(answer).toMatchObject({ outcome: 'failed', evidence: null, digest: null });
    expect(answer?.summary).toContain('prod-eu1 can’t be reached (connection refused)');
  });

  it('is not asked any more when nobody waits for it', async () => {
    const world = await anInvestigation({ cluster, bodies: [asked] });
    world.passes(11 * MINUTE);

    await answerQuery(world.deps, 'INC-7', 1);

    expect(world.cluster.asked).toEqual([]);
    expect((await world.facts('query.answered'))[0]?.summary).toContain('Ask again.');
  });

  it('is answered with a sentence when Keyturn itself fails, and not asked again and again', async () => {
    const world = await anInvestigation({ cluster, bodies: [asked] });
    const broken = { names: ['prod-eu1'], named: () => fails() };

    await answerQuery({ ...world.deps, clusters: broken }, 'INC-7', 1);

    const [answer] = await world.facts('query.answered');
    expect(answer).toMatchObject({ outcome: 'failed', evidence: null });
    expect(answer?.summary).toContain('Keyturn itself failed');
  });
});

function fails(): never {
  throw new TypeError('nobody foresaw this');
}
