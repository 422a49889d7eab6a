import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/stories/expand-repeats.ts';
import {
  type EndpointSlice,
  type Event,
  fits,
  isReady,
  type Meta,
  type Metrics,
  type Node,
  ofKind,
  type Pod,
  type Revision,
  type Service,
  type Workload,
} from './kinds.ts';
import { told } from './told.ts';

type Policy = {
  metadata: Meta;
  spec: {
    podSelector: { matchLabels?: Record<string, string> };
    ingress?: {
      from?: { namespaceSelector?: { matchLabels: Record<string, string> }; podSelector?: object }[];
    }[];
  };
};
type Ingress = {
  metadata: Meta;
  spec: { rules: { http: { paths: { backend: { service: { name: string } } }[] } }[] };
};
type Hook = {
  metadata: Meta;
  webhooks: {
    name: string;
    failurePolicy: string;
    clientConfig: { service: { namespace: string; name: string } };
    rules: { apiGroups: string[]; resources: string[]; operations: string[] }[];
    namespaceSelector: { matchExpressions?: { key: string; operator: string }[] };
  }[];
};

const events = (story: string, reason: string) =>
  ofKind<Event>(told(story).objects, 'Event').filter((event) => event.reason === reason);
const mountsCni = ({ spec }: Workload) =>
  (spec.template.spec.volumes ?? []).some(({ hostPath }) => hostPath?.path === '/etc/cni/net.d');
const cniSets = (objects: readonly ClusterObject[]) =>
  ofKind<Workload>(objects, 'DaemonSet').filter(
    (set) => set.spec.template.spec.hostNetwork && mountsCni(set),
  );

describe('calico-on-eks', () => {
  const { objects, story } = told('calico-on-eks');
  const onset = Date.parse(story.onset);

  it('has two CNIs, the second made within two hours before the onset, and its CRDs', () => {
    const [newest, oldest] = cniSets(objects).sort((a, b) =>
      b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
    );
    const crds = ofKind<Pod>(objects, 'CustomResourceDefinition').filter(({ metadata }) =>
      /(projectcalico\.org|operator\.tigera\.io)$/.test(metadata.name),
    );
    const made = [newest, ...crds].map((one) => onset - Date.parse(one?.metadata.creationTimestamp ?? ''));

    expect([newest?.metadata.name, oldest?.metadata.name]).toEqual(['calico-node', 'aws-node']);
    expect(crds.length).toBeGreaterThan(10);
    expect(made.every((age) => age > 0 && age < 7_200_000)).toBe(true);
  });

  it('denies the way from the ingress controller to every backend of three teams, by policies a year old', () => {
    const controller = ofKind<Pod>(objects, 'Namespace').find(
      ({ metadata }) => metadata.name === 'ingress-nginx',
    );
    const services = ofKind<Service>(objects, 'Service');
    const pods = ofKind<Pod>(objects, 'Pod');
    const denied = ofKind<Ingress>(objects, 'Ingress')
      .filter(({ metadata }) => metadata.namespace !== 'monitoring')
      .flatMap(({ metadata, spec }) =>
        spec.rules
          .flatMap(({ http }) => http.paths)
          .map(({ backend }) => {
            const service = services.find(
              (one) =>
                one.metadata.namespace === metadata.namespace && one.metadata.name === backend.service.name,
            );
            const backends = pods.filter(
              (pod) =>
                pod.metadata.namespace === metadata.namespace &&
                fits(pod.metadata.labels, service?.spec.selector ?? {}),
            );
            const selecting = ofKind<Policy>(objects, 'NetworkPolicy').filter(
              (policy) =>
                policy.metadata.namespace === metadata.namespace &&
                fits(backends[0]?.metadata.labels, policy.spec.podSelector.matchLabels ?? {}),
            );
            const letIn = selecting.some(({ spec }) =>
              spec.ingress?.some(({ from }) =>
                from?.some(
                  ({ namespaceSelector }) =>
                    namespaceSelector && fits(controller?.metadata.labels, namespaceSelector.matchLabels),
                ),
              ),
            );
            return {
              healthy: backends.length > 1 && backends.every(isReady),
              old: selecting.every(
                (one) => onset - Date.parse(one.metadata.creationTimestamp) > 300 * 86_400_000,
              ),
              denied: selecting.length > 0 && !letIn,
            };
          }),
      );

    expect(denied).toHaveLength(6);
    expect(denied.every((way) => way.healthy && way.old && way.denied)).toBe(true);
  });
});

describe('external-snat', () => {
  const { objects, story } = told('external-snat');

  it('shows in the revisions of aws-node one setting that changed minutes before, and who wrote it', () => {
    const [newest, before] = ofKind<Revision>(objects, 'ControllerRevision')
      .filter(({ metadata }) => metadata.ownerReferences?.[0]?.name === 'aws-node')
      .sort((a, b) => b.revision - a.revision);
    const envOf = (one?: Revision) => one?.data.spec.template.spec.containers[0]?.env ?? [];
    const changed = envOf(newest).filter(({ value }, index) => value !== envOf(before)[index]?.value);
    const set = ofKind<Workload>(objects, 'DaemonSet').find(({ metadata }) => metadata.name === 'aws-node');
    const writer = set?.metadata.managedFields?.find(
      ({ time }) => time === newest?.metadata.creationTimestamp,
    );

    expect(changed).toEqual([{ name: 'AWS_VPC_K8S_CNI_EXTERNALSNAT', value: 'true' }]);
    expect(newest?.metadata.creationTimestamp).toBe(story.change?.at);
    expect(writer?.manager).toBe('kubectl-set');
    expect(JSON.stringify(writer?.fieldsV1)).toContain('AWS_VPC_K8S_CNI_EXTERNALSNAT');
  });

  it('has every endpoint and DNS healthy, and only calls that leave the cluster fail', () => {
    const slices = ofKind<EndpointSlice>(objects, 'EndpointSlice').filter(({ metadata }) =>
      ['pay', 'kube-system'].includes(metadata.namespace ?? ''),
    );
    const failing = told('external-snat').logs.flatMap(({ lines }) =>
      lines.flatMap(({ text }) => /dial tcp ([\d.]+):\d+: i\/o timeout/.exec(text)?.[1] ?? []),
    );

    expect(slices.length).toBeGreaterThan(3);
    expect(slices.flatMap(({ endpoints }) => endpoints).every(({ conditions }) => conditions.ready)).toBe(
      true,
    );
    expect(failing.length).toBeGreaterThan(5);
    expect(failing.every((address) => !/^(10|100\.64|172\.20)\./.test(address))).toBe(true);
  });
});

describe('dead-webhook', () => {
  const { objects } = told('dead-webhook');
  const [hook] =
    ofKind<Hook>(objects, 'ValidatingWebhookConfiguration').find(({ metadata }) =>
      metadata.name.startsWith('gatekeeper'),
    )?.webhooks ?? [];

  it('is fail-closed, without a ready endpoint, and guards pods of its own namespace and of kube-system', () => {
    const { namespace, name } = hook?.clientConfig.service ?? { namespace: '', name: '' };
    const slice = ofKind<EndpointSlice>(objects, 'EndpointSlice').find(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === name,
    );
    const spared = ofKind<Pod>(objects, 'Namespace').filter(
      ({ metadata }) =>
        [namespace, 'kube-system'].includes(metadata.name) &&
        hook?.namespaceSelector.matchExpressions?.some(({ key }) => metadata.labels?.[key] !== undefined),
    );

    expect(hook?.failurePolicy).toBe('Fail');
    expect(slice?.endpoints).toEqual([]);
    expect(
      hook?.rules.some(
        ({ resources, operations }) => resources.includes('pods') && operations.includes('CREATE'),
      ),
    ).toBe(true);
    expect(spared).toEqual([]);
  });

  it('is what the events of every missing replica name, its own among them', () => {
    const refused = events('dead-webhook', 'FailedCreate').filter(({ message }) =>
      message.includes(`failed calling webhook "${hook?.name}"`),
    );
    const short = ofKind<Workload>(objects, 'ReplicaSet').filter(
      ({ spec, status, metadata }) =>
        spec.replicas > Number(status.replicas ?? 0) &&
        metadata.namespace !== 'dev' &&
        metadata.namespace !== 'batch',
    );

    expect(refused.map(({ involvedObject }) => involvedObject.name).sort()).toEqual(
      short.map(({ metadata }) => metadata.name).sort(),
    );
    expect(refused).toHaveLength(4);
  });
});

describe('exposed-dashboard', () => {
  const { objects } = told('exposed-dashboard');
  const service = ofKind<Service>(objects, 'Service').find(
    ({ metadata }) => metadata.name === 'weave-scope-app',
  );

  it('has a console behind a load balancer that lets in everybody', () => {
    expect(service?.spec.type).toBe('LoadBalancer');
    expect(service?.status.loadBalancer.ingress).toHaveLength(1);
    expect(service?.spec.loadBalancerSourceRanges).toBeUndefined();
    expect(JSON.stringify(service?.metadata.annotations ?? {})).not.toContain('internal');
  });

  it('has agents with the rights of the host that use many times what they asked for, on several nodes', () => {
    const agents = ofKind<Pod>(objects, 'Pod').filter(
      ({ metadata }) => metadata.labels?.name === 'weave-scope-agent',
    );
    const usage = new Map(
      ofKind<Metrics>(objects, 'PodMetrics').map((one) => [one.metadata.name, one.containers[0]?.usage.cpu]),
    );
    const mined = agents.filter(
      ({ metadata }) => Number.parseInt(usage.get(metadata.name) ?? '', 10) / 1e6 > 500,
    );

    expect(mined).toHaveLength(5);
    for (const { spec } of agents) {
      expect([spec.hostPID, spec.containers[0]?.securityContext?.privileged]).toEqual([true, true]);
      expect(spec.volumes?.some(({ hostPath }) => hostPath?.path.endsWith('containerd.sock'))).toBe(true);
      expect(spec.containers[0]?.resources?.requests?.cpu).toBe('100m');
    }
  });
});

describe('no-more-ips', () => {
  const { objects } = told('no-more-ips');

  it('has 256 nodes, each with a block of /24 of its own out of one /16, which has 256', () => {
    const blocks = ofKind<Node>(objects, 'Node').map(({ spec }) => spec.podCIDR ?? '');
    const third = blocks.map((block) => /^100\.64\.(\d+)\.0\/24$/.exec(block)?.[1]);

    expect(blocks).toHaveLength(256);
    expect(new Set(third.map(Number)).size).toBe(256);
    expect(Math.max(...third.map(Number))).toBe(255);
  });

  it('has pods that wait, and events of nodes that got no block', () => {
    const waiting = ofKind<Pod>(objects, 'Pod').filter(
      ({ metadata, status }) => metadata.namespace === 'pricing' && status.phase === 'Pending',
    );
    expect(waiting).toHaveLength(6);
    expect(
      waiting.every(({ status }) => status.conditions[0]?.message?.startsWith('0/256 nodes are available')),
    ).toBe(true);
    expect(events('no-more-ips', 'CIDRNotAvailable')).toHaveLength(6);
    expect(events('no-more-ips', 'NotTriggerScaleUp')).toHaveLength(6);
  });
});
