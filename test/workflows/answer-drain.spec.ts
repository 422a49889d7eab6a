import { describe, expect, it } from 'vitest';
import { service, slice } from '../builders/cluster-network.ts';
import { node } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';
import { createAnswerWorld } from './answer-world.ts';

const owner = deployment({ replicas: 1 });
const set = replicaSet(owner);
const only = podOf(set);
const front = service();
const has = {
  nodes: [node(), node({ name: 'node-b', uid: 'b' })],
  deployments: [owner],
  replicasets: [set],
  pods: [only],
  services: [front],
  endpointslices: [slice(front, [only])],
};

describe('a question about a drain', () => {
  it('is answered with what would break, and with one line to type at a time', async () => {
    const answer = await createAnswerWorld({ has }).ask('drain node-a');

    expect(answer).toMatchObject({
      outcome: 'answered',
      summary: 'node-a: a drain would evict 1 pod. It would take the last ready endpoint of shop/checkout.',
      fileName: 'drain-node-a.txt',
      lookNext: [
        '/incident do cordon node/node-a --reason "drain node-a"',
        `/incident do evict pod/${only.name} -n shop --reason "drain node-a"`,
      ],
    });
  });

  it('names the nearest node when there is none of that name', async () => {
    expect(await createAnswerWorld({ has }).reads('drain nod-a')).toContain('/incident drain node/node-a');
  });

  it('is not answered when the pods could not be read', async () => {
    expect(await createAnswerWorld({ has, forbidden: ['pods'] }).ask('drain node-a')).toMatchObject({
      outcome: 'failed',
      summary: 'Keyturn may not list pods.',
    });
  });

  it('says that something was not seen, and what', async () => {
    const answer = await createAnswerWorld({ has, forbidden: ['poddisruptionbudgets'] }).ask('drain node-a');

    expect(answer.summary).toMatch(/Not everything could be seen\.$/);
    expect(answer.text).toContain('Keyturn may not list poddisruptionbudgets.');
  });

  it('is not answered to who may see some namespaces only', async () => {
    const answer = await createAnswerWorld({ has }).ask('drain node-a', { namespaces: ['shop'] });

    expect(answer).toMatchObject({ outcome: 'refused', summary: expect.stringMatching(/no namespace/) });
  });
});
