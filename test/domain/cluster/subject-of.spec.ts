import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../src/domain/cluster/subject-of.ts';

const names = (...sets: Record<string, string>[]) =>
  subjectOf(sets)?.objects.map(({ kind, namespace, name }) => `${kind} ${namespace ?? '-'}/${name}`);

describe('what an alert is about', () => {
  it.each([
    [{ namespace: 'shop', pod: 'checkout-1' }, 'Pod shop/checkout-1'],
    [{ namespace: 'shop', deployment: 'checkout' }, 'Deployment shop/checkout'],
    [{ namespace: 'shop', statefulset: 'db' }, 'StatefulSet shop/db'],
    [{ namespace: 'kube-system', daemonset: 'aws-node' }, 'DaemonSet kube-system/aws-node'],
    [
      { namespace: 'shop', persistentvolumeclaim: 'data-db-0', node: 'a' },
      'PersistentVolumeClaim shop/data-db-0',
    ],
    [{ namespace: 'shop', job_name: 'nightly-29' }, 'Job shop/nightly-29'],
    [{ namespace: 'shop', workload: 'checkout', workload_type: 'deployment' }, 'Deployment shop/checkout'],
    [{ node: 'ip-10-0-1-7' }, 'Node -/ip-10-0-1-7'],
    [{ namespace: 'shop', service: 'checkout' }, 'Service shop/checkout'],
    [{ k8s_namespace_name: 'shop', k8s_pod_name: 'checkout-1' }, 'Pod shop/checkout-1'],
  ])('%o', (labels, object) => {
    expect(names(labels)?.[0]).toBe(object);
  });

  it('names the workload before its pod, and both before the node', () => {
    expect(names({ namespace: 'shop', deployment: 'checkout', pod: 'checkout-1', node: 'a' })).toEqual([
      'Deployment shop/checkout',
      'Pod shop/checkout-1',
      'Node -/a',
    ]);
  });

  it("takes a team's own service label for a workload, too", () => {
    expect(names({ namespace: 'shop', service: 'checkout' })).toEqual([
      'Service shop/checkout',
      'Deployment shop/checkout',
      'StatefulSet shop/checkout',
    ]);
  });

  it('is only a namespace when nothing else is named', () => {
    expect(subjectOf([{ alertname: 'X', namespace: 'shop' }])).toMatchObject({
      objects: [],
      namespace: 'shop',
    });
  });

  it.each([
    ['10.1.0.7:8080', '10.1.0.7'],
    ['node-a', 'node-a'],
    ['[fd00::7]:9100', 'fd00::7'],
    ['fd00::7', 'fd00::7'],
    ['https://shop.example/health?x=1', 'shop.example'],
    ['https://shop.example:8443', 'shop.example'],
  ])('reads the address of instance %s', (instance, address) => {
    expect(subjectOf([{ instance }])?.address).toBe(address);
  });

  it.each([[{}], [{ alertname: 'Watchdog', severity: 'none' }], [{ job: 'nightly', prometheus: 'a/b' }]])(
    'is nothing for %o',
    (labels) => {
      expect(subjectOf([labels])).toBeNull();
    },
  );

  it('is nothing without alerts', () => {
    expect(subjectOf([])).toBeNull();
  });
});

describe('labels that describe who measured, not what', () => {
  const stateMetrics = {
    job: 'kube-state-metrics',
    instance: '10.1.0.99:8080',
    endpoint: 'http',
    service: 'kube-prometheus-kube-state-metrics',
    container: 'kube-state-metrics',
    pod: 'kube-prometheus-kube-state-metrics-6d8f-x',
  };

  it('are left out for kube-state-metrics', () => {
    const subject = subjectOf([{ ...stateMetrics, namespace: 'shop', deployment: 'checkout' }]);

    expect(subject?.objects).toEqual([{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }]);
    expect(subject).toMatchObject({ address: null, container: null, namespace: 'shop' });
  });

  it('keep the pod and the container that a metric is about', () => {
    const about = { ...stateMetrics, namespace: 'shop', pod: 'checkout-1', container: 'app' };

    expect(subjectOf([about])).toMatchObject({
      objects: [{ kind: 'Pod', namespace: 'shop', name: 'checkout-1' }],
      container: 'app',
    });
  });

  it('give no namespace to a node', () => {
    const subject = subjectOf([{ ...stateMetrics, namespace: 'monitoring', node: 'a', condition: 'Ready' }]);

    expect(subject).toMatchObject({
      objects: [{ kind: 'Node', namespace: null, name: 'a' }],
      namespace: null,
    });
  });

  it("are left out when Prometheus renamed the metric's own", () => {
    const subject = subjectOf([
      {
        ...stateMetrics,
        namespace: 'monitoring',
        exported_namespace: 'shop',
        exported_pod: 'checkout-1',
        exported_container: 'app',
      },
    ]);

    expect(subject).toMatchObject({
      objects: [{ kind: 'Pod', namespace: 'shop', name: 'checkout-1' }],
      namespace: 'shop',
      container: 'app',
      address: null,
    });
  });

  it('leave the address of the node for a node exporter', () => {
    const subject = subjectOf([
      {
        job: 'node-exporter',
        instance: '192.168.0.1:9100',
        namespace: 'monitoring',
        pod: 'prometheus-node-exporter-x2x9z',
        service: 'prometheus-node-exporter',
        container: 'node-exporter',
      },
    ]);

    expect(subject).toMatchObject({
      objects: [{ kind: 'Node', namespace: null, name: '192.168.0.1' }],
      namespace: null,
      address: '192.168.0.1',
      container: null,
    });
  });

  it('leave what the kubelet measured in a pod', () => {
    const subject = subjectOf([
      {
        job: 'kubelet',
        service: 'kube-prometheus-kubelet',
        endpoint: 'https-metrics',
        instance: '192.168.0.1:10250',
        node: 'a',
        namespace: 'shop',
        pod: 'checkout-1',
        container: 'app',
      },
    ]);

    expect(subject?.objects.map(({ kind }) => kind)).toEqual(['Pod', 'Node']);
  });

  it('keep the names of pods that are exporters themselves when the kubelet measured them', () => {
    const about = { job: 'kubelet', service: 'kubelet', namespace: 'shop', pod: 'redis-exporter-1' };

    expect(names(about)).toEqual(['Pod shop/redis-exporter-1']);
  });

  it('do not take the scrape job for a Job', () => {
    expect(names({ job: 'checkout', namespace: 'shop', pod: 'checkout-1' })).toEqual(['Pod shop/checkout-1']);
  });

  it('are the subject when the exporter itself is what is down', () => {
    const subject = subjectOf([{ alertname: 'KubeStateMetricsDown', ...stateMetrics }]);

    expect(subject?.objects[0]).toMatchObject({ kind: 'Pod', name: stateMetrics.pod });
  });
});

describe('several alerts', () => {
  it('are about what all of them name', () => {
    expect(
      names(
        { namespace: 'shop', deployment: 'checkout', pod: 'checkout-1' },
        { namespace: 'shop', deployment: 'checkout', pod: 'checkout-2' },
      ),
    ).toEqual(['Deployment shop/checkout']);
  });

  it("are about each one's object while these are few", () => {
    expect(names({ namespace: 'shop', pod: 'a' }, { namespace: 'pay', pod: 'b' })).toEqual([
      'Pod shop/a',
      'Pod pay/b',
    ]);
  });

  it('are about the nodes that several node exporters measured', () => {
    const of = (instance: string) => ({ job: 'node-exporter', instance });

    expect(names(of('node-a'), of('192.168.0.2:9100'))).toEqual(['Node -/node-a', 'Node -/192.168.0.2']);
  });

  it('of many pods are about the workload whose name all of them begin with', () => {
    const pods = (prefix: (i: number) => string) =>
      Array.from({ length: 9 }, (_, i) => ({ namespace: 'shop', pod: `${prefix(i)}-x${i}` }));

    expect(names(...pods(() => 'checkout-7d9f'))).toEqual([
      'StatefulSet shop/checkout-7d9f',
      'DaemonSet shop/checkout-7d9f',
      'ReplicaSet shop/checkout-7d9f',
      'Job shop/checkout-7d9f',
      'Deployment shop/checkout',
      'CronJob shop/checkout',
    ]);
    expect(names(...pods((i) => `checkout-${i % 2}`))).toEqual([
      'Deployment shop/checkout',
      'CronJob shop/checkout',
    ]);
    expect(names(...pods((i) => `app-${i}-7d9f`))).toEqual([]);
    expect(
      names(...pods(() => 'db').map((one, i) => ({ ...one, namespace: `ns-${i % 2}` }))),
    ).toBeUndefined();
  });

  it('are a storm about what their labels have in common', () => {
    const storm = Array.from({ length: 30 }, (_, i) => ({
      namespace: 'shop',
      pod: `p${i}-x`,
      cluster: 'prod',
    }));

    expect(subjectOf(storm)).toMatchObject({
      objects: [],
      namespace: 'shop',
      labels: { namespace: 'shop', cluster: 'prod' },
    });
  });

  it('are about nothing when a storm has nothing in common', () => {
    const storm = Array.from({ length: 30 }, (_, i) => ({ namespace: `ns-${i}`, pod: `p${i}-x` }));

    expect(subjectOf(storm)).toBeNull();
  });

  it('give no other answer in another order', () => {
    const labels = fc.dictionary(
      fc.constantFrom('namespace', 'pod', 'node', 'deployment'),
      fc.constantFrom('a', 'b'),
    );
    fc.assert(
      fc.property(fc.array(labels, { maxLength: 6 }), (sets) => {
        const [one, other] = [subjectOf(sets), subjectOf(sets.toReversed())];
        const sorted = (subject: typeof one) => subject?.objects.map((o) => JSON.stringify(o)).toSorted();

        expect(sorted(other)).toEqual(sorted(one));
        expect(other?.namespace).toBe(one?.namespace);
      }),
    );
  });
});
