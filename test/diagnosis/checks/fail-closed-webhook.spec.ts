import { describe, expect, it } from 'vitest';
import { failClosedWebhook } from '../../../src/diagnosis/checks/fail-closed-webhook.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { webhook, webhookConfiguration } from '../../builders/cluster-admission.ts';
import { namespace, service, slice } from '../../builders/cluster-network.ts';
import { condition, event, pod } from '../../builders/cluster-pods.ts';
import { deployment, replicaSet, template } from '../../builders/cluster-workloads.ts';

const SAYS =
  'Error creating: Internal error occurred: failed calling webhook "pods.guard.example": failed to call webhook: Post "https://guard.guard-system.svc:443/v1?timeout=10s": no endpoints available for service "guard"';

const guard = service({
  namespace: 'guard-system',
  name: 'guard',
  selector: { app: 'guard' },
  ports: [{ name: null, port: 443, targetPort: '8443', protocol: 'TCP', nodePort: null }],
});
const behind = deployment({
  namespace: 'guard-system',
  name: 'guard',
  template: template({}, { app: 'guard' }),
  readyReplicas: 0,
  conditions: [condition('Available', 'False', { changedAt: TAKEN - 26 * MINUTE })],
});
const answers = pod({ namespace: 'guard-system', name: 'guard-a', labels: { app: 'guard' } });
const checkout = deployment();
const revision = replicaSet(checkout);
const refusal = event(revision, {
  reason: 'FailedCreate',
  message: SAYS,
  count: 12,
  firstAt: TAKEN - 24 * MINUTE,
});

const dead = {
  webhookconfigurations: [webhookConfiguration()],
  services: [guard],
  endpointslices: [slice(guard, [])],
  deployments: [behind, checkout],
  replicasets: [revision],
  events: [refusal],
};

const findings = (over: Partial<ClusterView> = {}) => failClosedWebhook.run(situation({ ...dead, ...over }));
const hooks = (over: Parameters<typeof webhook>[0]) => ({
  webhookconfigurations: [webhookConfiguration([webhook(over)])],
});

describe('a webhook that must answer and does not', () => {
  it('is named with its Service, since when, and whom it stops', () => {
    const [finding, ...more] = findings();

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      sentence:
        'Webhook pods.guard.example must approve CREATE of pods, but Service guard-system/guard has no ready endpoint since 02:41 UTC, so no pods can be created for Deployment shop/checkout, its own pods included',
      object: { kind: 'ValidatingWebhookConfiguration', namespace: null, name: 'guard' },
      affects: [{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }],
      confidence: 'proven',
      severity: 'critical',
      changedAt: TAKEN - 26 * MINUTE,
      help: { action: 'webhook to Ignore' },
    });
    expect(finding?.evidence.map(({ text }) => text).join('\n')).toContain('no endpoints available');
    expect(finding?.lookNext).toContain('/incident events deployment/guard -n guard-system');
  });

  it('is nothing while an endpoint is ready', () => {
    expect(findings({ endpointslices: [slice(guard, [answers])], events: [] })).toEqual([]);
  });

  it('does not count a pod that only runs: its endpoint must be ready', () => {
    const running = { ...answers, phase: 'Running', conditions: [condition('Ready', 'False')] };

    expect(findings({ pods: [running], endpointslices: [slice(guard, [running])] })).toHaveLength(1);
  });

  it('counts one that terminates and still serves, as the proxies do', () => {
    const leaving = { ...answers, deletionAt: TAKEN + MINUTE };

    expect(findings({ endpointslices: [slice(guard, [leaving])], events: [] })).toEqual([]);
  });

  it('is nothing when it may fail', () => {
    expect(findings(hooks({ failurePolicy: 'Ignore' }))).toEqual([]);
  });

  it('also dies with its Service, or with the port of it', () => {
    expect(findings({ services: [], endpointslices: [] })[0]?.sentence).toContain('guard does not exist');
    expect(
      findings(hooks({ service: { namespace: 'guard-system', name: 'guard', port: 8443 } }))[0]?.sentence,
    ).toContain('has no port 8443');
  });

  it('is not called dead when its Service is only a name for somebody outside of the cluster', () => {
    const outside = { ...guard, type: 'ExternalName', selector: {}, externalName: 'guard.example' };

    expect(findings({ services: [outside], endpointslices: [], events: [] })).toEqual([]);
  });

  it('is not called dead where Services or endpoints could not be read', () => {
    const gap = (kind: 'services' | 'endpointslices') => ({
      kind,
      namespace: 'guard-system',
      why: 'forbidden' as const,
      sentence: 'no',
    });

    expect(findings({ services: [], events: [], gaps: [gap('services')] })).toEqual([]);
    expect(findings({ endpointslices: [], events: [], gaps: [gap('endpointslices')] })).toEqual([]);
  });

  it('proves nothing as long as it is not known to have stopped anybody', () => {
    const [finding] = findings({ events: [] });

    expect(finding).toMatchObject({ confidence: 'consistent', affects: [] });
    expect(finding?.sentence).toContain('the API server refuses these');
  });

  it('stops somebody also by the word of a ReplicaSet, when the events are gone', () => {
    const failing = {
      ...revision,
      conditions: [
        condition('ReplicaFailure', 'True', { message: SAYS.slice(16), changedAt: TAKEN - 3 * HOUR }),
      ],
    };

    expect(findings({ events: [], replicasets: [failing] })[0]).toMatchObject({
      confidence: 'proven',
      affects: [{ kind: 'Deployment', name: 'checkout' }],
    });
  });

  it('is less grave when it guards only what is seldom written', () => {
    const rules = [
      { operations: ['CREATE'], groups: ['networking.k8s.io'], resources: ['ingresses'], scope: '*' },
    ];

    expect(findings({ ...hooks({ rules }), events: [] })[0]).toMatchObject({
      severity: 'medium',
      sentence: expect.not.stringContaining('its own'),
    });
  });

  it('does not lock itself out when its selector leaves its namespace out, by name or by label', () => {
    const byName = {
      labels: {},
      expressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'NotIn' as const, values: ['guard-system'] },
      ],
    };
    const byLabel = {
      labels: {},
      expressions: [{ key: 'guard/ignore', operator: 'DoesNotExist' as const, values: [] }],
    };
    const labelled = { namespaces: [namespace({ name: 'guard-system', labels: { 'guard/ignore': 'yes' } })] };

    expect(findings(hooks({ namespaces: byName }))[0]?.sentence).not.toContain('its own');
    expect(findings({ ...hooks({ namespaces: byLabel }), ...labelled })[0]?.sentence).not.toContain(
      'its own',
    );
    expect(findings(hooks({ namespaces: byLabel }))[0]?.sentence).toContain('its own');
  });
});

describe('a webhook of which the cluster does not show who answers', () => {
  const called = { ...hooks({ service: null, url: 'https://policy.example/v1?token=x' }), services: [] };

  it('counts when the API server says that it could not call it', () => {
    const [finding] = findings(called);

    expect(finding?.confidence).toBe('consistent');
    expect(finding?.sentence).toContain('the API server can not call policy.example since 02:43 UTC');
  });

  it('is nothing without such a word, and after an hour without one', () => {
    const old = { ...refusal, lastAt: TAKEN - 2 * HOUR };

    expect(findings({ ...called, events: [] })).toEqual([]);
    expect(findings({ ...called, events: [old] })).toEqual([]);
  });

  it('also counts when endpoints are ready and calls fail all the same', () => {
    const slow = { ...refusal, message: SAYS.replace(/no endpoints.*/, 'context deadline exceeded') };
    const [finding] = findings({ endpointslices: [slice(guard, [answers])], events: [slow] });

    expect(finding?.confidence).toBe('consistent');
    expect(finding?.sentence).toContain('context deadline exceeded');
  });

  it('does not take a denial for a failure', () => {
    const denied = {
      ...refusal,
      message: 'Error creating: admission webhook "pods.guard.example" denied the request: no',
    };

    expect(findings({ ...called, events: [denied] })).toEqual([]);
  });
});
