import {
  changeLedger as changesIn,
  LEDGER_KINDS,
  type LedgerEntry,
  REVISION_KINDS,
} from '../../domain/cluster/change-ledger.ts';
import { type ObjectRef, refKey, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Evidence, Finding } from '../../domain/finding.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { configEdits } from '../config-edits.ts';
import { revisedOf } from '../rollouts.ts';
import { startsOf } from '../starts.ts';
import { around } from '../words/around.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

const BEFORE = 2 * HOUR;
const LATE = 5 * MINUTE;

/** More than this is a list that nobody reads; `/incident changes` has all. */
const SHOWN = 12;

/** From so many objects on, what one program did to one kind is told as one change. */
const TOGETHER = 3;

type Told = { readonly entries: readonly [LedgerEntry, ...LedgerEntry[]] };

const verbs: Readonly<Record<LedgerEntry['what'], string>> = {
  created: 'made',
  changed: 'changed',
  scaled: 'scaled',
  'rolled-out': 'rolled out',
  deleting: 'told to go',
};

/**
 * Check 55: what else changed in the two hours before the alert, the nearest first, as context: a change by itself is
 * no cause. Rollouts and edits that pods see are another check's, which also knows how these pods do.
 */
export const changeLedger: Check = {
  id: 'change-ledger',
  title: 'What else changed shortly before the alert',
  reads: [],
  uses: [...LEDGER_KINDS, ...REVISION_KINDS],
  run: (situation) => {
    const { view, onset } = situation;
    const { workload, namespace } = meant(situation);
    const window = { from: onset - BEFORE, to: onset + LATE };
    // Who uses an edited ConfigMap, and how its pods do, is told there.
    const told = new Set(configEdits(revisedOf(view), situation, window).map(({ config }) => refKey(config)));
    const entries = changesIn(view, { ...window, workload, namespace }).filter(
      ({ what, object }) => what !== 'rolled-out' && !told.has(refKey(object)),
    );
    return gathered(entries)
      .slice(0, SHOWN)
      .map((told) => finding(situation, told));
  },
};

/** The workload and the namespace from whose point of view changes are near or far. */
function meant(situation: Situation): {
  readonly workload: ObjectRef | null;
  readonly namespace: string | null;
} {
  const [start] = startsOf(situation.subject, situation);
  const object = start ? situation.lookup.object(start.object) : null;
  const pod = object?.kind === 'Service' ? situation.lookup.podsBehind(object)[0] : object;
  return {
    workload: pod ? situation.lookup.topOwner(pod) : null,
    namespace: situation.subject.namespace ?? object?.namespace ?? null,
  };
}

/** In the ledger's order; what one program did to many objects of a kind in one place is one. */
function gathered(entries: readonly LedgerEntry[]): readonly Told[] {
  const groups = Map.groupBy(entries, ({ object, what, by, rank }) =>
    [rank, object.kind, object.namespace, what, by].join('\n'),
  );
  return [...groups.values()].flatMap((group): readonly Told[] => {
    const [first, ...rest] = group as [LedgerEntry, ...LedgerEntry[]];
    return group.length >= TOGETHER
      ? [{ entries: [first, ...rest] }]
      : group.map((entry) => ({ entries: [entry] }));
  });
}

function finding({ view, onset }: Situation, { entries }: Told): Finding {
  const [first] = entries;
  const { object, what, by } = first;
  const times = entries.map(({ at }) => at);
  const at = Math.max(...times);
  const who = by ? ` by ${by}` : '';
  const many = entries.length > 1;
  const from = Math.min(...times);
  const when =
    clock(from, view.takenAt) === clock(at, view.takenAt)
      ? `at ${clock(at, view.takenAt)}`
      : `between ${clock(from, view.takenAt)} and ${clock(at, view.takenAt)}`;
  return {
    check: 'change-ledger',
    object: refOf(object),
    affects: entries.slice(1, 1 + SHOWN).map((entry) => refOf(entry.object)),
    sentence: `${many ? countWords(entries) : refWords(object)} ${many ? 'were' : 'was'} ${verbs[what]}${who} ${when}, ${around(at, onset)}`,
    confidence: 'context',
    severity: 'info',
    layer: 'cause',
    changedAt: at,
    evidence: evidence(entries, view.takenAt),
    lookNext: [look.changes(), look.describe(object)],
    help: null,
  };
}

function countWords(entries: Told['entries']): string {
  const [{ object }] = entries;
  const where = object.namespace === null ? '' : ` of ${object.namespace}`;
  const names = listed(
    entries.map((entry) => entry.object.name),
    2,
  );
  return `${entries.length} objects of kind ${object.kind}${where} (${names})`;
}

function evidence(entries: Told['entries'], takenAt: number): readonly Evidence[] {
  const [first] = entries;
  if (entries.length > 1) {
    return [
      table(
        'Objects',
        ['when', 'name'],
        entries.map(({ at, object }) => [clock(at, takenAt), object.name]),
      ),
    ];
  }
  const { by, paths } = first;
  return [
    line('Written by', by === null ? 'not known' : `${by} (a program, not a person)`),
    ...(paths.length > 0 ? [line('What it owns there', `${listed(paths, 6)}; it wrote to some of it`)] : []),
  ];
}
