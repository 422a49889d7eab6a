import {
  changeLedger,
  LEDGER_KINDS,
  type LedgerEntry,
  REVISION_KINDS,
} from '../domain/cluster/change-ledger.ts';
import type { ViewKind } from '../domain/cluster/cluster-view.ts';
import { HOUR, MINUTE } from '../domain/instant.ts';
import type { Answer } from '../domain/query/answer.ts';
import { ledgerText, ledgerWords } from '../domain/wording/cluster/ledger-lines.ts';
import { type AskedFor, answered, namespacesIn, refusedAnswer } from './answer-asked.ts';
import { missingNamespace } from './answer-find.ts';
import { readAround } from './answer-related.ts';

/** A new cluster is one long list of changes. */
const MOST = 300;

const CLUSTER_SCOPED: readonly ViewKind[] = [
  'customresourcedefinitions',
  'webhookconfigurations',
  'nodes',
  'namespaces',
  'priorityclasses',
];

/** `changes`: what the cluster's objects tell of changes in the window. Throws ClusterFailure. */
export async function answerChanges(asked: AskedFor<'changes'>): Promise<Answer> {
  const { since, scope, near } = asked.query;
  const all: readonly ViewKind[] = [...LEDGER_KINDS, ...REVISION_KINDS];
  const kinds =
    asked.question.namespaces === null ? all : all.filter((kind) => !CLUSTER_SCOPED.includes(kind));
  const { view, gaps } = await readAround(asked, kinds, namespacesIn(asked, scope));
  const now = view.takenAt;
  const window = { from: now - since, to: now };
  const entries = changeLedger(view, { ...window, workload: null, namespace: near });
  if (entries.length === 0 && scope.kind === 'namespace') {
    const missing = await missingNamespace(asked, scope.namespace);
    if (missing) return refusedAnswer(missing);
  }
  const where = scope.kind === 'namespace' ? ` in ${scope.namespace} and cluster-wide` : '';
  const summary = summaryOf(entries, `${where} in the last ${windowWords(since)}`, now);
  return answered({
    summary: gaps.length > 0 ? `${summary} Not everything could be read.` : summary,
    text:
      entries.length === 0 && gaps.length === 0
        ? null
        : ledgerText(entries.slice(0, MOST), { namespace: near, gaps, now }),
    fileName: 'changes.txt',
    essence: entries.map(
      ({ what, object, at }) => `${what} ${object.kind} ${object.namespace}/${object.name} ${at}`,
    ),
    lookNext: lookNext(entries),
  });
}

/** As it was typed: `2h`, `1d`, `90m`. */
function windowWords(since: number): string {
  if (since % (24 * HOUR) === 0) return `${since / (24 * HOUR)}d`;
  if (since % HOUR === 0) return `${since / HOUR}h`;
  return since % MINUTE === 0 ? `${since / MINUTE}m` : `${Math.round(since / 1_000)}s`;
}

function summaryOf(entries: readonly LedgerEntry[], when: string, now: number): string {
  const [first] = entries;
  if (!first) return `No change that left a trace${when}.`;
  const count = entries.length === 1 ? '1 change' : `${entries.length} changes`;
  const shown = entries.length > MOST ? `, the first ${MOST} shown` : '';
  return `${count}${when}${shown}; first: ${ledgerWords(first, now)}.`;
}

function lookNext(entries: readonly LedgerEntry[]): readonly string[] {
  const rolled = entries.find(({ what }) => what === 'rolled-out');
  if (!rolled) return [];
  const { kind, name, namespace } = rolled.object;
  return [`/incident rollout ${kind.toLowerCase()}/${name} -n ${namespace}`];
}
