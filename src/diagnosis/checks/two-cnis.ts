import { parseImage } from '../../domain/cluster/image.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { DaemonSet } from '../../domain/cluster/workload.ts';
import type { Finding } from '../../domain/finding.ts';
import { HOUR } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { installsNetwork } from '../network-programs.ts';
import { around } from '../words/around.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** Programs that put themselves into the chain of another plugin, and need one beside them. */
const chained =
  /multus|istio|linkerd|whereabouts|sriov|bandwidth|tuning|cni-plugins|bond-cni|egress-router|kuma/i;

/** What came this long before the alert has either done its harm or none. */
const BEFORE = 24 * HOUR;

/**
 * Check 41: two programs that each install a network plugin on the same nodes. Which one new pods get depends on the
 * names of files on the node. Builds of one program for several architectures or pools are one, and what chains itself
 * to another is none.
 */
export const twoCnis: Check = {
  id: 'two-cnis',
  title: 'Two programs that install a network plugin on the same nodes',
  reads: ['daemonsets', 'pods'],
  uses: ['customresourcedefinitions', 'networkpolicies'],
  run: (situation) => {
    const programs = situation.view.daemonsets
      .filter(
        ({ template, name, desired }) => desired > 0 && installsNetwork(template.spec) && !chained.test(name),
      )
      .toSorted((a, b) => a.createdAt - b.createdAt);
    const [oldest, ...later] = programs;
    const [younger] = later.filter((each) => oldest && product(each) !== product(oldest)).toReversed();
    if (!oldest || !younger) return [];
    const shared = sharedNodes(oldest, younger, situation);
    return shared.length > 0 ? [finding(situation, oldest, younger, shared)] : [];
  },
};

function product({ template }: DaemonSet): string {
  const [container] = template.spec.containers.filter(({ role }) => role === 'main');
  return parseImage(container?.image ?? '').repository;
}

function sharedNodes(one: DaemonSet, other: DaemonSet, { lookup }: Situation): readonly string[] {
  const nodesOf = (program: DaemonSet) =>
    new Set(
      lookup
        .podsOf(program)
        .filter(isMeant)
        .flatMap(({ node }) => node ?? []),
    );
  const others = nodesOf(other);
  return [...nodesOf(one)].filter((node) => others.has(node));
}

function finding(
  { view, onset, lookup }: Situation,
  older: DaemonSet,
  younger: DaemonSet,
  shared: readonly string[],
): Finding {
  const { takenAt } = view;
  const recent = onset - younger.createdAt <= BEFORE;
  const kinds = view.customresourcedefinitions.filter(
    ({ createdAt }) => Math.abs(younger.createdAt - createdAt) <= HOUR,
  );
  const groups = [...new Set(kinds.map(({ group }) => group))];
  return {
    check: 'two-cnis',
    object: refOf(younger),
    affects: [refOf(older)],
    sentence: `${refWords(younger)}, made at ${clock(younger.createdAt, takenAt)}, ${around(younger.createdAt, onset)}, installs a second network plugin beside ${refWords(older)} on ${shared.length} ${shared.length === 1 ? 'node' : 'nodes'}`,
    // Two that have lived together for long were meant to.
    confidence: recent ? 'consistent' : 'context',
    severity: recent ? 'critical' : 'info',
    layer: 'cause',
    changedAt: younger.createdAt,
    evidence: [
      table(
        'Programs',
        ['who', 'made', 'image', 'ready'],
        [older, younger].map((each) => [
          refWords(each),
          clock(each.createdAt, takenAt),
          product(each),
          `${each.ready}/${each.desired}`,
        ]),
      ),
      line('Both write', cniPaths(younger)),
      ...(groups.length > 0
        ? [line('Kinds made within an hour of it', `${kinds.length} of ${listed(groups)}`)]
        : []),
      ...(lookup.sawAll('networkpolicies', null)
        ? [line('NetworkPolicies', `${view.networkpolicies.length} exist, which the new one may enforce`)]
        : []),
    ],
    lookNext: [
      look.describe(younger),
      look.get('pods', younger.namespace),
      `${look.get('networkpolicies', null)} -A`,
      look.changes(),
    ],
    help: null,
  };
}

function cniPaths({ template }: DaemonSet): string {
  const paths = template.spec.volumes.flatMap((volume) =>
    volume.kind === 'HostPath' && /\/cni(?:\/|$)/.test(volume.source) ? [volume.source] : [],
  );
  return listed(paths, 4);
}
