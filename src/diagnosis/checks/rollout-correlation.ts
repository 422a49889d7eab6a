import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import { lazily } from '../../domain/cluster/lazily.ts';
import type { Service } from '../../domain/cluster/network.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { hasLabels } from '../../domain/cluster/selector.ts';
import type { Confidence, Evidence, Finding } from '../../domain/finding.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clusterDns, dnsWorkloads } from '../cluster-dns.ts';
import { configEditFinding } from '../config-edit-finding.ts';
import { configEdits } from '../config-edits.ts';
import { createDependencies } from '../dependencies.ts';
import { makesNetwork } from '../network-programs.ts';
import { type PodTrouble, podTrouble } from '../pod-trouble.ts';
import { putBack } from '../put-back.ts';
import { podsOfRollout, type Revised, type Rollout, revisedOf, rolloutsIn } from '../rollouts.ts';
import { around } from '../words/around.ts';
import { changeTable } from '../words/change-table.ts';
import { changeWords } from '../words/change-words.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** An alert waits for some minutes before it fires; what is changed when it does may be its answer. */
const LATE = 5 * MINUTE;

/** How long before the alert a change is suspect when its pods are well, and when they fail. */
const WELL = 2 * HOUR;
const FAILING = 24 * HOUR;

type Failing = { readonly pod: Pod; readonly trouble: PodTrouble };

/** A rollout and how its pods do. */
type Judged = Rollout & {
  readonly pods: readonly Pod[];
  readonly older: readonly Pod[];
  readonly failing: readonly Failing[];
  /** Services that the new template names and nobody answers for: they would explain failing pods as well. */
  readonly lacking: readonly Service[];
  /** True when the workload was unavailable before anything was rolled out: then it may be the cure. */
  readonly failedBefore: boolean;
};

/**
 * Check 56: what was rolled out, or changed in a ConfigMap that pods use, shortly before the alert, and whether the
 * pods do well since. Programs of the nodes' network are another check's, and so is what the cluster's DNS reads.
 */
export const rolloutCorrelation: Check = {
  id: 'rollout-correlation',
  title: 'Rollouts and edits of ConfigMaps shortly before the alert, with what they changed',
  reads: ['pods', 'replicasets'],
  uses: [
    'deployments',
    'statefulsets',
    'daemonsets',
    'controllerrevisions',
    'configmaps',
    'nodes',
    'events',
    'services',
    'endpointslices',
  ],
  run: (situation) => {
    const { view, lookup, onset } = situation;
    const workloads = revisedOf(view).filter((each) => each.kind !== 'DaemonSet' || !makesNetwork(each));
    const to = onset + LATE;
    const dns = clusterDns(view);
    const answering = new Set(dns ? dnsWorkloads(dns, view) : []);
    const readers = workloads.filter((each) => !answering.has(each));
    const needs = lazily(() => createDependencies(view.services));
    return [
      ...rolloutsIn(workloads, lookup, { from: onset - FAILING, to }).flatMap((rollout) => {
        const judged = judge(rollout, situation, needs);
        return judged.failing.length > 0 || rollout.at >= onset - WELL ? [finding(situation, judged)] : [];
      }),
      ...configEdits(readers, situation, { from: onset - WELL, to }).map((edit) =>
        configEditFinding(edit, situation),
      ),
    ];
  },
};

type Needs = () => ReturnType<typeof createDependencies>;

function judge(rollout: Rollout, { view, lookup }: Situation, needs: Needs): Judged {
  const { after, before } = podsOfRollout(rollout, lookup);
  const asks = rollout.diff.some(({ part }) => part === 'resources' || part === 'scheduling');
  const failing = after.flatMap((pod): readonly Failing[] => {
    const trouble = podTrouble(pod, lookup, view.takenAt);
    // No room for a pod that asks for what the old one asked for is not the rollout's doing.
    if (!trouble || (trouble.kind === 'unscheduled' && !asks)) return [];
    return [{ pod, trouble }];
  });
  const available = availability(rollout.workload);
  const failedBefore =
    available?.status === 'False' &&
    available.changedAt !== null &&
    available.changedAt < rollout.at - MINUTE;
  const { template, namespace } = rollout.workload;
  const named = failing.length > 0 ? needs()(template.spec, namespace) : [];
  // Its own Service is empty because its pods fail, not the other way round.
  const lacking = named.filter(
    (service) => !hasLabels(template.labels, service.selector) && isUnanswered(service, lookup),
  );
  return { ...rollout, pods: after, older: before, failing, lacking, failedBefore };
}

function isUnanswered(service: Service, lookup: Situation['lookup']): boolean {
  const slices = lookup.slicesOf(service);
  return slices.length > 0 && !slices.some(({ endpoints }) => endpoints.some(({ ready }) => ready));
}

function availability(workload: Revised) {
  return workload.kind === 'Deployment' ? conditionOf(workload, 'Available') : null;
}

function finding(situation: Situation, judged: Judged): Finding {
  const { workload, failing, pods, older, revision, at, by } = judged;
  const { takenAt } = situation.view;
  const dead = failing.length > 0 && ![...pods, ...older].some(isReady);
  return {
    check: 'rollout-correlation',
    object: refOf(workload),
    affects: failing.map(({ pod }) => refOf(pod)),
    sentence: sentence(situation, judged),
    confidence: confidence(judged, situation),
    severity: failing.length === 0 ? 'medium' : dead ? 'critical' : 'high',
    layer: 'cause',
    changedAt: at,
    evidence: [
      line(
        'Rolled out',
        `revision ${revision.number} at ${clock(at, takenAt)}${by ? `, written by ${by} (a program, not a person)` : ''}`,
      ),
      ...(revision.cause ? [line('Noted cause', oneLine(revision.cause, 200))] : []),
      differences(judged),
      ...podTable(judged, takenAt),
      ...judged.lacking.map((service) =>
        line('Could also be why', `${refWords(service)}, which it names, has no ready endpoint`),
      ),
    ],
    lookNext: [
      look.rollout(workload),
      ...failing.slice(0, 1).map(({ pod, trouble }) => logsOf(pod, trouble)),
      look.changes(),
    ],
    help: failing.length > 0 ? putBack(judged, situation.lookup) : null,
  };
}

function sentence({ onset, view }: Situation, judged: Judged): string {
  const { workload, revision, at, by, back, diff, pods, failing } = judged;
  const who = by ? ` by ${by}` : '';
  const restart = diff.length === 0 && revision.diff.some(({ part }) => part === 'restart');
  const what = restart
    ? `was restarted${who}`
    : back
      ? `was put back to an older revision${who}`
      : `was rolled out to revision ${revision.number}${who}`;
  const changed = diff.length > 0 ? `: ${changeWords(diff)}` : '';
  return `${refWords(workload)} ${what} at ${clock(at, view.takenAt)}, ${around(at, onset)}, ${stateWords(pods, failing)}${changed}`;
}

function stateWords(pods: readonly Pod[], failing: readonly Failing[]): string {
  if (pods.length === 0) return 'and has no new pods';
  const ready = pods.filter(isReady).length;
  const some = failing.length > 0 ? failing.length : ready;
  const which =
    pods.length === 1
      ? 'its new pod'
      : some === pods.length
        ? `all ${some} new pods`
        : `${some} of ${pods.length} new pods`;
  if (failing.length > 0) {
    const why = listed([...new Set(failing.map(({ trouble }) => trouble.words))]);
    return `and ${which} ${failing.length === 1 ? 'fails' : 'fail'} (${why})`;
  }
  if (pods.length === 1) return `and its new pod is ${ready === 1 ? 'ready' : 'not ready yet'}`;
  return `and ${which} are ready`;
}

/**
 * Proven: all that is new fails soon after it started, something was changed in it, and what was there before worked:
 * some of it still does, or it was available until then. Not when something that it needs is away as well.
 */
function confidence(judged: Judged, { lookup }: Situation): Confidence {
  const { failing, pods, older, diff, workload, lacking, failedBefore } = judged;
  if (failedBefore) return 'context';
  // A restart or a label may be what it takes, but shows nothing that would break.
  if (failing.length === 0) return diff.length > 0 ? 'consistent' : 'context';
  const worked = older.some(isReady) || availability(workload) !== null;
  const all = failing.length === pods.length && failing.every(({ pod }) => failedEarly(pod, lookup));
  return worked && all && diff.length > 0 && lacking.length === 0 ? 'proven' : 'consistent';
}

function failedEarly(pod: Pod, lookup: Situation['lookup']): boolean {
  const first = [
    ...lookup.eventsAbout(pod).flatMap(({ type, firstAt }) => (type === 'Warning' ? [firstAt] : [])),
    ...(isReady(pod) ? [] : [conditionOf(pod, 'Ready')?.changedAt ?? pod.createdAt]),
  ];
  return first.length > 0 && Math.min(...first) - pod.createdAt <= 10 * MINUTE;
}

function differences({ diff, revision, before }: Judged): Evidence {
  if (before === null) return line('Changed', 'unknown: no older revision is kept');
  if (diff.length === 0) {
    const only = [...new Set(revision.diff.map(({ field }) => field))];
    return line('Changed', only.length === 0 ? 'nothing' : `only ${listed(only)}`);
  }
  return changeTable(`Changed against revision ${before.number}`, diff);
}

function podTable({ pods, older, failing }: Judged, takenAt: number): readonly Evidence[] {
  if (pods.length === 0) return [];
  const troubled = new Map(failing.map(({ pod, trouble }) => [pod, trouble.words]));
  const rows = [...pods].sort((a, b) => Number(troubled.has(b)) - Number(troubled.has(a)));
  return [
    table(
      'New pods',
      ['pod', 'since', 'restarts', 'ready', 'trouble'],
      rows.map((pod) => [
        pod.name,
        clock(pod.createdAt, takenAt),
        String(pod.containers.reduce((sum, { restarts }) => sum + restarts, 0)),
        isReady(pod) ? 'yes' : 'no',
        troubled.get(pod) ?? '-',
      ]),
    ),
    ...(older.length === 0
      ? []
      : [line('Older pods', `${older.filter(isReady).length} of ${older.length} are ready`)]),
  ];
}

function logsOf(pod: Pod, { kind }: PodTrouble): string {
  return kind === 'crash' ? look.logs(pod, { previous: true }) : look.describe(pod);
}
