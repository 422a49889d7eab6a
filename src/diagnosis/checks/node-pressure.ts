import type { Condition } from '../../domain/cluster/meta.ts';
import type { Node } from '../../domain/cluster/node.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf } from '../../domain/cluster/object-ref.ts';
import { quantityWords } from '../../domain/cluster/quantity-words.ts';
import type { Evidence, Finding } from '../../domain/finding.ts';
import { HOUR } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** What Kubernetes itself says of nodes, and what it means for the pods there. */
const own: Readonly<Record<string, { readonly is: string; readonly does: string }>> = {
  MemoryPressure: { is: 'is short of memory', does: 'evicts pods and takes none without memory requests' },
  DiskPressure: { is: 'is short of disk', does: 'evicts pods, deletes images and takes no new pods' },
  PIDPressure: { is: 'is short of process ids', does: 'evicts pods and takes no new pods' },
  NetworkUnavailable: { is: 'has no network for pods', does: 'takes no new pods' },
};

/** Conditions of other programs that are well when they are True, as their names say. */
const goodWhenTrue = /(?:Ready|Available|Healthy|Ok|OK|Synced|Initialized)$/;

/** Names that speak of trouble; what a condition of any other name means, only its maker knows. */
const trouble =
  /Pressure|Deadlock|Readonly|ReadOnly|Corrupt|Problem|Frequent|Unhealthy|Unavailable|Fail|Error|Hung|Outage|Offline|Stuck/;

/**
 * Check 27: nodes under pressure or without a network. Conditions that other programs add count only when they speak of
 * trouble: True for one that is named so, False for one whose name says that True is well.
 */
export const nodePressure: Check = {
  id: 'node-pressure',
  title: 'Nodes that are short of memory, disk or process ids, or have no network for pods',
  reads: ['nodes'],
  uses: ['pods', 'nodeusage', 'events'],
  run: (situation) =>
    situation.view.nodes.flatMap((node) =>
      node.conditions.filter(isTrouble).map((condition) => finding(situation, node, condition)),
    ),
};

function isTrouble({ type, status }: Condition): boolean {
  if (type === 'Ready') return false;
  if (Object.hasOwn(own, type)) return status === 'True';
  return goodWhenTrue.test(type) && !trouble.test(type)
    ? status === 'False'
    : trouble.test(type) && status === 'True';
}

function finding({ view, lookup }: Situation, node: Node, condition: Condition): Finding {
  const { type, status, reason, message, changedAt } = condition;
  const known = Object.hasOwn(own, type) ? own[type] : undefined;
  const from = changedAt === null ? '' : ` since ${clock(changedAt, view.takenAt)}`;
  const says = oneLine(message || reason, 160);
  const evicted = lookup
    .podsOn(node.name)
    .filter(({ reason: why, phase }) => phase === 'Failed' && why === 'Evicted');
  return {
    check: 'node-pressure',
    object: refOf(node),
    affects: evicted.map(refOf),
    sentence: known
      ? `Node ${nodeWord(node.name)} ${known.is}${from}: it ${known.does}`
      : `Node ${nodeWord(node.name)} says ${type} is ${status}${from}${says ? `: ${says}` : ''}`,
    confidence: known ? 'proven' : 'consistent',
    severity: known ? 'high' : 'medium',
    layer: type === 'NetworkUnavailable' ? 'cause' : 'mechanism',
    changedAt,
    evidence: [
      line(type, `${status}${reason ? `, ${reason}` : ''}: ${oneLine(message, 300)}`),
      ...usage(lookup, node),
      line('Evicted from it', evicted.length === 0 ? 'no pod that is still there' : `${evicted.length} pods`),
      ...recentEvents(lookup, node, view.takenAt),
    ],
    lookNext: [look.describe(node), look.events(node), look.top('nodes', null)],
    help: null,
  };
}

function usage(lookup: Situation['lookup'], node: Node): readonly Evidence[] {
  const uses = lookup.usageOf(node)?.uses;
  if (!uses) return [];
  const words = ['cpu', 'memory'].map(
    (resource) =>
      `${resource} ${quantityWords(resource, uses[resource] ?? 0)} of ${quantityWords(resource, node.allocatable[resource] ?? 0)}`,
  );
  return [line('Uses', words.join(', '))];
}

function recentEvents(lookup: Situation['lookup'], node: Node, takenAt: number): readonly Evidence[] {
  return lookup
    .eventsAbout(node)
    .filter(({ type, lastAt }) => type === 'Warning' && takenAt - lastAt <= HOUR)
    .slice(-3)
    .map(({ reason, message, lastAt }) =>
      line(`${reason} at ${clock(lastAt, takenAt)}`, oneLine(message, 200)),
    );
}
