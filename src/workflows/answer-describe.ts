import type { ClusterView, ViewKind } from '../domain/cluster/cluster-view.ts';
import { conditionOf, isReady } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Meta } from '../domain/cluster/meta.ts';
import { refWords } from '../domain/cluster/object-ref.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { selects } from '../domain/cluster/selector.ts';
import type { Workload } from '../domain/cluster/workload.ts';
import type { Answer } from '../domain/query/answer.ts';
import { ageWords } from '../domain/wording/cluster/age.ts';
import { describeNode, nodeSummary } from '../domain/wording/cluster/describe-node.ts';
import { describeObject, objectSummary } from '../domain/wording/cluster/describe-object.ts';
import { describePod, podSummary } from '../domain/wording/cluster/describe-pod.ts';
import { describeService, serviceSummary } from '../domain/wording/cluster/describe-service.ts';
import { describeWorkload, workloadSummary } from '../domain/wording/cluster/describe-workload.ts';
import { nodeEssence, podEssence, workloadEssence } from '../domain/wording/cluster/essence.ts';
import { referenceLines } from '../domain/wording/cluster/reference-lines.ts';
import { type Asked, type AskedFor, answered, refusedAnswer } from './answer-asked.ts';
import { type Found, findObject } from './answer-find.ts';
import { POD_MAKERS, readAroundObject } from './answer-related.ts';

const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

/** What belongs to pods and what makes them. */
const AROUND_PODS = [
  ...POD_MAKERS,
  'services',
  'poddisruptionbudgets',
  'horizontalpodautoscalers',
  'configmaps',
  'persistentvolumeclaims',
  'serviceaccounts',
  'events',
] as const satisfies readonly ViewKind[];

/** `describe`: one object with everything that belongs to it. Throws ClusterFailure. */
export async function answerDescribe(asked: AskedFor<'describe'>): Promise<Answer> {
  const found = await findObject(asked, asked.query.target, asked.query.scope);
  if (!found.ok) return refusedAnswer(found.refusal, found.lookNext);
  const { resource, namespace, name } = found.value;
  const parts = await partsOf(asked, found.value);
  return answered({
    ...parts,
    fileName: `${resource.singular || resource.name}-${namespace === null ? '' : `${namespace}-`}${name}.txt`,
  });
}

type Parts = Pick<Answer, 'summary' | 'text' | 'essence'> & { readonly lookNext?: readonly string[] };

async function partsOf(asked: Asked, found: Found): Promise<Parts> {
  const { kind, group } = found.resource;
  const own = group === '' || group === 'apps' || group === 'batch';
  if (own && kind === 'Pod') return podParts(asked, found);
  if (own && WORKLOAD_KINDS.includes(kind)) return workloadParts(asked, found);
  if (own && kind === 'Node') return nodeParts(asked, found);
  if (own && kind === 'Service') return serviceParts(asked, found);
  return anyParts(asked, found);
}

async function podParts(asked: Asked, found: Found): Promise<Parts> {
  const nodes: readonly ViewKind[] = asked.question.namespaces === null ? ['nodes'] : [];
  const { view, lookup, gaps } = await readAroundObject(asked, found, [...AROUND_PODS, ...nodes]);
  const now = view.takenAt;
  const pod = view.pods.find(({ name, namespace }) => name === found.name && namespace === found.namespace);
  if (!pod) return anyParts(asked, found);
  const story = {
    pod,
    owners: lookup.ownersOf(pod),
    node: nodeWords(lookup, pod, now),
    references: referenceLines(pod.spec, pod.namespace ?? '', view),
    related: relatedLines(view, lookup, pod),
    events: lookup.eventsAbout(pod),
    gaps,
    now,
  };
  return {
    summary: podSummary(pod, now),
    text: describePod(story),
    lookNext: afterPod(pod),
    essence: [podEssence(pod)],
  };
}

async function workloadParts(asked: Asked, found: Found): Promise<Parts> {
  const { view, lookup, gaps } = await readAroundObject(asked, found, AROUND_PODS);
  const now = view.takenAt;
  const { kind, namespace, name } = { ...found, kind: found.resource.kind };
  const workload = lookup.object({ kind, namespace, name }) as Workload | null;
  if (workload === null) return anyParts(asked, found);
  const pods = lookup.podsOf(workload);
  const revisions = lookup
    .ownedBy(workload)
    .filter((each) => each.kind === 'ReplicaSet' || each.kind === 'Job');
  const story = {
    workload,
    owners: lookup.ownersOf(workload),
    pods,
    references: referenceLines(workload.template.spec, namespace ?? '', view),
    related: pods[0] ? relatedLines(view, lookup, pods[0]) : scalerLines(view, workload),
    events: [workload, ...revisions, ...pods].flatMap((each) => lookup.eventsAbout(each)),
    gaps,
    now,
  };
  const target = `${found.resource.singular}/${name} -n ${namespace}`;
  return {
    summary: workloadSummary(workload),
    text: describeWorkload(story),
    essence: workloadEssence(workload, pods),
    lookNext: [`/incident logs ${target}`, `/incident rollout ${target}`],
  };
}

async function nodeParts(asked: Asked, found: Found): Promise<Parts> {
  const { view, lookup, gaps } = await readAroundObject(asked, found, ['nodes', 'leases', 'pods', 'events']);
  const now = view.takenAt;
  const node = lookup.node(found.name);
  if (node === null) return anyParts(asked, found);
  const pods = lookup.podsOn(node.name);
  const lease = view.leases.find(({ name }) => name === node.name) ?? null;
  const story = { node, lease, pods, events: lookup.eventsAbout(node), gaps, now };
  return { summary: nodeSummary(story), text: describeNode(story), essence: nodeEssence(node) };
}

async function serviceParts(asked: Asked, found: Found): Promise<Parts> {
  const kinds = ['services', 'endpointslices', 'pods', 'ingresses', 'events'] as const;
  const { view, lookup, gaps } = await readAroundObject(asked, found, kinds);
  const now = view.takenAt;
  const service = view.services.find(({ name }) => name === found.name);
  if (!service) return anyParts(asked, found);
  const story = {
    service,
    slices: lookup.slicesOf(service),
    pods: lookup.podsBehind(service),
    related: view.ingresses
      .filter(({ backends }) => backends.some((backend) => backend.service === service.name))
      .map(
        ({ name, backends }) =>
          `Ingress ${name}: ${backends.map(({ host, path }) => `${host}${path}`).join(', ')}`,
      ),
    events: lookup.eventsAbout(service),
    gaps,
    now,
  };
  return { summary: serviceSummary(story), text: describeService(story) };
}

/** A kind that Keyturn knows nothing of: what the object itself says. */
async function anyParts(asked: Asked, found: Found): Promise<Parts> {
  const { resource, namespace, name } = found;
  const where = { resource, namespace, name, labels: null };
  const [object, around] = await Promise.all([
    asked.reader.object(where, asked.until),
    readAroundObject(asked, found, ['events']),
  ]);
  const { view, lookup, gaps } = around;
  const now = view.takenAt;
  const ref = { kind: resource.kind, namespace, name };
  const events = lookup.eventsAbout(ref);
  return {
    summary: objectSummary(refWords(ref), object),
    text: describeObject({ object, events, gaps, now }),
  };
}

function nodeWords(lookup: Lookup, pod: Pod, now: number): string | null {
  const node = lookup.node(pod.node);
  if (node === null) return null;
  const changedAt = conditionOf(node, 'Ready')?.changedAt ?? null;
  const since = changedAt === null ? '' : ` for ${ageWords(changedAt, now)}`;
  return isReady(node) ? 'Ready' : `NotReady${since}`;
}

function relatedLines(view: ClusterView, lookup: Lookup, pod: Pod): readonly string[] {
  return [
    ...lookup
      .servicesOf(pod)
      .map(({ name, ports }) => `Service ${name} (${ports.map(({ port }) => port).join(', ')})`),
    ...view.poddisruptionbudgets
      .filter(({ namespace, selector }) => namespace === pod.namespace && selects(selector, pod.labels))
      .map(({ name, disruptionsAllowed }) => `PodDisruptionBudget ${name}: ${disruptionsAllowed} may go now`),
    ...lookup.ownersOf(pod).flatMap((owner) => scalerLines(view, owner)),
  ];
}

function scalerLines(
  view: ClusterView,
  { kind, name, namespace }: Pick<Meta, 'kind' | 'name' | 'namespace'>,
) {
  return view.horizontalpodautoscalers
    .filter(({ target, namespace: own }) => own === namespace && target.kind === kind && target.name === name)
    .map(
      (each) =>
        `HorizontalPodAutoscaler ${each.name}: ${each.current} of ${each.min} to ${each.max}, wants ${each.desired}`,
    );
}

function afterPod(pod: Pod): readonly string[] {
  const target = `pod/${pod.name} -n ${pod.namespace}`;
  const crashed = pod.containers.find(({ lastState }) => lastState !== null);
  const container = crashed && pod.containers.length > 1 ? ` -c ${crashed.name}` : '';
  return [`/incident logs ${target}${container}${crashed ? ' --previous' : ''}`];
}
