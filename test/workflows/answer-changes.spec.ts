import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { meta, TAKEN } from '../builders/cluster.ts';
import { container } from '../builders/cluster-pods.ts';
import { deployment, replicaSet, template } from '../builders/cluster-workloads.ts';
import { createAnswerWorld } from './answer-world.ts';

const at = (minutesAgo: number) => ({ createdAt: TAKEN - minutesAgo * MINUTE });
const image = (tag: string) => template({ containers: [container({ image: `shop/checkout:${tag}` })] });
const now = deployment({ template: image('2') });
const configMap = (name: string, over: Parameters<typeof meta>[1]) => ({
  ...meta('ConfigMap', { name, ...over }),
  keys: [],
});
const has = {
  deployments: [now],
  replicasets: [
    replicaSet(now, { name: 'checkout-old', template: image('1') }),
    replicaSet(now, { name: 'checkout-new', revision: 2, ...at(12) }),
  ],
  configmaps: [
    configMap('fresh', at(30)),
    configMap('far', { namespace: 'pay', ...at(5) }),
    configMap('old', at(180)),
  ],
  customresourcedefinitions: [
    {
      ...meta('CustomResourceDefinition', { name: 'felix.crd.projectcalico.org', ...at(90) }, false),
      group: 'crd.projectcalico.org',
      plural: 'felix',
      ofKind: 'Felix',
      conditions: [],
    },
  ],
};

describe('changes', () => {
  it('come with what reaches the whole cluster first, then the incident’s namespace, then the rest', async () => {
    const answer = await createAnswerWorld({ has }).ask('changes');

    expect(answer.summary).toBe(
      '4 changes in the last 2h; first: CustomResourceDefinition felix.crd.projectcalico.org created 90m ago.',
    );
    expect(answer.text?.split('\n').filter((line) => !line.startsWith('   '))).toEqual([
      'THE WHOLE CLUSTER',
      '  CustomResourceDefinition felix.crd.projectcalico.org created 90m ago',
      '',
      'NAMESPACE SHOP',
      '  Deployment shop/checkout rolled out 12m ago',
      '  ConfigMap shop/fresh created 30m ago',
      '',
      'ELSEWHERE',
      '  ConfigMap pay/far created 5m ago',
      '',
      'Only each program’s last write is known, and what was deleted leaves no trace.',
      '“by” is the program that the API server recorded, not a person.',
    ]);
    expect(answer.text).toContain('    app image: checkout:1 -> checkout:2');
    expect(answer.lookNext).toEqual(['/incident rollout deployment/checkout -n shop']);
  });

  it('that one program made in one go are told together', async () => {
    const configmaps = ['a', 'b', 'c', 'd'].map((name) => configMap(name, at(5)));

    const { text } = await createAnswerWorld({ has: { configmaps } }).ask('changes');

    expect(text).toContain(
      ['  4 ConfigMap in shop created 5m ago:', '    a', '    b', '    c', '    d'].join('\n'),
    );
  });

  it('of one namespace are with those of the whole cluster', async () => {
    const { text } = await createAnswerWorld({ has }).ask('changes -n pay');

    expect(text).toContain('felix');
    expect(text).toContain('pay/far');
    expect(text).not.toContain('shop/');
  });

  it('reach back as far as asked', async () => {
    expect((await createAnswerWorld({ has }).ask('changes --since 1d -n shop')).text).toContain(
      'ConfigMap shop/old',
    );
    expect((await createAnswerWorld({ has }).ask('changes --since 1m')).summary).toBe(
      'No change that left a trace in the last 1m.',
    );
  });

  it('say that not everything could be read', async () => {
    const answer = await createAnswerWorld({ has, forbidden: ['customresourcedefinitions'] }).ask('changes');

    expect(answer.summary).toMatch(/Not everything could be read\.$/);
    expect(answer.text).toContain('Keyturn may not list customresourcedefinitions.');
  });

  it('are only those of their namespaces for who may see some', async () => {
    const world = createAnswerWorld({ has });

    const { text } = await world.ask('changes -n shop', { namespaces: ['shop'] });

    expect(text).not.toContain('felix');
    expect(world.asked.some((each) => each.includes('customresourcedefinitions'))).toBe(false);
  });
});
