import type { ClusterEvent } from '../domain/cluster/event.ts';
import { refWords } from '../domain/cluster/object-ref.ts';
import type { Answer } from '../domain/query/answer.ts';
import { ageWords } from '../domain/wording/cluster/age.ts';
import { eventLines, inOrder } from '../domain/wording/cluster/event-lines.ts';
import { type AskedFor, answered, namespacesIn, refusedAnswer } from './answer-asked.ts';
import { findObject, missingNamespace } from './answer-find.ts';
import { foundIn, POD_MAKERS, readAround, readAroundObject } from './answer-related.ts';

/** A person looks at the last ones; a cluster in trouble has thousands. */
const MOST = 500;

/** `events`: of an object with what it owns, or of namespaces, in the order of their last sight. Throws ClusterFailure. */
export async function answerEvents(asked: AskedFor<'events'>): Promise<Answer> {
  return asked.query.target === null ? ofNamespaces(asked) : ofObject(asked, asked.query.target);
}

async function ofNamespaces(asked: AskedFor<'events'>): Promise<Answer> {
  const { scope } = asked.query;
  const { view, gaps } = await readAround(asked, ['events'], namespacesIn(asked, scope));
  if (gaps[0] !== undefined && view.events.length === 0) return failed(gaps[0]);
  if (view.events.length === 0 && scope.kind === 'namespace') {
    const missing = await missingNamespace(asked, scope.namespace);
    if (missing) return refusedAnswer(missing);
  }
  const where = scope.kind === 'namespace' ? scope.namespace : 'all namespaces';
  return fromEvents(
    view.events,
    view.takenAt,
    `in ${where}`,
    scope.kind === 'namespace' ? scope.namespace : 'all',
  );
}

async function ofObject(
  asked: AskedFor<'events'>,
  target: { readonly resource: string; readonly name: string },
): Promise<Answer> {
  const found = await findObject(asked, target, asked.query.scope);
  if (!found.ok) return refusedAnswer(found.refusal, found.lookNext);
  const { resource, namespace, name } = found.value;
  const kinds = [...POD_MAKERS, 'nodes', 'services', 'events'] as const;
  const seen = kinds.filter((kind) => kind !== 'nodes' || resource.kind === 'Node');
  const around = await readAroundObject(asked, found.value, seen);
  const noEvents = around.view.gaps.find(({ kind }) => kind === 'events');
  if (noEvents) return failed(noEvents.sentence);
  const { object, pods } = foundIn(around, found.value);
  const owned = object === null ? [] : around.lookup.ownedBy(object);
  const all = object === null ? [] : [object, ...owned.filter(({ kind }) => kind !== 'Pod'), ...pods];
  const about = object === null ? [{ kind: resource.kind, namespace, name }] : [...new Set(all)];
  const events = about.flatMap((each) => around.lookup.eventsAbout(each));
  const words = `of ${refWords({ kind: resource.kind, namespace, name })}`;
  return fromEvents(events, around.view.takenAt, words, name);
}

function fromEvents(events: readonly ClusterEvent[], now: number, where: string, file: string): Answer {
  const shown = inOrder(events).slice(-MOST);
  const warnings = events.filter(({ type }) => type === 'Warning');
  const last = shown.at(-1);
  if (!last) return answered({ summary: `No events ${where}; the cluster forgets them after an hour.` });
  const cut = events.length > MOST ? `, the last ${MOST} shown` : '';
  const count = events.length === 1 ? '1 event' : `${events.length} events`;
  const worst = inOrder(warnings).at(-1);
  return answered({
    summary: `${count} ${where}, ${warnings.length} of them warnings, the last ${ageWords(last.lastAt, now)} ago${cut}.`,
    text: eventLines(shown, now, true).join('\n'),
    fileName: `events-${file}.txt`,
    keep: 'last',
    essence: shown.map(({ type, reason, about }) => `${type} ${reason} ${about.kind} ${about.name}`),
    lookNext: worst ? [describeLine(worst)] : [],
  });
}

function describeLine({ about: { kind, namespace, name } }: ClusterEvent): string {
  return `/incident describe ${kind.toLowerCase()}/${name}${namespace === null ? '' : ` -n ${namespace}`}`;
}

function failed(summary: string): Answer {
  return answered({ outcome: 'failed', summary });
}
