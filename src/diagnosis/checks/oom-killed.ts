import { nodeWord } from '../../domain/cluster/node-word.ts';
import { quantityWords } from '../../domain/cluster/quantity-words.ts';
import { type Exit, hasEnded, lastExit, type Run, runsOf } from '../../domain/cluster/runs.ts';
import type { Finding, Help } from '../../domain/finding.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { loopBeganAt } from '../loop-began-at.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** A kill longer ago was overcome; who is killed now and then is seen within a day. */
const WINDOW = 24 * HOUR;

type Kill = Run & { readonly exit: Exit; readonly limit: number | null };

/**
 * Check 15: containers that were killed for lack of memory, also those that run again by now. Only the reason counts:
 * exit code 137 is that of any SIGKILL.
 */
export const oomKilled: Check = {
  id: 'oom-killed',
  title: 'Containers were killed for lack of memory, even if they run again',
  reads: ['pods'],
  uses: ['events', 'nodes', 'podusage'],
  run: (situation) => {
    const kills = runsOf(situation.view.pods, hasEnded).flatMap((run): readonly Kill[] => {
      const exit = lastExit(run.status);
      if (exit?.reason !== 'OOMKilled') return [];
      const old = exit.finishedAt !== null && situation.view.takenAt - exit.finishedAt > WINDOW;
      return old ? [] : [{ ...run, exit, limit: run.spec.limits.memory ?? null }];
    });
    return afflicted(kills, situation.lookup, ({ spec }) => spec.name).map((group) =>
      finding(group, situation),
    );
  },
};

function finding(group: Afflicted<Kill>, situation: Situation): Finding {
  const { view, lookup } = situation;
  const { hits, workload, pods } = group;
  const times = hits.flatMap(({ exit }) => exit.finishedAt ?? []);
  const latest = Math.max(...times);
  const began = times.length === 0 ? null : Math.min(...hits.map((kill) => beganAt(kill, lookup)));
  const [{ spec, limit, pod }] = hits;
  const restarts = hits.reduce((sum, { status }) => sum + status.restarts, 0);
  const bound =
    limit === null
      ? 'it has no limit, so the node ran out'
      : `its limit is ${quantityWords('memory', limit)}`;
  const when = times.length === 0 ? '' : ` at ${clock(latest, view.takenAt)}`;
  const often = restarts > 1 ? `, ${restarts} restarts in all` : '';
  const onNodes = [...new Set(pods.map(({ node }) => node))];
  const nodeOoms = onNodes.flatMap((name) => {
    const node = lookup.node(name);
    return node ? lookup.eventsAbout(node).filter(({ reason }) => reason === 'SystemOOM') : [];
  });
  return {
    check: 'oom-killed',
    object: workload,
    affects: refsOf(pods),
    sentence: `Container ${spec.name} of ${whoWords(group)} was killed for lack of memory${when}: ${bound}${often}`,
    confidence: 'proven',
    severity: 'high',
    layer: 'mechanism',
    changedAt: began,
    evidence: [
      table(
        'Kills',
        ['pod', 'node', 'ended', 'restarts', 'limit', 'uses now', 'state'],
        hits.map((kill) => row(kill, situation)),
      ),
      ...nodeOoms
        .slice(-1)
        .map(({ about, lastAt }) =>
          line(
            'Node',
            `${nodeWord(about.name)} was out of memory itself at ${clock(lastAt, view.takenAt)} (SystemOOM)`,
          ),
        ),
    ],
    lookNext: [
      look.logs(pod, { container: spec.name, previous: true }),
      look.top('pods', pod.namespace),
      ...(workload.kind === 'Pod' ? [] : [look.rollout(workload)]),
    ],
    help: help(group, limit),
  };
}

/** Of a container that is killed again and again only the last time is told: it began when the loop did. */
function beganAt(kill: Kill, lookup: Situation['lookup']): Instant {
  const { status, exit } = kill;
  const loops = status.restarts > 1 && status.state?.kind === 'waiting';
  return loops ? loopBeganAt(kill, lookup) : (exit.finishedAt ?? Number.POSITIVE_INFINITY);
}

function row({ pod, exit, status, spec, limit }: Kill, { view, lookup }: Situation): readonly string[] {
  const uses = lookup.usageOf(pod)?.containers[spec.name]?.memory;
  return [
    pod.name,
    nodeWord(pod.node),
    exit.finishedAt === null ? '-' : clock(exit.finishedAt, view.takenAt),
    String(status.restarts),
    limit === null ? 'none' : quantityWords('memory', limit),
    uses === undefined ? '-' : quantityWords('memory', uses),
    status.state?.kind === 'waiting' ? status.state.reason : (status.state?.kind ?? '-'),
  ];
}

function help({ workload, hits: [{ spec }] }: Afflicted<Kill>, limit: number | null): Help | null {
  if (limit === null || !['Deployment', 'StatefulSet', 'DaemonSet'].includes(workload.kind)) return null;
  return {
    action: 'raise memory/CPU',
    target: workload,
    text: `Raise the memory limit of container ${spec.name} above ${quantityWords('memory', limit)}`,
  };
}
