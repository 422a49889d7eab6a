import { describe, expect, it } from 'vitest';
import { denialOf, type Need } from '../../src/diagnosis/policy-reach.ts';
import { createLookup } from '../../src/domain/cluster/lookup.ts';
import type { NetworkPolicy, NetworkRule } from '../../src/domain/cluster/network.ts';
import { view } from '../builders/cluster.ts';
import { namespace } from '../builders/cluster-network.ts';
import { container, pod } from '../builders/cluster-pods.ts';
import { networkPolicy, peer } from '../builders/cluster-policy.ts';

const labels = (pairs: Record<string, string>) => ({ labels: pairs, expressions: [] });
const everything = labels({});

const edge = pod({ namespace: 'edge', name: 'edge-1', labels: { app: 'edge' }, ip: '10.1.0.1' });
const web = pod({
  name: 'web-1',
  labels: { app: 'web' },
  ip: '10.1.0.2',
  spec: {
    containers: [container({ ports: [{ name: 'http', port: 8080, protocol: 'TCP', hostPort: null }] })],
  },
});
const need: Need = { from: edge, to: web, port: 8080, protocol: 'TCP' };
const lookup = createLookup(view({ namespaces: [namespace({ name: 'edge', labels: { team: 'net' } })] }));

const denied = (policies: readonly NetworkPolicy[], over: Partial<Need> = {}) =>
  denialOf({ ...need, ...over }, (of) => policies.filter((each) => each.namespace === of), lookup);
const rule = (over: Partial<NetworkRule> = {}): NetworkRule => ({ peers: [], ports: [], ...over });
const lets = (over: Partial<NetworkRule>) => networkPolicy({ ingress: [rule(over)] });
const port = (value: string | null, endPort: number | null = null, protocol = 'TCP') => ({
  ports: [{ protocol, port: value, endPort }],
});

describe('what policies say about a connection', () => {
  it('is nothing without a policy that selects the pod', () => {
    expect(denied([])).toEqual([]);
    expect(denied([networkPolicy({ namespace: 'pay' })])).toEqual([]);
    expect(denied([networkPolicy({ pods: labels({ app: 'db' }) })])).toEqual([]);
  });

  it('is no when one selects it and none has a rule: an empty selector selects all and allows nobody', () => {
    expect(denied([networkPolicy()])).toEqual([networkPolicy()]);
  });

  it('is yes when a rule names nobody, or any one of several policies lets it in', () => {
    expect(denied([lets({})])).toEqual([]);
    expect(denied([networkPolicy(), { ...lets({}), name: 'open' }])).toEqual([]);
  });

  it('knows namespaces by their labels, and by name where they can not be read', () => {
    expect(denied([lets({ peers: [peer({ namespaces: labels({ team: 'net' }) })] })])).toEqual([]);
    expect(
      denied([lets({ peers: [peer({ namespaces: labels({ 'kubernetes.io/metadata.name': 'edge' }) })] })]),
    ).toEqual([]);
    expect(denied([lets({ peers: [peer({ namespaces: labels({ team: 'shop' }) })] })])).toHaveLength(1);
  });

  it('takes a pod selector alone for pods of its own namespace, and needs both when both are given', () => {
    const both = (app: string) => peer({ namespaces: everything, pods: labels({ app }) });

    expect(denied([lets({ peers: [peer({ pods: everything })] })])).toHaveLength(1);
    expect(denied([lets({ peers: [peer({ pods: everything })] })], { from: web })).toEqual([]);
    expect(denied([lets({ peers: [both('edge')] })])).toEqual([]);
    expect(denied([lets({ peers: [both('other')] })])).toHaveLength(1);
  });

  it('counts addresses without their exceptions', () => {
    expect(denied([lets({ peers: [peer({ cidr: '10.1.0.0/16' })] })])).toEqual([]);
    expect(denied([lets({ peers: [peer({ cidr: '10.9.0.0/16' })] })])).toHaveLength(1);
    expect(denied([lets({ peers: [peer({ cidr: '10.1.0.0/16', except: ['10.1.0.0/24'] })] })])).toHaveLength(
      1,
    );
  });

  it('counts ports by number, name, range and protocol', () => {
    expect(denied([lets(port('8080'))])).toEqual([]);
    expect(denied([lets(port('http'))])).toEqual([]);
    expect(denied([lets(port('8000', 8100))])).toEqual([]);
    expect(denied([lets(port(null))])).toEqual([]);
    expect(denied([lets(port('80'))])).toHaveLength(1);
    expect(denied([lets(port('metrics'))])).toHaveLength(1);
    expect(denied([lets(port('8080', null, 'UDP'))])).toHaveLength(1);
  });

  it('also asks the side that it comes from', () => {
    const out = (over: Partial<NetworkPolicy> = {}) =>
      networkPolicy({ namespace: 'edge', types: ['Egress'], ...over });

    expect(denied([out()])).toEqual([out()]);
    expect(denied([out({ egress: [rule(port('8080'))] })])).toEqual([]);
    expect(denied([networkPolicy({ types: ['Egress'] })])).toEqual([]);
  });

  it('is unknown for pods on the host’s network', () => {
    const onHost = { ...edge, spec: { ...edge.spec, hostNetwork: true } };

    expect(denied([networkPolicy()], { from: onHost })).toBeNull();
    expect(denied([networkPolicy()], { to: onHost })).toBeNull();
  });
});
