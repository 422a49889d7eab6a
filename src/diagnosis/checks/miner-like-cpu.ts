import { type ImageName, parseImage } from '../../domain/cluster/image.ts';
import { lazily } from '../../domain/cluster/lazily.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import type { ContainerSpec } from '../../domain/cluster/pod-spec.ts';
import { quantityWords } from '../../domain/cluster/quantity-words.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** What a container uses and what it asked for, in millicores. */
type Load = {
  readonly pod: Pod;
  readonly container: string;
  readonly image: ImageName;
  readonly uses: number;
  readonly asks: number;
};

type Suspect = {
  readonly workload: ObjectRef;
  readonly hot: readonly Load[];
  readonly why: readonly string[];
};

/** About a core, which is what one thread that computes without pause takes, and far more than was asked for. */
const CORE = 900;
const TIMES = 5;

/** Its peers of the same template use less than this share. */
const IDLE = 0.1;

/** Names of known programs, and the protocol that they speak to their pools. */
const miners =
  /xmrig|xmr-stak|minerd|cpuminer|nbminer|t-rex|kinsing|kdevtmpfsi|stratum\+(?:tcp|ssl)|cryptonight|randomx|--donate-level/i;

/**
 * Check 54: containers that compute without pause though they asked for little, on several nodes, and that are new
 * here or do what their peers do not; or that carry the name of a known miner. One measurement can't tell mining from
 * work, so only a known name is more than a suspicion.
 */
export const minerLikeCpu: Check = {
  id: 'miner-like-cpu',
  title: 'Containers that use CPU the way miners do',
  reads: ['pods'],
  uses: ['podusage', 'replicasets'],
  run: (situation) => {
    // In most clusters there is none, and to group ten thousand containers takes longer than to see that.
    if (!hasSuspects(situation)) return [];
    const groups = Map.groupBy(loadsOf(situation), ({ pod, container }) =>
      [refKey(situation.lookup.topOwner(pod)), container].join('\n'),
    );
    const firstSeen = lazily(() => firstSeenIn(situation));
    return [...groups.values()].flatMap((loads) => {
      const suspect = suspectIn(loads, situation, firstSeen);
      return suspect ? [finding(suspect, loads)] : [];
    });
  },
};

/** False when no container is hot or has a known name, whoever its peers are. */
function hasSuspects({ view }: Situation): boolean {
  // A container uses no more than its pod.
  if (view.podusage.some(({ uses }) => (uses.cpu ?? 0) >= CORE)) return true;
  // Pods of one workload share their spec.
  const specs = new Set(view.pods.map(({ spec }) => spec));
  return [...specs].some(({ containers }) => containers.some(hasMinersName));
}

function hasMinersName({ image, command, args }: ContainerSpec): boolean {
  return miners.test([image, ...command, ...args].join(' '));
}

function isHot({ uses, asks }: Pick<Load, 'uses' | 'asks'>): boolean {
  return uses >= CORE && uses >= TIMES * asks;
}

function loadsOf({ view, lookup }: Situation): readonly Load[] {
  return view.pods.filter(isMeant).flatMap((pod) => {
    const uses = lookup.usageOf(pod)?.containers;
    return pod.spec.containers.map((container) => ({
      pod,
      container: container.name,
      image: parseImage(container.image),
      uses: uses?.[container.name]?.cpu ?? 0,
      asks: container.requests.cpu ?? 0,
    }));
  });
}

function suspectIn(loads: readonly Load[], situation: Situation, firstSeen: FirstSeen): Suspect | null {
  const [first] = loads;
  if (!first) return null;
  const workload = situation.lookup.topOwner(first.pod);
  const named = loads.filter(isNamed);
  if (named.length > 0)
    return { workload, hot: named, why: [`known name: ${oneLine(nameOf(named[0] as Load), 120)}`] };
  const hot = loads.filter(isHot);
  const nodes = new Set(hot.map(({ pod }) => pod.node));
  if (nodes.size < 2) return null;
  const why = [...newness(hot, situation, firstSeen), ...unevenness(hot, loads)];
  return why.length > 0 ? { workload, hot, why } : null;
}

function isNamed({ pod, container, image }: Load): boolean {
  return miners.test(image.repository) || miners.test(commandOf(pod, container));
}

function nameOf({ pod, container, image }: Load): string {
  return miners.test(image.repository) ? image.repository : commandOf(pod, container);
}

function commandOf({ spec }: Pod, name: string): string {
  const container = spec.containers.find((each) => each.name === name);
  return container ? [...container.command, ...container.args].join(' ') : '';
}

/** An image that nothing older than the day of the alert uses. */
function newness(hot: readonly Load[], { onset }: Situation, firstSeen: FirstSeen): readonly string[] {
  const isNew = hot.every(({ image }) => (firstSeen().get(image.repository) ?? 0) >= onset - 24 * HOUR);
  return isNew ? ['its image is new in this cluster'] : [];
}

type FirstSeen = () => ReadonlyMap<string, Instant>;

/** Since when each repository of images is used, by the pods and revisions that are still there. */
function firstSeenIn({ view }: Situation): ReadonlyMap<string, Instant> {
  const first = new Map<string, Instant>();
  for (const each of [...view.pods, ...view.replicasets]) {
    const { containers } = each.kind === 'Pod' ? each.spec : each.template.spec;
    for (const { image } of containers) {
      const { repository } = parseImage(image);
      first.set(repository, Math.min(first.get(repository) ?? each.createdAt, each.createdAt));
    }
  }
  return first;
}

/** Pods of one template do the same work, more or less; a few that compute while the others rest do something else. */
function unevenness(hot: readonly Load[], loads: readonly Load[]): readonly string[] {
  const least = Math.min(...hot.map(({ uses }) => uses));
  const idle = loads.filter(({ uses }) => uses < IDLE * least);
  if (idle.length === 0 || idle.length + hot.length < loads.length) return [];
  const most = Math.max(...idle.map(({ uses }) => uses));
  const rest = idle.length === 1 ? 'its other pod uses' : `its ${idle.length} other pods use`;
  return [`${rest} at most ${quantityWords('cpu', most)}`];
}

function finding({ workload, hot, why }: Suspect, loads: readonly Load[]): Finding {
  const nodes = new Set(hot.map(({ pod }) => pod.node)).size;
  const total = hot.reduce((sum, { uses }) => sum + uses, 0);
  const [top] = hot.toSorted((a, b) => b.uses - a.uses) as [Load];
  const known = isNamed(top);
  const asks = top.asks === 0 ? 'asked for none' : `asked for ${quantityWords('cpu', top.asks)} each`;
  return {
    check: 'miner-like-cpu',
    object: workload,
    affects: hot.map(({ pod }) => refOf(pod)),
    sentence: `Container ${top.container} of ${hot.length} of ${loads.length} pods of ${refWords(workload)} uses ${Math.round(total / 100) / 10} cores on ${nodes} ${nodes === 1 ? 'node' : 'nodes'} and ${asks}, as a miner would: ${why.join(' and ')}`,
    confidence: known ? 'proven' : 'consistent',
    severity: 'high',
    layer: 'mechanism',
    changedAt: null,
    evidence: [
      table(
        'What they use',
        ['pod', 'node', 'uses', 'asked for'],
        loads
          .toSorted((a, b) => b.uses - a.uses)
          .map(({ pod, uses, asks: wanted }) => [
            pod.name,
            pod.node ?? '-',
            quantityWords('cpu', uses),
            wanted === 0 ? '-' : quantityWords('cpu', wanted),
          ]),
      ),
      line('Why it looks like mining', why.join('; ')),
      line('Measured', 'once: whether it goes on is to be seen by asking again'),
    ],
    lookNext: [look.top('pods', workload.namespace), look.images(workload), look.describe(top.pod)],
    help: {
      action: 'quarantine by label',
      target: refOf(top.pod),
      text: `Take ${top.pod.name} from its owner by its labels and keep it, before anything is deleted: what runs in it is the evidence`,
      remedy: { action: 'quarantine', parameters: {} },
    },
  };
}
