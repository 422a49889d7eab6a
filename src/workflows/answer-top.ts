import type { Usage } from '../domain/cluster/small-kinds.ts';
import type { Answer } from '../domain/query/answer.ts';
import { phoneTable } from '../domain/wording/cluster/phone-table.ts';
import { hungriest, nodeUsageGrid, podUsageGrid, usageWords } from '../domain/wording/cluster/usage-table.ts';
import { type AskedFor, answered, namespacesIn, refusedAnswer } from './answer-asked.ts';
import { findObject, missingNamespace } from './answer-find.ts';
import { readAround } from './answer-related.ts';

/** `top`: what pods or nodes use now, by the metrics API where there is one. Throws ClusterFailure. */
export async function answerTop(asked: AskedFor<'top'>): Promise<Answer> {
  const { of, name, scope } = asked.query;
  const found = name === null ? null : await findObject(asked, { resource: of, name }, scope);
  if (found && !found.ok) return refusedAnswer(found.refusal, found.lookNext);
  const one = found?.ok ? found.value : null;
  const kind = of === 'pods' ? 'podusage' : 'nodeusage';
  const namespaces = one?.namespace ? [one.namespace] : of === 'pods' ? namespacesIn(asked, scope) : null;
  const { view } = await readAround(asked, [kind, of], namespaces);
  const gap = view.gaps.find((each) => each.kind === kind);
  if (gap) return noMetrics(asked, gap.why, gap.sentence);
  const usage = view[kind].filter((each) => one === null || each.name === one.name);
  if (usage.length === 0 && scope.kind === 'namespace') {
    const missing = await missingNamespace(asked, scope.namespace);
    if (missing) return refusedAnswer(missing);
  }
  const grid = of === 'pods' ? podUsageGrid(usage, view.pods) : nodeUsageGrid(usage, view.nodes);
  const { text, full } = phoneTable(grid);
  const names = full.length === 0 ? [] : ['', 'Names in full:', ...full];
  return answered({
    summary: summaryOf(asked, usage),
    text: usage.length === 0 ? null : [text, ...names].join('\n'),
    // Figures change all the time; that is no news.
    essence: usage.map(({ name: each }) => each),
    fileName: `top-${of}.txt`,
    lookNext: lookNext(asked, usage),
  });
}

function noMetrics({ question, query }: AskedFor<'top'>, why: string, sentence: string): Answer {
  const summary =
    why === 'absent'
      ? `${question.cluster} has no metrics API (metrics.k8s.io), so nobody knows what ${query.of} use. describe shows what they asked for.`
      : sentence;
  return answered({ outcome: 'failed', summary });
}

function summaryOf({ query }: AskedFor<'top'>, usage: readonly Usage[]): string {
  const where = query.scope.kind === 'namespace' ? ` in ${query.scope.namespace}` : '';
  const [most] = hungriest(usage);
  if (!most) return `No ${query.of}${where} with figures yet.`;
  const count = `${usage.length} ${usage.length === 1 ? query.of.slice(0, -1) : query.of}${where}`;
  const words = `${usageWords('cpu', most.uses)} CPU and ${usageWords('memory', most.uses)}`;
  return usage.length === 1 ? `${most.name} uses ${words}.` : `${count}; ${most.name} uses most: ${words}.`;
}

function lookNext({ query }: AskedFor<'top'>, usage: readonly Usage[]): readonly string[] {
  const [most] = hungriest(usage);
  if (!most) return [];
  const place = most.namespace === null ? '' : ` -n ${most.namespace}`;
  return [`/incident describe ${query.of.slice(0, -1)}/${most.name}${place}`];
}
