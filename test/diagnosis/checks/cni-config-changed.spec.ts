import { describe, expect, it } from 'vitest';
import { cniConfigChanged } from '../../../src/diagnosis/checks/cni-config-changed.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { FieldManager } from '../../../src/domain/cluster/meta.ts';
import type { PodTemplate } from '../../../src/domain/cluster/workload.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ONSET, ownedBy, situation, TAKEN } from '../../builders/cluster.ts';
import { configMap } from '../../builders/cluster-network.ts';
import { container, pod } from '../../builders/cluster-pods.ts';
import { networkProgram } from '../../builders/cluster-policy.ts';
import { controllerRevision, template } from '../../builders/cluster-workloads.ts';

const AT = ONSET - 7 * MINUTE;
const SNAT = 'AWS_VPC_K8S_CNI_EXTERNALSNAT';

const wrote = (at: number): FieldManager => ({
  name: 'kubectl-set',
  operation: 'Update',
  subresource: null,
  at,
  paths: ['spec.template.spec.containers[node].env'],
});

const program = networkProgram('amazon-k8s-cni:v1', { createdAt: TAKEN - 9000 * HOUR, desired: 12 });
const withEnv = (name: string, value: string, labels = {}): PodTemplate => ({
  ...template({
    ...program.template.spec,
    containers: [container({ name: 'node', env: [{ name, value, from: null }] })],
  }),
  labels,
});
const changed = (before: PodTemplate, after: PodTemplate, at = AT): Partial<ClusterView> => {
  const now = { ...program, template: after, managers: [wrote(at)] };
  return {
    daemonsets: [now],
    controllerrevisions: [
      controllerRevision(now, { name: 'aws-node-1', template: before, createdAt: TAKEN - 900 * HOUR }),
      controllerRevision(now, { name: 'aws-node-2', revision: 2, createdAt: at }),
    ],
  };
};
const findings = (view: Partial<ClusterView>) => cniConfigChanged.run(situation(view));

describe('a change of what makes the nodes’ network', () => {
  it('is shown with who wrote it, when, and the values before and after', () => {
    expect(findings(changed(withEnv(SNAT, 'false'), withEnv(SNAT, 'true')))).toMatchObject([
      {
        sentence: `kubectl-set changed DaemonSet kube-system/aws-node at 02:54 UTC, 7 min before the alert: node env ${SNAT}: false -> true; it makes the network of 12 nodes`,
        confidence: 'consistent',
        severity: 'critical',
        changedAt: AT,
        help: null,
      },
    ]);
  });

  it('is told with both readings, whichever way it went', () => {
    for (const [before, after] of [
      ['false', 'true'],
      ['true', 'false'],
    ] as const) {
      const [finding] = findings(changed(withEnv(SNAT, before), withEnv(SNAT, after)));
      const text = finding?.evidence.map((each) => each.text).join('\n');

      expect(text).toContain(`${before} before, ${after} now`);
      expect(text).toContain('With true: a fault where');
      expect(text).toContain('With false: a fault where');
      expect(finding?.sentence).not.toMatch(/fault|wrong|should/);
    }
  });

  it('is nothing when it only labels or restarts, and when it came days ago or after the alert', () => {
    const same = withEnv(SNAT, 'true');
    const two = [withEnv(SNAT, 'false'), withEnv(SNAT, 'true')] as const;

    expect(findings(changed(same, { ...same, labels: { team: 'net' } }))).toEqual([]);
    expect(findings(changed(...two, ONSET - 25 * HOUR))).toEqual([]);
    expect(findings(changed(...two, ONSET + 6 * MINUTE))).toEqual([]);
  });

  it('is not that of another DaemonSet of kube-system', () => {
    const { daemonsets = [], ...rest } = changed(withEnv('A', '1'), withEnv('A', '2'));
    const agent = daemonsets.map((each) => ({
      ...each,
      name: 'log-agent',
      template: template({ ...each.template.spec, volumes: [] }),
    }));

    expect(findings({ ...rest, daemonsets: agent })).toEqual([]);
    expect(
      findings({ ...rest, daemonsets: agent.map((each) => ({ ...each, name: 'kube-proxy' })) }),
    ).toHaveLength(1);
  });

  it('may also be one of its ConfigMap', () => {
    const mounts = networkProgram('cni', {
      template: template({
        ...program.template.spec,
        volumes: [
          ...program.template.spec.volumes,
          { name: 'c', kind: 'ConfigMap', source: 'cni-config', optional: false, keys: [] },
        ],
      }),
    });
    const config = configMap({
      namespace: 'kube-system',
      name: 'cni-config',
      managers: [{ ...wrote(AT), paths: ['data.mtu'] }],
    });

    expect(
      findings({
        daemonsets: [mounts],
        configmaps: [config],
        pods: [pod({ namespace: 'kube-system', owner: ownedBy(mounts) })],
      }),
    ).toMatchObject([
      {
        sentence:
          'kubectl-set changed ConfigMap kube-system/cni-config at 02:54 UTC, 7 min before the alert, which DaemonSet kube-system/aws-node uses to make the network of 3 nodes',
        object: { kind: 'ConfigMap', name: 'cni-config' },
        confidence: 'consistent',
      },
    ]);
  });
});
