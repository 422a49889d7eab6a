import type { NetworkPolicy, Service } from '../../domain/cluster/network.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import { selects } from '../../domain/cluster/selector.ts';
import type { Evidence, Finding } from '../../domain/finding.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { dnsPaths, ingressPaths, type NeededPath } from '../needed-paths.ts';
import { hadEngineBefore, type PolicyEngine, policyEngines } from '../policy-engines.ts';
import { denialOf, type Need } from '../policy-reach.ts';
import { around } from '../words/around.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { selectorWords } from '../words/selector-words.ts';

/** What is needed and denied by policies that were asleep. */
type Denied = {
  readonly path: NeededPath;
  readonly need: Need;
  readonly policies: readonly NetworkPolicy[];
};

const BEFORE = 24 * HOUR;
const LATE = 5 * MINUTE;

/**
 * Check 38: NetworkPolicies that are older than the first program here that enforces any. Nobody ever saw them work;
 * when that program comes, they wake up. Told only of policies that then deny what the cluster's objects show to be
 * needed. That they are enforced can't be seen from the API, so nothing here is proven.
 */
export const dormantPolicies: Check = {
  id: 'dormant-policies',
  title: 'Old NetworkPolicies that nobody enforced until now, and that deny what is needed',
  reads: ['networkpolicies', 'daemonsets', 'pods', 'services'],
  uses: ['ingresses', 'endpointslices', 'controllerrevisions', 'customresourcedefinitions', 'namespaces'],
  run: (situation) => {
    const { view, lookup, onset } = situation;
    const [engine] = policyEngines(view, lookup);
    // One that came long ago has shown long ago what the policies do.
    if (!engine || engine.since < onset - BEFORE || engine.since > onset + LATE) return [];
    if (hadEngineBefore(view, engine.since)) return [];
    const slept = view.networkpolicies.filter(({ createdAt }) => createdAt < engine.since);
    const groups = Map.groupBy(deniedBy(slept, situation), ({ policies }) => policies.map(refKey).join('\n'));
    return [...groups.values()].map((group) => finding(situation, engine, group as [Denied, ...Denied[]]));
  },
};

function deniedBy(slept: readonly NetworkPolicy[], situation: Situation): readonly Denied[] {
  const { view, lookup } = situation;
  const dormant = new Set(slept);
  const byNamespace = Map.groupBy(view.networkpolicies, ({ namespace }) => namespace);
  const policiesIn = (namespace: string | null) => byNamespace.get(namespace) ?? [];
  const paths = [...ingressPaths(situation), ...dnsPaths(resolving(slept, view.pods), situation)];
  return paths.flatMap((path) =>
    path.needs.flatMap((need): readonly Denied[] => {
      const policies = denialOf(need, policiesIn, lookup) ?? [];
      // A policy that came with the engine was meant to work.
      return policies.length > 0 && policies.every((policy) => dormant.has(policy))
        ? [{ path, need, policies }]
        : [];
    }),
  );
}

/** One pod of each owner that a policy for outgoing traffic selects. */
function resolving(policies: readonly NetworkPolicy[], pods: readonly Pod[]): readonly Pod[] {
  const outgoing = Map.groupBy(
    policies.filter(({ types }) => types.includes('Egress')),
    ({ namespace }) => namespace,
  );
  if (outgoing.size === 0) return [];
  const chosen = pods.filter(
    (pod) => isMeant(pod) && outgoing.get(pod.namespace)?.some((policy) => selects(policy.pods, pod.labels)),
  );
  return [...new Map(chosen.map((pod) => [pod.owner?.uid ?? pod.uid, pod])).values()];
}

function finding(situation: Situation, engine: PolicyEngine, group: readonly [Denied, ...Denied[]]): Finding {
  const { lookup, onset, view } = situation;
  const { program, since } = engine;
  const [{ policies }] = group;
  const [policy] = policies as [NetworkPolicy];
  const more = policies.length > 1 ? ` (and ${policies.length - 1} more)` : '';
  return {
    check: 'dormant-policies',
    object: refOf(policy),
    affects: sufferers(group, lookup),
    sentence: `${refWords(policy)}${more} of ${clock(policy.createdAt, view.takenAt)} was never enforced until ${refWords(program)} came at ${clock(since, view.takenAt)}, ${around(since, onset)}; it does not let ${whatWords(group, lookup)}`,
    confidence: 'consistent',
    severity: 'critical',
    layer: 'cause',
    changedAt: since,
    evidence: evidence(situation, engine, group),
    lookNext: [look.describe(policy), look.describe(program), look.get('networkpolicies', policy.namespace)],
    help: null,
  };
}

/** The Services that are not reached, the workloads behind them, and those who can't resolve names. */
function sufferers(group: readonly Denied[], lookup: Situation['lookup']): readonly ObjectRef[] {
  const refs = group.flatMap(({ path, need }) =>
    path.why === 'ingress' ? [refOf(path.service), lookup.topOwner(need.to)] : [lookup.topOwner(need.from)],
  );
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

function whatWords(group: readonly Denied[], lookup: Situation['lookup']): string {
  const routed = group.filter(({ path }) => path.why === 'ingress');
  const names = group.filter(({ path }) => path.why === 'dns');
  const who = (pods: readonly Pod[]) =>
    listed([...new Set(pods.map((pod) => refWords(lookup.topOwner(pod))))], 2);
  const services = [...new Set(routed.map(({ path }) => path.service))];
  return [
    ...(routed.length > 0
      ? [`${who(routed.map(({ need }) => need.from))} reach ${servicesWords(services)}`]
      : []),
    ...(names.length > 0 ? [`${who(names.map(({ need }) => need.from))} resolve names`] : []),
  ].join(', nor ');
}

/** `Service shop/web`, `Services web, cart and 2 more of shop`. */
function servicesWords(services: readonly Service[]): string {
  const [first, ...others] = services;
  const namespaces = new Set(services.map(({ namespace }) => namespace));
  if (!first || others.length === 0 || namespaces.size > 1) return listed(services.map(refWords));
  return `Services ${listed(
    services.map(({ name }) => name),
    4,
  )} of ${first.namespace}`;
}

function evidence(
  { view, lookup }: Situation,
  { program, since }: PolicyEngine,
  group: readonly [Denied, ...Denied[]],
): readonly Evidence[] {
  const { takenAt } = view;
  const [{ policies }] = group;
  const isServed = ({ service }: NeededPath, { name }: Pod) =>
    lookup
      .slicesOf(service)
      .some(({ endpoints }) => endpoints.some(({ pod, ready }) => ready && pod === name));
  const rows = group.map(({ path, need: { from, to, port, protocol } }) => [
    refWords(lookup.topOwner(from)),
    `${path.service.namespace}/${path.service.name}`,
    `${port}/${protocol}`,
    isServed(path, to) ? 'ready' : 'not ready',
  ]);
  return [
    line(
      'Enforced by',
      `${refWords(program)}, here since ${clock(since, takenAt)}; no program before it did`,
    ),
    ...policies.map((policy) => policyLine(policy, takenAt)),
    table('Denied by them', ['from', 'to', 'port', 'endpoint'], rows),
    line('Not seen', 'whether the policies are enforced on the nodes: the API does not tell'),
  ];
}

function policyLine(policy: NetworkPolicy, takenAt: number): Evidence {
  const peers = policy.ingress.flatMap((rule) =>
    rule.peers.length === 0 ? ['everywhere'] : rule.peers.map(peerWords),
  );
  const from = policy.types.includes('Ingress')
    ? `; lets in ${peers.length === 0 ? 'nothing' : listed(peers, 5)}`
    : '';
  return line(
    refWords(policy),
    `from ${clock(policy.createdAt, takenAt)}, for ${policy.types.join(' and ')} of pods with ${selectorWords(policy.pods)}${from}`,
  );
}

function peerWords({ pods, namespaces, cidr }: NetworkPolicy['ingress'][number]['peers'][number]): string {
  if (cidr !== null) return cidr;
  const which = pods === null ? 'all pods' : `pods with ${selectorWords(pods)}`;
  return namespaces === null
    ? `${which} of its namespace`
    : `${which} of namespaces with ${selectorWords(namespaces)}`;
}
