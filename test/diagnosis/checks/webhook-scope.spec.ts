import { describe, expect, it } from 'vitest';
import { webhookScope } from '../../../src/diagnosis/checks/webhook-scope.ts';
import { situation } from '../../builders/cluster.ts';
import { webhook, webhookConfiguration } from '../../builders/cluster-admission.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { pod } from '../../builders/cluster-pods.ts';

const guard = service({
  namespace: 'guard-system',
  name: 'guard',
  selector: { app: 'guard' },
  ports: [{ name: null, port: 443, targetPort: '8443', protocol: 'TCP', nodePort: null }],
});
const answers = slice(guard, [pod({ namespace: 'guard-system', labels: { app: 'guard' } })]);

const findings = (over: Parameters<typeof webhook>[0], endpointslices = [answers]) =>
  webhookScope.run(
    situation({
      webhookconfigurations: [webhookConfiguration([webhook(over)])],
      services: [guard],
      endpointslices,
    }),
  );
const rule = (group: string, resource: string, operation = 'CREATE') => ({
  rules: [{ operations: [operation], groups: [group], resources: [resource], scope: '*' }],
});
const notIn = (...values: string[]) => ({
  labels: {},
  expressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn' as const, values }],
});

describe('a webhook that would take the cluster down with it', () => {
  it('is named with what it would hold up, as context', () => {
    expect(findings({})).toMatchObject([
      {
        sentence:
          'ValidatingWebhookConfiguration guard would hold up new pods of kube-system and new pods of its own namespace, should it fail',
        confidence: 'context',
        severity: 'medium',
      },
    ]);
  });

  it('may stand in the way of nodes and of their leases', () => {
    expect(findings(rule('', 'nodes'))[0]?.sentence).toContain('hold up nodes');
    expect(findings(rule('coordination.k8s.io', 'leases', 'UPDATE'))[0]?.sentence).toContain(
      'the leases of nodes',
    );
    expect(findings(rule('*', '*', '*'))[0]?.sentence).toContain('nodes and the leases of nodes');
    expect(findings(rule('coordination.k8s.io', 'leases'))).toEqual([]);

    expect(
      findings({ rules: [{ operations: ['*'], groups: [''], resources: ['*'], scope: 'Namespaced' }] })[0]
        ?.sentence,
    ).not.toContain('nodes');
  });

  it('is none when it leaves out what the cluster needs', () => {
    expect(findings({ namespaces: notIn('kube-system', 'guard-system') })).toEqual([]);
    expect(findings({ objects: { labels: { guarded: 'yes' }, expressions: [] } })).toEqual([]);
    expect(findings(rule('networking.k8s.io', 'ingresses'))).toEqual([]);
    expect(findings(rule('', 'pods/exec'))).toEqual([]);
    expect(findings(rule('example.com', 'pods'))).toEqual([]);
  });

  it('is none when it may fail, as long as it is not waited for', () => {
    expect(findings({ failurePolicy: 'Ignore' })).toEqual([]);
    expect(findings({ failurePolicy: 'Ignore', timeout: 30 })[0]?.sentence).toContain(
      'each write for up to 30 s',
    );
  });

  it('is another check’s as soon as it does not answer', () => {
    expect(findings({}, [slice(guard, [])])).toEqual([]);
  });
});
