import { describe, expect, it } from 'vitest';
import { twoCnis } from '../../../src/diagnosis/checks/two-cnis.ts';
import type { DaemonSet } from '../../../src/domain/cluster/workload.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ONSET, ownedBy, situation, TAKEN } from '../../builders/cluster.ts';
import { pod } from '../../builders/cluster-pods.ts';
import { networkProgram } from '../../builders/cluster-policy.ts';
import { template } from '../../builders/cluster-workloads.ts';

const vpc = networkProgram('amazon-k8s-cni:v1', { createdAt: TAKEN - 900 * HOUR });
const calico = networkProgram('docker.io/calico/node:v3', {
  namespace: 'calico-system',
  name: 'calico-node',
  createdAt: ONSET - 6 * MINUTE,
});
const on = (program: DaemonSet, ...nodes: string[]) =>
  nodes.map((node) =>
    pod({ namespace: program.namespace, name: `${program.name}-${node}`, owner: ownedBy(program), node }),
  );
const findings = (
  daemonsets: readonly DaemonSet[],
  nodes: readonly [string[], string[]] = [
    ['a', 'b'],
    ['a', 'b'],
  ],
) =>
  twoCnis.run(
    situation({ daemonsets, pods: daemonsets.flatMap((each, index) => on(each, ...(nodes[index] ?? []))) }),
  );

describe('two network plugins on the same nodes', () => {
  it('are named, the younger one as the change', () => {
    expect(findings([calico, vpc])).toMatchObject([
      {
        sentence:
          'DaemonSet calico-system/calico-node, made at 02:55 UTC, 6 min before the alert, installs a second network plugin beside DaemonSet kube-system/aws-node on 2 nodes',
        object: { kind: 'DaemonSet', namespace: 'calico-system', name: 'calico-node' },
        confidence: 'consistent',
        severity: 'critical',
        changedAt: calico.createdAt,
      },
    ]);
  });

  it('are only context when they have lived together for long', () => {
    expect(findings([vpc, { ...calico, createdAt: TAKEN - 300 * HOUR }])[0]?.confidence).toBe('context');
  });

  it('are not one plugin in builds for two architectures', () => {
    const arm = networkProgram('amazon-k8s-cni:v1-arm64', { name: 'aws-node-arm', createdAt: ONSET });

    expect(findings([vpc, arm])).toEqual([]);
  });

  it('are not one plugin and what chains itself to it', () => {
    const multus = networkProgram('ghcr.io/k8snetworkplumbingwg/multus-cni:v4', {
      name: 'kube-multus-ds',
      createdAt: ONSET,
    });

    expect(findings([vpc, multus])).toEqual([]);
  });

  it('are nothing on different nodes, or as long as one of them runs nowhere', () => {
    expect(findings([vpc, calico], [['a'], ['b']])).toEqual([]);
    expect(findings([vpc, { ...calico, desired: 0 }])).toEqual([]);
  });

  it('are not a program that only looks into the folder of plugins without the host’s network', () => {
    const reader = { ...calico, template: template({ ...calico.template.spec, hostNetwork: false }) };

    expect(findings([vpc, reader])).toEqual([]);
  });
});
