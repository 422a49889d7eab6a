import { describe, expect, it } from 'vitest';
import { keeperWarnings } from '../../../../src/domain/action/preflight/keepers.ts';
import type { FieldManager } from '../../../../src/domain/cluster/meta.ts';
import { deployment } from '../../../builders/cluster-workloads.ts';

const manager = (over: Partial<FieldManager>): FieldManager => ({
  name: 'deployer',
  operation: 'Apply',
  subresource: null,
  at: 0,
  paths: ['spec.replicas'],
  ...over,
});

const said = (over: Partial<FieldManager>) =>
  keeperWarnings(deployment({ managers: [manager(over)] }), ['spec.replicas']).map(({ id }) => id);

describe('another program that declares a field', () => {
  it('is named when it applied what is touched', () => {
    expect(said({})).toEqual(['owned-field']);
    expect(said({ paths: ['spec.replicasElse', 'spec.template'] })).toEqual([]);
  });

  it('is none when a person typed it, when it is the control plane, or wrote only a status or without declaring', () => {
    expect(said({ name: 'kubectl' })).toEqual([]);
    expect(said({ name: 'keyturn' })).toEqual([]);
    expect(said({ name: 'kube-controller-manager' })).toEqual([]);
    expect(said({ subresource: 'status' })).toEqual([]);
    expect(said({ operation: 'Update' })).toEqual([]);
  });

  it('is not asked for when somebody keeps the whole object', () => {
    const kept = (labels: Record<string, string>, annotations: Record<string, string> = {}) =>
      keeperWarnings(deployment({ labels, annotations, managers: [manager({})] }), ['spec.replicas']).map(
        ({ sentence }) => sentence,
      );

    expect(kept({ 'argocd.argoproj.io/instance': 'shop' })).toEqual([
      expect.stringContaining('reverted by Argo CD application shop'),
    ]);
    expect(kept({ 'helm.toolkit.fluxcd.io/name': 'shop' })).toEqual([
      expect.stringContaining('reverted by Flux HelmRelease shop'),
    ]);
    expect(kept({}, { 'meta.helm.sh/release-name': 'shop' })).toEqual([
      expect.stringContaining('reverted by Helm release shop at its next run'),
    ]);
    expect(kept({ 'app.kubernetes.io/managed-by': 'pulumi' })).toEqual([
      expect.stringContaining('reverted by pulumi'),
    ]);
  });
});
