import { type ObjectRef, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { DaemonSet } from '../../domain/cluster/workload.ts';
import type { Finding } from '../../domain/finding.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { type ConfigEdit, configEdits } from '../config-edits.ts';
import { makesNetwork } from '../network-programs.ts';
import { readings } from '../network-settings.ts';
import { type Rollout, rolloutsIn } from '../rollouts.ts';
import { around } from '../words/around.ts';
import { changeTable } from '../words/change-table.ts';
import { changeWords } from '../words/change-words.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** A network may carry a fault for hours before somebody needs what it broke. */
const BEFORE = 24 * HOUR;
const LATE = 5 * MINUTE;

/**
 * Check 40: programs that make the network of the nodes (CNI, kube-proxy, the name cache) whose template or ConfigMap
 * changed before the alert. That it changed is sure; that the change is the fault never is.
 */
export const cniConfigChanged: Check = {
  id: 'cni-config-changed',
  title: 'Changes of the programs that make the network of the nodes, with what they mean',
  reads: ['daemonsets', 'controllerrevisions'],
  uses: ['configmaps', 'pods'],
  run: (situation) => {
    const { view, lookup, onset } = situation;
    const programs = view.daemonsets.filter(makesNetwork);
    const window = { from: onset - BEFORE, to: onset + LATE };
    return [
      ...rolloutsIn(programs, lookup, window)
        .filter(({ diff }) => diff.length > 0)
        .map((rollout) => rolloutFinding(rollout, situation)),
      ...configEdits(programs, situation, window).map((edit) => editFinding(edit, situation)),
    ];
  },
};

function rolloutFinding(rollout: Rollout, situation: Situation): Finding {
  const { workload, at, by, diff, before, revision } = rollout;
  const { takenAt } = situation.view;
  const program = workload as DaemonSet;
  const who = `${by ?? 'An unknown program'} changed ${refWords(program)}`;
  return {
    ...common(situation, program),
    object: refOf(program),
    sentence: `${who} at ${clock(at, takenAt)}, ${around(at, situation.onset)}: ${changeWords(diff)}; it makes the network of ${nodesWords(program)}`,
    changedAt: at,
    evidence: [
      changeTable(`Revision ${revision.number} against ${before?.number ?? 'none'}`, diff),
      ...readings(diff),
      line('Rolled out', `${program.updated} of ${program.desired} pods are new, ${program.ready} are ready`),
      ...(by ? [line('Written by', `${by} (a program, not a person)`)] : []),
    ],
  };
}

function editFinding(edit: ConfigEdit, situation: Situation): Finding {
  const { config, at, by, users } = edit;
  const names = users.map(({ workload }) => workload as DaemonSet);
  const [program] = names as [DaemonSet];
  const { takenAt } = situation.view;
  return {
    ...common(situation, config),
    object: refOf(config),
    affects: names.map(refOf),
    sentence: `${by} changed ${refWords(config)} at ${clock(at, takenAt)}, ${around(at, situation.onset)}, which ${listed(names.map(refWords))} uses to make the network of ${nodesWords(program)}`,
    changedAt: at,
    evidence: [
      line('Keys now', config.keys.join(', ')),
      table(
        'Who uses it',
        ['who', 'pods', 'started since'],
        users.map(({ workload, pods, restarted }) => [
          refWords(workload),
          String(pods.length),
          String(restarted.length),
        ]),
      ),
    ],
  };
}

function common({ onset, view }: Situation, changed: ObjectRef) {
  const hours = Math.ceil((view.takenAt - onset) / HOUR) + 2;
  const revised = changed.kind === 'DaemonSet';
  return {
    check: 'cni-config-changed',
    affects: [] as readonly ObjectRef[],
    confidence: 'consistent',
    severity: 'critical',
    layer: 'cause',
    lookNext: [
      revised ? look.rollout(changed) : look.describe(changed),
      look.get('pods', changed.namespace),
      look.changes(`${hours}h`),
    ],
    // What a network setting should be is for those who know the network outside of the cluster.
    help: null,
  } as const;
}

function nodesWords({ desired }: DaemonSet): string {
  return desired === 1 ? '1 node' : `${desired} nodes`;
}
