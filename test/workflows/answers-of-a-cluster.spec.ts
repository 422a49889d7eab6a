import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/cluster/faults.ts';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import type { Answer } from '../../src/domain/query/answer.ts';
import type { ClusterReader } from '../../src/ports/cluster-reader.ts';
import { answerQuestion } from '../../src/workflows/answer-question.ts';
import { read } from '../commands/read-query.ts';
import { type AskedCluster, startAskedCluster } from '../integrations/kubernetes/asked-cluster.ts';
import { readerOf } from '../integrations/kubernetes/reader-of.ts';

let asked: AskedCluster;
let reader: ClusterReader;
beforeAll(async () => {
  const { objects, logs } = loadStory('latest-tag', { now: Date.now() });
  asked = await startAskedCluster({ objects, logs, metrics: true });
  reader = readerOf(await asked.doorOf());
});
afterAll(() => asked.stop());

async function ask(text: string, of: ClusterReader = reader, within = 20_000): Promise<Answer> {
  const query = read(text, 'shop');
  if (typeof query === 'string') throw new Error(query);
  const question = { text, query, cluster: 'prod-eu1', namespaces: null };
  const clusters = { names: ['prod-eu1'], named: () => of };
  return answerQuestion({ clusters, clock: { now: Date.now } }, question, Date.now() + within);
}

describe('a whole cluster over HTTPS is asked', () => {
  it.each<[string, RegExp, RegExp]>([
    ['get pods', /^14 pods in shop, 1 not ready\.$/, /^NAME +RDY STATUS +RST AGE$/m],
    ['get nodes', /^12 nodes\.$/, /^ip-10-20-16-21 /m],
    ['get pods -l app=catalog', /^4 pods in shop with app=catalog\.$/, /catalog-/],
    ['describe deploy/catalog', /^Deployment shop\/catalog: 4 of 4 ready/, /owned|selects: app=catalog/],
    [
      'describe pod/ledger-db-0',
      /^Pod pay\/ledger-db-0: Running on .*, 1 of 1 ready\.$/,
      /owned by: StatefulSet ledger-db/,
    ],
    ['describe svc/catalog', /^Service shop\/catalog: 4 of 4 endpoints ready\.$/, /http 80\/TCP -> http/],
    [
      'logs deploy/catalog',
      /^Deployment shop\/catalog, 4 pods: \d+ lines\.$/,
      /^[\d:-]+ ?[\d:]* \w{5} GET \/products/m,
    ],
    [
      'logs deploy/catalog --grep AMOUNT_MINOR',
      /lines with that text\.$/,
      /column "amount_minor" does not exist/,
    ],
    ['events -n dev', /^\d+ events in dev, \d+ of them warnings/, /Warning \w+ pod\//],
    ['top pods -n pay', /pods in pay; .* uses most: \d+m CPU/, /NAME +CPU\/REQ +MEM\/LIM/],
    ['top nodes', /^12 nodes; ip-10-20-32-28.* uses most/, /^ip-10-20-32-28 +\d+m +\d+% /m],
    [
      'rollout ds/aws-node',
      /^DaemonSet kube-system\/aws-node: revision \d+ since .* \(eks\)/,
      /REVISION 6 \(IN FORCE\)\n.*\n {2}12 pods/,
    ],
    [
      'drain ip-10-20-32-28.eu-west-1.compute.internal',
      /^ip-10-20-32-28: a drain would evict \d+ pods, at most \d+ at once; \d+ stay/,
      /^STAYS\n.*kube-system\/aws-node-\w+: made by a DaemonSet$/ms,
    ],
    ['changes', /^\d+ changes? in the last 2h/, /rolled out .* by argocd-controller/],
    [
      'images deploy/catalog',
      /app runs 2 builds of catalog:latest \(3 pods \w{12}, 1 pod \w{12}\)/,
      /9eed00d3db88: 1 pod/,
    ],
  ])('%s', async (text, summary, whole) => {
    const answer = await ask(text);

    expect(answer.summary).toMatch(summary);
    expect(answer.text).toMatch(whole);
    expect(answer.outcome).toBe('answered');
  });

  it('can-i: by the rights of who asks', async () => {
    const view = readerOf(await asked.doorOf('system:serviceaccount:keyturn:reader'));

    expect((await ask('can-i list nodes')).summary).toMatch(/^Yes: /);
    expect(await ask('can-i list nodes', view)).toMatchObject({
      summary: 'No: Keyturn may not list nodes (prod-eu1). This rule would allow it.',
      text: expect.stringContaining('resources: ["nodes"]'),
    });
  });

  it('and what may not be read comes back as the rule that would allow it', async () => {
    const nobody = readerOf(await asked.doorOf('system:serviceaccount:keyturn:nobody'));

    expect(await ask('get nodes', nobody)).toMatchObject({
      outcome: 'failed',
      summary: 'Keyturn may not list nodes (prod-eu1). A rule would allow it.',
      text: expect.stringContaining('verbs: ["list"]'),
    });
    expect((await ask('events', nobody)).outcome).toBe('failed');
  });

  it('only by requests that read', () => {
    const verbs = new Set(
      asked.cluster.requests.map(({ method, resource }) => `${method} ${method === 'POST' ? resource : ''}`),
    );

    expect([...verbs].sort()).toEqual(['GET ', 'POST selfsubjectaccessreviews']);
    expect(asked.cluster.requests.some(({ resource }) => resource === 'secrets')).toBe(false);
  });

  it('a name in two namespaces is refused with both', async () => {
    expect((await ask('logs web')).lookNext).toEqual([
      '/incident logs web -n shop',
      '/incident logs web -n staging',
    ]);
  });
});

describe('a cluster in trouble', () => {
  it.each<[Fault, RegExp]>([
    [{ kind: 'unauthorized' }, /does not accept Keyturn’s credentials/],
    [{ kind: 'forbidden' }, /^Keyturn may not list pods in shop \(prod-eu1\)\. A rule would allow it/],
    [{ kind: 'not-found' }, /has no such thing/],
    [{ kind: 'too-many-requests', retryAfter: 60 }, /asks for patience/],
    [{ kind: 'server-error' }, /failed itself/],
    [{ kind: 'unavailable' }, /failed itself|can’t be reached/],
    [{ kind: 'hang' }, /did not answer in time/],
    [{ kind: 'cut' }, /can’t be reached/],
    [{ kind: 'cut', when: 'in-body' }, /can’t be reached/],
    [{ kind: 'wrong-certificate' }, /can’t be reached.*certificate/],
  ])('says which trouble it is: %o', async (fault, sentence) => {
    const broken = readerOf(await asked.doorOf());
    if (fault.kind !== 'wrong-certificate') await broken.resources(Date.now() + 5_000);
    const heal = asked.cluster.faults.add({ resource: 'pods', ...fault });

    const answer = await ask('get pods', broken, 2_000);

    heal();
    expect(answer.summary).toMatch(sentence);
    expect(answer.outcome).toBe('failed');
  });

  it('tells of an object what it can, and what it could not see', async () => {
    const heal = asked.cluster.faults.add({ kind: 'server-error', resource: 'configmaps' });

    const answer = await ask('describe deploy/checkout');

    heal();
    expect(answer.summary).toMatch(/^Deployment shop\/checkout: 3 of 3 ready/);
    expect(answer.text).toMatch(/NOT SEEN\n {2}configmaps in shop could not be read/);
  });
});
