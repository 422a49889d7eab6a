import type { LedgerEntry, LedgerRank } from '../../cluster/change-ledger.ts';
import { templateChangeWords } from '../../cluster/template-change.ts';
import { type Instant, MINUTE } from '../../instant.ts';
import { ageWords } from './age.ts';
import { PROGRAM } from './rollout-lines.ts';
import { sectionsText } from './sections.ts';

const deeds: Readonly<Record<LedgerEntry['what'], string>> = {
  created: 'created',
  changed: 'changed',
  scaled: 'scaled',
  'rolled-out': 'rolled out',
  deleting: 'being deleted',
};

/** A rollout's differences beyond this many are for rollout. */
const DIFFERENCES = 6;

/** From this many on they are told together. */
const MANY = 4;

/** A program that made everything owns everything; that says nothing. */
const FEW_PATHS = 6;

/** One change in words: `Deployment shop/checkout rolled out 12m ago by kubectl-set`. */
export function ledgerWords({ object, what, at, by }: LedgerEntry, now: Instant): string {
  const name = object.namespace === null ? object.name : `${object.namespace}/${object.name}`;
  return `${object.kind} ${name} ${deeds[what]} ${ageWords(at, now)} ago${by === null ? '' : ` by ${by}`}`;
}

/** The ledger as a text, by how far each change reaches. */
export function ledgerText(
  entries: readonly LedgerEntry[],
  about: { readonly namespace: string | null; readonly gaps: readonly string[]; readonly now: Instant },
): string {
  const titles: Readonly<Record<LedgerRank, string>> = {
    cluster: 'The whole cluster',
    workload: 'The workload itself',
    namespace: `Namespace ${about.namespace ?? ''}`.trim(),
    elsewhere: about.namespace === null ? 'In namespaces' : 'Elsewhere',
  };
  const ranks = Object.keys(titles) as LedgerRank[];
  return sectionsText([
    ...ranks.map((rank) => ({
      title: titles[rank],
      lines: together(entries.filter((entry) => entry.rank === rank)).flatMap((group) =>
        groupLines(group, about.now),
      ),
    })),
    { title: 'Not seen', lines: about.gaps },
    {
      title: null,
      lines: ['Only each program’s last write is known, and what was deleted leaves no trace.', PROGRAM],
    },
  ]);
}

/** Many of one kind that one program made in one go are one change to a person. */
function together(entries: readonly LedgerEntry[]): readonly (readonly LedgerEntry[])[] {
  const groups = Map.groupBy(entries, ({ what, object: { kind, namespace }, by, at, diff }) =>
    JSON.stringify([what, kind, namespace, by, Math.floor(at / MINUTE), diff]),
  );
  return [...groups.values()].flatMap((group) =>
    group.length < MANY ? group.map((each) => [each]) : [group],
  );
}

function groupLines(group: readonly LedgerEntry[], now: Instant): readonly string[] {
  const [first, ...more] = group;
  if (!first) return [];
  if (more.length === 0) return entryLines(first, now);
  const { kind, namespace } = first.object;
  const where = namespace === null ? '' : ` in ${namespace}`;
  const by = first.by === null ? '' : ` by ${first.by}`;
  return [
    `${group.length} ${kind}${where} ${deeds[first.what]} ${ageWords(first.at, now)} ago${by}:`,
    ...group.map(({ object }) => `  ${object.name}`),
  ];
}

function entryLines(entry: LedgerEntry, now: Instant): readonly string[] {
  const { diff, what, paths } = entry;
  const shown = diff.slice(0, DIFFERENCES).map((change) => `  ${templateChangeWords(change)}`);
  const more = diff.length > DIFFERENCES ? [`  and ${diff.length - DIFFERENCES} more`] : [];
  const fields =
    what === 'changed' && paths.length > 0 && paths.length <= FEW_PATHS
      ? [`  it owns ${paths.join(', ')}`]
      : [];
  return [ledgerWords(entry, now), ...shown, ...more, ...fields];
}
