import type { ContainerState, Pod } from '../domain/cluster/pod.ts';
import type { Instant } from '../domain/instant.ts';
import type { Answer } from '../domain/query/answer.ts';
import { mergedLogs, mergedLogText, type PodLog } from '../domain/query/merged-logs.ts';
import { nearestNames } from '../domain/query/nearest-names.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { stateWords } from '../domain/wording/cluster/container-lines.ts';
import { failureWords } from '../domain/wording/cluster/failure-words.ts';
import { folded } from '../domain/wording/cluster/folded.ts';
import { shortPodNames } from '../domain/wording/cluster/shorten.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import type { LogPiece } from '../ports/cluster-reader.ts';
import { type AskedFor, answered, refusedAnswer } from './answer-asked.ts';
import { type Found, findObject } from './answer-find.ts';
import { foundIn, POD_MAKERS, readAroundObject, unreadAnswer } from './answer-related.ts';

/** More pods than this write more than anybody reads; the youngest ones are read. */
const MOST_PODS = 20;

type Source = { readonly pod: Pod; readonly container: string };

/** A source that was read, or why it could not be. */
type Heard = Source & ({ readonly piece: LogPiece } | { readonly trouble: string });

/** `logs`: of one pod, or of all pods of a workload merged by time. Throws ClusterFailure. */
export async function answerLogs(asked: AskedFor<'logs'>): Promise<Answer> {
  const found = await findObject(asked, asked.query.target, asked.query.scope);
  if (!found.ok) return refusedAnswer(found.refusal, found.lookNext);
  if (found.value.namespace === null) return noLogs(found.value);
  const around = await readAroundObject(asked, found.value, POD_MAKERS);
  const { object, pods } = foundIn(around, found.value);
  if (pods.length === 0) {
    const unread = unreadAnswer(around, [found.value.resource.name, 'pods', 'replicasets']);
    return unread ?? (object === null ? noLogs(found.value) : noPods(found.value));
  }
  const read = pods.slice(0, MOST_PODS);
  const sources = sourcesIn(asked, found.value, read);
  if (!sources.ok) return refusedAnswer(sources.refusal);
  const heard = await Promise.all(sources.value.map((source) => listen(asked, source)));
  return fromHeard(asked, found.value, heard, pods.length - read.length);
}

function noPods({ resource, namespace, name }: Found): Answer {
  return refusedAnswer({
    kind: 'not-found',
    what: `${resource.kind} ${namespace}/${name} has no pods, so there are no logs.`,
    example: `/incident describe ${resource.singular}/${name} -n ${namespace}`,
  });
}

function noLogs({ resource, name }: Found): Answer {
  return refusedAnswer({
    kind: 'invalid',
    what: `${resource.kind} ${name} has no pods of its own, so there are no logs.`,
    example: '/incident logs deploy/checkout',
  });
}

/** The named container, else the one that the pod calls its default, else the first that is no helper. */
function sourcesIn(
  { query }: AskedFor<'logs'>,
  { resource, namespace, name: called }: Found,
  pods: readonly Pod[],
): Result<readonly Source[]> {
  const sources = pods.flatMap((pod): readonly Source[] => {
    const names = pod.spec.containers.map(({ name }) => name);
    if (query.container !== null) {
      return names.includes(query.container) ? [{ pod, container: query.container }] : [];
    }
    const usual = pod.annotations['kubectl.kubernetes.io/default-container'];
    const main = pod.spec.containers.find(({ role }) => role === 'main')?.name ?? names[0];
    const container = usual !== undefined && names.includes(usual) ? usual : main;
    return container === undefined ? [] : [{ pod, container }];
  });
  if (sources.length > 0) return ok(sources);
  const names = [...new Set(pods.flatMap(({ spec }) => spec.containers.map(({ name }) => name)))];
  const near = nearestNames(query.container ?? '', names)[0] ?? names[0] ?? 'app';
  return refuse({
    kind: 'not-found',
    what: `There is no container ${query.container}.`,
    options: names,
    example: `/incident logs ${resource.singular}/${called} -n ${namespace} -c ${near}`,
  });
}

/** One pod that can't be read says why, and the others are read. What concerns them all is thrown. */
async function listen({ query, reader, until, now }: AskedFor<'logs'>, source: Source): Promise<Heard> {
  const { pod, container } = source;
  const { previous, tail, since } = query;
  if (previous && beforeOf(source) === null && restartsOf(source) === 0) {
    return { ...source, trouble: `${container} has not restarted, so there is no run before this one` };
  }
  const request = {
    namespace: pod.namespace ?? '',
    pod: pod.name,
    container,
    previous,
    since: since === null ? null : now - since,
    tail,
  };
  try {
    return { ...source, piece: await reader.logs(request, until) };
  } catch (failure) {
    if (!(failure instanceof ClusterFailure) || !isAboutOne(failure)) throw failure;
    return { ...source, trouble: wordsOf(failure, reader.name, source, now) };
  }
}

function isAboutOne({ kind }: ClusterFailure): boolean {
  return kind === 'not-found' || kind === 'refused' || kind === 'broken';
}

function wordsOf(failure: ClusterFailure, cluster: string, { pod, container }: Source, now: Instant): string {
  const state = pod.containers.find(({ name }) => name === container)?.state ?? null;
  if (failure.kind === 'refused' && state?.kind === 'waiting') {
    return `${container} has not started: ${stateWords(state, now)}`;
  }
  return failureWords(cluster, failure).summary;
}

function fromHeard(asked: AskedFor<'logs'>, found: Found, heard: readonly Heard[], unread: number): Answer {
  const { query } = asked;
  const pieces = heard.flatMap((each) => ('piece' in each ? [each] : []));
  const silent = heard.flatMap((each) => ('trouble' in each ? [each] : []));
  const names = shortPodNames(heard.map(({ pod }) => pod.name));
  const logs = pieces.map(({ pod, piece }): PodLog => ({ pod: pod.name, lines: piece.lines }));
  const lines = mergedLogs(logs, query.grep);
  const notes = [
    ...silent.map(({ pod, trouble }) =>
      heard.length > 1 ? `${names.get(pod.name) ?? pod.name}: ${trouble}` : trouble,
    ),
    ...(pieces.some(({ piece }) => piece.cut) ? ['older lines are missing, they were too many bytes'] : []),
    ...(unread > 0 ? [`${unread} older pods were not read`] : []),
  ];
  const target = `${found.resource.kind} ${found.namespace}/${found.name}`;
  const text = [...notes.map((note) => folded(`(${note})`)), mergedLogText(lines, names, asked.now)]
    .filter((each) => each !== '')
    .join('\n');
  return answered({
    outcome: pieces.length === 0 ? 'failed' : 'answered',
    summary:
      pieces.length === 0
        ? `No logs of ${target}: ${notes.join('; ')}.`
        : summaryOf(asked, target, heard, lines.length, notes),
    text: lines.length === 0 ? null : text,
    fileName: `logs-${found.namespace}-${found.name}${query.previous ? '-previous' : ''}.txt`,
    keep: 'last',
    // Logs go on; that a text comes up, or how often, is news.
    essence: query.grep === null ? [] : [`${lines.length} lines with that text`],
    lookNext: lookNext(asked, found, heard),
  });
}

function summaryOf(
  { query, now }: AskedFor<'logs'>,
  target: string,
  heard: readonly Heard[],
  count: number,
  notes: readonly string[],
): string {
  const containers = [...new Set(heard.map(({ container }) => container))];
  const others = new Set(heard.flatMap(({ pod }) => pod.spec.containers.map(({ name }) => name)));
  const which = others.size > 1 ? `, container ${containers.join(', ')}` : '';
  const run = query.previous ? ' of the run before' : '';
  const matching = query.grep === null ? '' : ' with that text';
  const pods = heard.length > 1 ? `, ${heard.length} pods` : '';
  const end = query.previous && heard.length === 1 && heard[0] ? endOf(heard[0], now) : '';
  const more = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  const lines = count === 0 ? 'no lines' : count === 1 ? '1 line' : `${count} lines`;
  return `${target}${which}${pods}: ${lines}${run}${matching}${end}${more}.`;
}

/** How the run ended whose log this is. */
function endOf(source: Source, now: Instant): string {
  const before = beforeOf(source);
  return before === null ? '' : `; ${stateWords(before, now)}`;
}

function beforeOf({ pod, container }: Source): ContainerState | null {
  return pod.containers.find(({ name }) => name === container)?.lastState ?? null;
}

function restartsOf({ pod, container }: Source): number {
  return pod.containers.find(({ name }) => name === container)?.restarts ?? 0;
}

/** A crashed container's reason is in the log of its run before; other containers are one option away. */
function lookNext(
  { query }: AskedFor<'logs'>,
  { resource, namespace, name }: Found,
  heard: readonly Heard[],
) {
  const line = `/incident logs ${resource.singular}/${name} -n ${namespace}`;
  const crashed = heard.find((source) => beforeOf(source) !== null);
  const first = heard[0];
  const other = first?.pod.spec.containers.find(
    (each) => each.name !== first.container && each.role !== 'init',
  );
  return [
    ...(crashed && !query.previous
      ? [
          `/incident logs pod/${crashed.pod.name} -n ${namespace}${crashed.pod.containers.length > 1 ? ` -c ${crashed.container}` : ''} --previous`,
        ]
      : []),
    ...(other && query.container === null ? [`${line} -c ${other.name}`] : []),
  ];
}
