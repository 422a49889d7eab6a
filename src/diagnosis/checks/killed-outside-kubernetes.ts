import type { ClusterEvent } from '../../domain/cluster/event.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { type Exit, hasEnded, lastExit, type Run, runsOf } from '../../domain/cluster/runs.ts';
import type { Evidence, Finding } from '../../domain/finding.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { clock, span } from '../words/clock.ts';
import { exitWords } from '../words/exit-words.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** Kubernetes keeps events for an hour unless it is told otherwise: what is missing of before proves nothing. */
const EVENTS_KEPT = 55 * MINUTE;

/** A kill longer ago is not what an alert of now is about. */
const WINDOW = 6 * HOUR;

/** Who did not run for so long before is in a loop, and a loop is not somebody's deed. */
const STEADY = 10 * MINUTE;

/** Events by which Kubernetes says that it ended a container, or that its node was in trouble. */
const ownReasons =
  /^(?:Killing|Evicted|Preempt|TaintManagerEviction|Unhealthy|SystemOOM|OOMKilling|NodeNotReady|Rebooted|NodeShutdown|Shutdown|ExceededGracePeriod|FreeDiskSpaceFailed|EvictionThresholdMet)/;

type End = Run & { readonly exit: Exit; readonly at: Instant };

/**
 * Check 23: containers that were ended by a signal which nobody in Kubernetes admits to, as after `docker kill` in the
 * wrong place. It rests on events that are missing, so it is never more than consistent.
 */
export const killedOutsideKubernetes: Check = {
  id: 'killed-outside-kubernetes',
  title: 'Containers were killed, and not by Kubernetes',
  reads: ['pods', 'events'],
  uses: ['nodes', 'statefulsets', 'deployments'],
  run: (situation) => {
    const ends = runsOf(situation.view.pods, hasEnded).flatMap((run) => endOf(run, situation.view.takenAt));
    const byNode = Map.groupBy(ends, ({ pod }) => pod.node);
    return ends
      .filter((end) => !isExplained(end, situation) && !isOneOfMany(end, byNode.get(end.pod.node) ?? []))
      .map((end) => finding(end, situation));
  },
};

function endOf(run: Run, takenAt: Instant): readonly End[] {
  const { pod, status, spec } = run;
  const exit = lastExit(status);
  if (!exit || spec.role === 'init' || pod.deletionAt !== null || status.restarts === 0) return [];
  if ((exit.exitCode !== 137 && exit.exitCode !== 143) || exit.reason !== 'Error') return [];
  const { startedAt, finishedAt: at } = exit;
  if (at === null || takenAt - at > WINDOW || startedAt === null || at - startedAt < STEADY) return [];
  return [{ ...run, exit, at }];
}

/** True when Kubernetes says that it did it, or when the node was in trouble at that time. */
function isExplained({ pod, at }: End, { lookup }: Situation): boolean {
  const near = ({ reason, firstAt, lastAt }: ClusterEvent) =>
    ownReasons.test(reason) && firstAt <= at + 2 * MINUTE && lastAt >= at - 10 * MINUTE;
  if (lookup.eventsAbout(pod).some(near)) return true;
  const node = lookup.node(pod.node);
  if (!node) return false;
  const unwell = node.conditions.some(({ type, status, changedAt }) => {
    const bad = type === 'Ready' ? status !== 'True' : /Pressure$/.test(type) && status === 'True';
    // A Ready condition that turned right after the kill tells of a restart of the node.
    const turned = type === 'Ready' && changedAt !== null && Math.abs(changedAt - at) < 5 * MINUTE;
    return bad || turned;
  });
  return unwell || lookup.eventsAbout(node).some(near);
}

/** Several pods of a node that end within a minute: the node or its runtime restarted. */
function isOneOfMany({ pod, at }: End, onNode: readonly End[]): boolean {
  const together = onNode.filter((other) => Math.abs(other.at - at) <= MINUTE);
  return new Set([pod.name, ...together.map((other) => other.pod.name)]).size > 2;
}

function finding(end: End, situation: Situation): Finding {
  const { pod, spec, exit, at } = end;
  const { view, lookup } = situation;
  const owner = lookup.topOwner(pod);
  const services = lookup.servicesOf(pod);
  const told = view.takenAt - at <= EVENTS_KEPT && lookup.sawAll('events', pod.namespace);
  const ran = at - (exit.startedAt ?? at);
  const alone = amplifiers(end, situation);
  return {
    check: 'killed-outside-kubernetes',
    object: refOf(pod),
    affects: [...(owner.kind === 'Pod' ? [] : [owner]), ...services.map(refOf)],
    sentence: `Container ${spec.name} of ${refWords(pod)} was killed from outside Kubernetes on node ${nodeWord(pod.node)} at ${clock(at, view.takenAt)}: ${exitWords(exit)}, not out of memory, and no event says that Kubernetes did it${alone.length > 0 ? '; nothing stood in for it' : ''}`,
    // Events of then are gone: that none is left says nothing.
    confidence: told ? 'consistent' : 'context',
    severity: alone.length > 0 ? 'high' : 'medium',
    layer: 'cause',
    changedAt: at,
    evidence: [
      line('End', `${exitWords(exit)}, reason ${exit.reason}, after it had run for ${span(ran)}`),
      line(
        'Same pod',
        `uid ${pod.uid} since ${clock(pod.createdAt, view.takenAt)}: restarted in place, not replaced`,
      ),
      line(
        'No event',
        told
          ? `no Killing, Evicted, Preempted or Unhealthy event of this pod, none of its node; node conditions are clean`
          : `events of ${clock(at, view.takenAt)} could not be seen any more`,
      ),
      ...alone,
    ],
    lookNext: [
      look.logs(pod, { container: spec.name, previous: true }),
      look.events(pod),
      `Who was on node ${pod.node ?? '-'} at ${clock(at, view.takenAt)}: its login and runtime logs`,
    ],
    help: null,
  };
}

/** What made one kill an outage: nobody else to answer, data of its own, no budget. */
function amplifiers({ pod }: End, { lookup }: Situation): readonly Evidence[] {
  const owner = lookup.object(lookup.topOwner(pod));
  const single = owner !== null && 'replicas' in owner && owner.replicas <= 1;
  if (owner !== null && !single) return [];
  const claims = pod.spec.volumes.flatMap((volume) => (volume.kind === 'Claim' ? [volume.source] : []));
  const who = owner === null ? 'nobody makes it again' : `${refWords(owner)} has 1 replica`;
  return [line('Alone', claims.length === 0 ? who : `${who}, with data in claim ${claims.join(', ')}`)];
}
