import { type ObjectRef, refKey } from './cluster/object-ref.ts';
import type { Confidence, Finding, FindingSeverity, Layer, RankedFinding } from './finding.ts';
import { HOUR, type Instant, MINUTE } from './instant.ts';

/**
 * What binds two objects. `direct`: one uses, makes, serves or carries the other. `general`: one can harm everything in
 * the cluster, and so this, too. `neighbour`: they only share a namespace or a node, and that is no way for harm.
 */
export type Bond = 'direct' | 'general' | 'neighbour';

const bonds: readonly Bond[] = ['direct', 'general', 'neighbour'];

/** The looser of two bonds: a way is as good as its worst step. */
export function looser(a: Bond, b: Bond): Bond {
  return bonds.indexOf(a) > bonds.indexOf(b) ? a : b;
}

/** A way from the alert's subject to an object. */
export type Way = {
  /** The objects from one to the other, both ends included. */
  readonly path: readonly ObjectRef[];
  /** How indirect it is: the sum of its steps, 0 for the subject itself. */
  readonly cost: number;
  /** The loosest of its steps. */
  readonly bond: Bond;
};

/** A finding, its way from the subject (null: none), and what it is about, for comparing it with others. */
export type Placed = {
  readonly finding: Finding;
  readonly way: Way | null;
  /** Keys of the objects that it names. */
  readonly names: ReadonlySet<string>;
  /** Keys of the pods that it is about: those it names, else all of the objects that it names. */
  readonly pods: ReadonlySet<string>;
  /** Keys of the pods of others that need what it took away. */
  readonly harms: ReadonlySet<string>;
};

/**
 * Doubts: how many reasons there are not to believe that a finding is the cause of this alert. They add up, the least
 * doubted finding comes first. The principles, each of which a number stands for:
 * - The nearer to the subject the better: the cost of the way, and more when they are only neighbours.
 * - What the objects prove before what only fits; context is no cause.
 * - What changed shortly before the onset before what changed long ago, and that before what changed after it. An
 *   unknown time is between them.
 * - What does more harm before what does less, and a cause before a mechanism before a symptom.
 */
const doubts = {
  neighbour: 4,
  confidence: { proven: 0, consistent: 2, context: 8 } satisfies Record<Confidence, number>,
  severity: { critical: 0, high: 1, medium: 2, info: 4 } satisfies Record<FindingSeverity, number>,
  layer: { cause: 0, mechanism: 1, symptom: 3 } satisfies Record<Layer, number>,
  timing: { fresh: 0, recent: 1, unknown: 2, old: 4, ancient: 6, after: 5 },
};

const layers: readonly Layer[] = ['cause', 'mechanism', 'symptom'];

/** An alert waits for some minutes before it fires, and what it tells of may take some to show. */
const LATE = 5 * MINUTE;

type Timing = keyof typeof doubts.timing;

type Judged = Placed & {
  readonly score: number;
  /** What the check itself said, before the ranking took some of it away. */
  readonly own: Confidence;
};

/**
 * Orders findings, the likeliest cause first, and folds what a finding explains under it. In: all findings with their
 * ways, when the trouble began, and whether the subject is known at all (if not, nothing is far from it). Out: the same
 * findings, without context that is far away; each that another explains stands right after it. Confidence only goes down: what has no way to the subject,
 * or is only its neighbour, is context; what could harm anything and is not known to harm this, what began long before or
 * came after, and everything while the subject is unknown, is at most consistent, whatever it proves about itself.
 */
export function rank(placed: readonly Placed[], onset: Instant, known: boolean): readonly RankedFinding[] {
  const judged = placed
    // What is only context is worth a word where it is near.
    .filter(({ finding, way }) => !known || way !== null || finding.confidence !== 'context')
    .map((each) => judge(each, onset, known))
    .sort((a, b) => a.score - b.score || order(a.finding) - order(b.finding) || byName(a.finding, b.finding));
  const explained = new Map<Judged, Judged[]>();
  const open = new Set(judged);
  // The strongest cause takes its consequences first, so that nothing is explained twice.
  for (const cause of judged) {
    if (!open.has(cause)) continue;
    const consequences = judged.filter((other) => open.has(other) && explains(cause, other));
    for (const each of consequences) {
      open.delete(each);
      // What it explained itself goes along.
      consequences.push(...(explained.get(each) ?? []));
      explained.delete(each);
    }
    explained.set(cause, consequences);
  }
  return (
    [...open]
      .map((cause) => ({ cause, under: explained.get(cause) ?? [] }))
      // A cause is believed as much as the likeliest thing that it explains.
      .sort((a, b) => believed(a) - believed(b))
      .flatMap(({ cause, under }) => [
        ranked(cause, under),
        ...under.toSorted((a, b) => a.score - b.score).map((each) => ranked(each, [])),
      ])
  );
}

function judge(placed: Placed, onset: Instant, known: boolean): Judged {
  const { finding, way } = placed;
  const timing = timingOf(finding.changedAt, onset);
  const confidence = believable(placed, timing, known);
  const distance = way ? way.cost + (way.bond === 'neighbour' ? doubts.neighbour : 0) : 0;
  const score =
    distance +
    doubts.confidence[confidence] +
    doubts.severity[finding.severity] +
    doubts.layer[finding.layer] +
    doubts.timing[timing];
  return {
    ...placed,
    finding: { ...finding, confidence },
    own: finding.confidence,
    score: way || !known ? score : score + 100,
  };
}

function timingOf(changedAt: Instant | null, onset: Instant): Timing {
  if (changedAt === null) return 'unknown';
  if (changedAt > onset + LATE) return 'after';
  const before = onset - changedAt;
  if (before <= 30 * MINUTE) return 'fresh';
  if (before <= 2 * HOUR) return 'recent';
  return before <= 24 * HOUR ? 'old' : 'ancient';
}

function believable({ finding, way }: Placed, timing: Timing, known: boolean): Confidence {
  if (known && (way === null || way.bond === 'neighbour')) return 'context';
  const weak = way?.bond === 'general' || !known || timing === 'after' || timing === 'ancient';
  return weak && finding.confidence === 'proven' ? 'consistent' : finding.confidence;
}

/**
 * True when one finding is why there is the other: it is earlier in the chain of causes, did not begin after it, and
 * the other names what it blames, or both are about the same pods, or name the same object where there are none. What
 * takes away what other pods need is why these fail, when it began before; a cause of their own they keep.
 */
function explains(cause: Judged, other: Judged): boolean {
  if (cause === other || cause.own === 'context') return false;
  // What is believed must not disappear under what is not.
  if (cause.finding.confidence === 'context' && other.finding.confidence !== 'context') return false;
  if ((cause.way === null) !== (other.way === null)) return false;
  const [began, followed] = [cause.finding.changedAt, other.finding.changedAt];
  if (began !== null && followed !== null && began < followed && other.finding.layer !== 'cause') {
    if (meet(cause.harms, other.pods)) return true;
  }
  if (order(cause.finding) >= order(other.finding)) return false;
  if (began !== null && followed !== null && began > followed + LATE) return false;
  if (other.names.has(refKey(cause.finding.object))) return true;
  if (cause.pods.size > 0 && other.pods.size > 0) return meet(cause.pods, other.pods);
  return meet(cause.names, other.names);
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const key of few) if (many.has(key)) return true;
  return false;
}

function believed({ cause, under }: { cause: Judged; under: readonly Judged[] }): number {
  return Math.min(cause.score, ...under.map(({ score }) => score));
}

function ranked({ finding, way }: Judged, under: readonly Judged[]): RankedFinding {
  return {
    ...finding,
    path: way?.path ?? null,
    explains: under.map(({ finding: { check, object } }) => ({ check, object })),
  };
}

function order({ layer }: Finding): number {
  return layers.indexOf(layer);
}

function byName(a: Finding, b: Finding): number {
  const [one, two] = [a, b].map(({ check, object }) => `${check} ${object.namespace} ${object.name}`);
  return (one ?? '') < (two ?? '') ? -1 : 1;
}
