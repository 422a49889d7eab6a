import type { DrainPreview, Stays } from '../../action/drain-preview.ts';
import type { ServiceLeft } from '../../action/preflight/services-left.ts';
import { nodeWord } from '../../cluster/node-word.ts';
import type { Pod } from '../../cluster/pod.ts';
import { sectionsText } from './sections.ts';

const stayWords: Readonly<Record<Stays, string>> = {
  'daemon-set': 'made by a DaemonSet',
  mirror: 'mirrors a file of the node',
  ended: 'has ended',
  going: 'is going already',
};

/** So many Services are named in the one line; the text has them all. */
const NAMED = 3;

/** `node-3: a drain would evict 6 pods, at most 2 at once; 2 stay, 1 is in the way. Nobody could reach ...` */
export function drainSummary(preview: DrainPreview): string {
  const { node, evicted, stays, blocking, atOnce, emptied, homeless, peers } = preview;
  const parts = [
    `a drain would evict ${pods(evicted.length)}${evicted.length > 1 ? `, at most ${atOnce} at once` : ''}`,
    ...(stays.length === 0 ? [] : [`${stays.length} stay${stays.length === 1 ? 's' : ''}`]),
    ...(blocking.length === 0
      ? []
      : [`${blocking.length} ${blocking.length === 1 ? 'is' : 'are'} in the way`]),
  ];
  const named = emptied.slice(0, NAMED).map(nameOf);
  const more = emptied.length > NAMED ? ` and ${emptied.length - NAMED} more` : '';
  return [
    `${nodeWord(node.name)}: ${parts.join('; ')}.`,
    ...(emptied.length === 0
      ? ['No Service would lose its last ready endpoint.']
      : [`It would take the last ready endpoint of ${named.join(', ')}${more}.`]),
    ...(homeless.length === 0 ? [] : [`No other node has room for ${homeless.length} of them.`]),
    ...(peers === 0 ? ['No other node of its pool takes new pods.'] : []),
  ].join(' ');
}

/** The whole preview: what breaks, what is in the way, the order, what stays. `gaps`: what could not be read. */
export function drainText(preview: DrainPreview, gaps: readonly string[]): string {
  const { node, peers, evicted, stays, blocking, emptied, homeless } = preview;
  return sectionsText([
    {
      title: null,
      lines: [
        `Node ${node.name}, ${node.unschedulable ? 'cordoned' : 'still takes new pods'}; ${peers} other ${peers === 1 ? 'node of its pool takes' : 'nodes of its pool take'} new pods`,
      ],
    },
    { title: 'Services without a ready endpoint', lines: emptied.map(emptiedWords) },
    { title: 'In the way', lines: blocking.map(({ pod, why }) => `${placeOf(pod)}: ${why}`) },
    {
      title: 'Evicted, in this order',
      lines: evicted.map((pod, index) => `${index + 1}. ${placeOf(pod)}${makerOf(pod)}`),
    },
    { title: 'No room on any other node', lines: homeless.map(placeOf) },
    { title: 'Stays', lines: stays.map(({ pod, why }) => `${placeOf(pod)}: ${stayWords[why]}`) },
    { title: 'Not seen', lines: gaps },
  ]);
}

/** The lines to type: each eviction is a proposal of its own, and before the first the node takes no new pods. */
export function drainLines({ node, evicted }: DrainPreview): readonly string[] {
  const reason = `--reason "drain ${node.name}"`;
  const [next] = evicted;
  return [
    ...(node.unschedulable ? [] : [`/incident do cordon node/${node.name} ${reason}`]),
    ...(next ? [`/incident do evict pod/${next.name} -n ${next.namespace} ${reason}`] : []),
    ...(evicted.length > 1 ? [`/incident drain ${node.name}`] : []),
  ];
}

function emptiedWords(left: ServiceLeft): string {
  return left.ready === 1
    ? `${nameOf(left)}: its only ready endpoint is here`
    : `${nameOf(left)}: all ${left.ready} of its ready endpoints are here; evict one, and wait for the new one before the next`;
}

function nameOf({ service }: ServiceLeft): string {
  return `${service.namespace}/${service.name}`;
}

function placeOf({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}

function makerOf({ owner }: Pod): string {
  return owner === null ? '' : ` (${owner.kind} ${owner.name})`;
}

function pods(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`;
}
