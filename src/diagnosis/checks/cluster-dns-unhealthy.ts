import { isReady } from '../../domain/cluster/conditions.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { quantityWords } from '../../domain/cluster/quantity-words.ts';
import { lastExit } from '../../domain/cluster/runs.ts';
import type { Finding, Layer } from '../../domain/finding.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { clusterDns, dnsWorkloads, tellsOfNoAnswer } from '../cluster-dns.ts';
import { configEdits } from '../config-edits.ts';
import { dnsEditFinding } from '../dns-edit-finding.ts';
import { DNS_WINDOW, type DnsTrouble, dnsTrouble, wantedPods } from '../dns-trouble.ts';
import { rolloutsIn } from '../rollouts.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { troubleWords } from '../words/trouble-words.ts';

/** What is changed when an alert fires may be its answer. */
const LATE = 5 * MINUTE;

/**
 * Check 39: the Service that all pods ask for names has no ready endpoint, its pods end again and again, or its
 * ConfigMap was changed. One of two pods that is not ready gets no questions, so it does no harm and is no finding.
 */
export const clusterDnsUnhealthy: Check = {
  id: 'cluster-dns-unhealthy',
  title: 'The cluster’s DNS: nobody answers, its pods crash, or its settings were changed',
  reads: ['services', 'pods'],
  uses: ['endpointslices', 'deployments', 'daemonsets', 'replicasets', 'configmaps', 'nodes', 'events'],
  run: (situation) => {
    const service = clusterDns(situation.view);
    if (service === null) return [];
    const { view, onset } = situation;
    const workloads = dnsWorkloads(service, view);
    const edits = configEdits(workloads, situation, { from: onset - DNS_WINDOW, to: onset + LATE });
    const dns = dnsTrouble({ service, workloads, edits }, situation);
    const since = dns?.since ?? Math.min(onset, ...edits.map(({ at }) => at));
    const telling = dns || edits.length > 0 ? tellingPods(view.pods, since) : [];
    return [
      ...edits.map((edit) =>
        dnsEditFinding(edit, [...new Set([...(dns?.failing ?? []), ...telling])], situation),
      ),
      ...(dns ? [finding(dns, telling, situation)] : []),
    ];
  },
};

/** Pods of anybody whose last words, since then, are that nobody told them the address of a name. */
function tellingPods(pods: readonly Pod[], since: Instant): readonly Pod[] {
  return pods.filter(
    ({ containers, deletionAt }) =>
      deletionAt === null &&
      containers.some((status) => {
        const exit = lastExit(status);
        return exit !== null && (exit.finishedAt ?? since) >= since && tellsOfNoAnswer(exit.message);
      }),
  );
}

function finding(dns: DnsTrouble, telling: readonly Pod[], situation: Situation): Finding {
  const { service, workloads, pods, silent, since, failing } = dns;
  const { takenAt } = situation.view;
  const words = failing.flatMap((pod) => whyOf(pod) ?? [])[0];
  const from = since === null ? '' : ` since ${clock(since, takenAt)}`;
  const told = telling.length === 0 ? '' : `; the last words of ${telling.length} of them tell so`;
  const [first] = failing;
  return {
    check: 'cluster-dns-unhealthy',
    object: refOf(service),
    affects: [...workloads.map(refOf), ...[...new Set([...failing, ...telling])].map(refOf)],
    sentence: silent
      ? `The cluster’s DNS (${refWords(service)}) answers nobody${from}: ${stateWords(dns)}${words ? ` (${words})` : ''}; pods can not resolve names${told}`
      : `Pods of the cluster’s DNS (${refWords(service)}) end again and again${from}, ${failing.length} of ${pods.length}${words ? ` (${words})` : ''}; for pods that ask them, names fail now and then${told}`,
    confidence: silent && (pods.length === 0 || failing.length > 0) ? 'proven' : 'consistent',
    severity: silent ? 'critical' : 'high',
    layer: layerOf(dns, situation),
    changedAt: since,
    evidence: evidence(dns, telling, situation),
    lookNext: [
      look.describe(service),
      ...workloads.slice(0, 1).map((workload) => look.rollout(workload)),
      ...(first
        ? [look.logs(first, { previous: first.containers.some(({ restarts }) => restarts > 0) })]
        : []),
    ],
    help: null,
  };
}

function stateWords({ pods, failing, workloads }: DnsTrouble): string {
  if (pods.length === 0) {
    const maker = workloads.find((each) => wantedPods(each) > 0) ?? workloads[0];
    if (!maker) return 'it has no pods';
    return wantedPods(maker) === 0
      ? `${refWords(maker)} is scaled to 0`
      : `${refWords(maker)} wants ${wantedPods(maker)} pods and has none`;
  }
  if (failing.length === 0) return 'its pods are ready, and the endpoints are behind';
  return pods.length === 1 ? 'its pod is not ready' : `none of its ${pods.length} pods is ready`;
}

/** One that runs again is ready, and only its last end tells. */
function whyOf(pod: Pod): string | null {
  const killed = pod.containers.find((status) => lastExit(status)?.reason === 'OOMKilled');
  return killed ? `container ${killed.name} was killed for lack of memory` : troubleWords(pod);
}

/**
 * A cause only as long as nothing is known that broke the DNS: an edit, a rollout, its nodes, or whatever keeps its pods
 * from being made, scheduled or started is told by other findings, under which this one then stands.
 */
function layerOf({ edits, pods, failing, workloads }: DnsTrouble, { lookup, onset }: Situation): Layer {
  if (edits.length > 0 || pods.length === 0) return 'symptom';
  const ofNodeOrStart = failing.some((pod) => {
    const node = lookup.node(pod.node);
    return pod.phase === 'Pending' || (node !== null && !isReady(node));
  });
  const rolled = rolloutsIn(workloads, lookup, { from: onset - DNS_WINDOW, to: onset + LATE });
  return ofNodeOrStart || rolled.length > 0 ? 'symptom' : 'cause';
}

function evidence(dns: DnsTrouble, telling: readonly Pod[], { view }: Situation): Finding['evidence'] {
  const { pods, service, workloads } = dns;
  const limits = workloads.flatMap(({ template }) =>
    template.spec.containers.flatMap(({ name, limits: { memory } }) =>
      memory === undefined ? [] : [`${name} ${quantityWords('memory', memory)}`],
    ),
  );
  const caches = view.daemonsets.find(({ name }) => /^(?:node-local-dns|nodelocaldns)/.test(name));
  return [
    ...(service.clusterIp === null ? [] : [line('Pods ask', `${service.clusterIp}, port 53`)]),
    ...(limits.length === 0 ? [] : [line('Memory limit', limits.join(', '))]),
    ...(caches
      ? [line('Also', `${refWords(caches)} still answers for a while what it has in its cache`)]
      : []),
    ...(pods.length === 0
      ? []
      : [
          table(
            'Its pods',
            ['pod', 'node', 'restarts', 'trouble'],
            pods.map((pod) => [
              pod.name,
              pod.node === null ? '-' : nodeWord(pod.node),
              String(pod.containers.reduce((sum, { restarts }) => sum + restarts, 0)),
              (dns.failing.includes(pod) ? whyOf(pod) : null) ?? 'ready',
            ]),
          ),
        ]),
    ...(telling.length === 0
      ? []
      : [
          table(
            'Who tells of names',
            ['pod'],
            telling.map((pod) => [`${pod.namespace}/${pod.name}`]),
          ),
        ]),
  ];
}
