import type { ClusterView } from '../../domain/cluster/cluster-view.ts';
import type { Meta, Selector } from '../../domain/cluster/meta.ts';
import type { Service } from '../../domain/cluster/network.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { selects } from '../../domain/cluster/selector.ts';
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../../domain/cluster/workload.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import type { Check, Situation } from '../check.ts';
import { type Mixed, mixedService, type Share } from '../mixed-service.ts';
import { isSameProgram } from '../same-program.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { selectorWords } from '../words/selector-words.ts';

type Controller = Deployment | StatefulSet | DaemonSet | ReplicaSet;

/**
 * Check 13: Services that divide requests between workloads that have nothing in common, and controllers whose selectors
 * match the pods of another one. Canaries, blue and green share labels on purpose and run the same program: nothing is
 * said of them. Never proven: what shares labels may be meant to.
 */
export const selectorOverlap: Check = {
  id: 'selector-overlap',
  title: 'Selectors that take in pods of something else',
  reads: ['services', 'pods', 'replicasets', 'jobs'],
  uses: ['deployments', 'statefulsets', 'daemonsets'],
  run: (situation) => [
    ...situation.view.services.flatMap((service) => ofService(service, situation)),
    ...ofControllers(situation.view),
  ],
};

function ofService(service: Service, situation: Situation): readonly Finding[] {
  const { lookup } = situation;
  const { namespace, clusterIp, type, selector, deletionAt } = service;
  if (deletionAt !== null || type === 'ExternalName' || Object.keys(selector).length === 0) return [];
  // Who asks a headless Service chooses among its pods.
  if (clusterIp === 'None') return [];
  // Without these, the pods of one Deployment or CronJob would look as if several had made them.
  if (!lookup.sawAll('replicasets', namespace) || !lookup.sawAll('jobs', namespace)) return [];
  const mixed = mixedService(service, lookup);
  return mixed ? [serviceFinding(service, mixed, situation)] : [];
}

function serviceFinding(service: Service, { port, shares, odd }: Mixed, situation: Situation): Finding {
  const { view } = situation;
  const all = podCount(shares);
  const makers = listed(shares.map(({ workload }) => refWords(workload)));
  const wrong = `${podCount(odd)} of ${countOf(all, 'ready pod')} ${podCount(odd) === 1 ? 'is' : 'are'} of ${listed(odd.map(({ workload }) => refWords(workload)))}, which ${odd.length === 1 ? 'lists' : 'list'} no port ${port.targetPort}`;
  const at = odd.length === 0 ? null : mixedSince(service, odd, situation);
  const written = selectorWrittenAt(service);
  return {
    check: 'selector-overlap',
    object: refOf(service),
    affects: [],
    sentence: `${refWords(service)} divides the requests of port ${port.port} between ${makers}${odd.length === 0 ? ', which run different programs' : `: ${wrong}, so part of them may fail`}`,
    // A port that is not listed may be listened on, and whoever gave both the label may have meant it.
    confidence: odd.length === 0 ? 'context' : 'consistent',
    severity: odd.length === 0 ? 'medium' : 'high',
    layer: 'mechanism',
    changedAt: at,
    evidence: [
      line('Selects', selectorWords({ labels: service.selector, expressions: [] })),
      table(
        'Ready pods',
        ['made by', 'pods', 'ports that they list'],
        shares.map((share) => [refWords(share.workload), String(share.pods.length), portsOf(share)]),
      ),
      ...(written === null ? [] : [line('Selector written', clock(written, view.takenAt))]),
    ],
    lookNext: [look.describe(service), ...(odd[0] ? [look.describe(odd[0].workload)] : [])],
    help: null,
  };
}

function podCount(shares: readonly Share[]): number {
  return shares.reduce((sum, { pods }) => sum + pods.length, 0);
}

function portsOf({ pods: [{ spec }] }: Share): string {
  const ports = spec.containers.flatMap((container) =>
    container.ports.map(({ name, port }) => (name === null ? String(port) : `${name} ${port}`)),
  );
  return ports.join(', ') || 'none';
}

/** Since the later of the two is there: the selector, or what it should not select; null: not known. */
function mixedSince(service: Service, odd: readonly Share[], { lookup }: Situation): Instant | null {
  const made = odd.map(({ workload }) => lookup.object(workload)?.createdAt ?? null);
  if (made.some((at) => at === null)) return null;
  return Math.max(selectorWrittenAt(service) ?? service.createdAt, ...made.map((at) => at ?? 0));
}

function selectorWrittenAt({ managers }: Meta): Instant | null {
  const times = managers
    .filter(({ paths }) => paths.some((path) => path.startsWith('spec.selector')))
    .flatMap(({ at }) => at ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

function ofControllers(view: ClusterView): readonly Finding[] {
  const bare = view.replicasets.filter(({ owner }) => owner === null);
  const controllers = [...view.deployments, ...view.statefulsets, ...view.daemonsets, ...bare].filter(
    isAtWork,
  );
  const byLabel = new Map<string, Controller[]>();
  for (const controller of controllers) {
    for (const pair of Object.entries(controller.template.labels)) {
      const key = labelKey(controller, pair);
      const list = byLabel.get(key);
      if (list) list.push(controller);
      else byLabel.set(key, [controller]);
    }
  }
  const told = new Set<string>();
  return controllers.flatMap((controller) => {
    const { selector } = controller;
    const pairs = Object.entries(selector?.labels ?? {});
    // Those that share the rarest of its labels: seldom more than itself, and never the whole namespace.
    const lists = pairs.map((pair) => byLabel.get(labelKey(controller, pair)) ?? []);
    const [few = []] = lists.toSorted((a, b) => a.length - b.length);
    const others = few.filter(
      (other) => isTakenIn(other, controller) && !told.has(`${other.uid} ${controller.uid}`),
    );
    for (const other of others) told.add(`${controller.uid} ${other.uid}`);
    return selector && others.length > 0 ? [controllerFinding(controller, selector, others)] : [];
  });
}

/** What wants no pods or goes away selects nobody's. */
function isAtWork(controller: Controller): boolean {
  const wanted = controller.kind === 'DaemonSet' ? controller.desired : controller.replicas;
  return wanted > 0 && controller.deletionAt === null;
}

function labelKey({ namespace }: Meta, [key, value]: readonly [string, string]): string {
  return `${namespace}/${key}=${value}`;
}

function isTakenIn(other: Controller, by: Controller): boolean {
  if (other.uid === by.uid || !selects(by.selector, other.template.labels)) return false;
  return !isSameProgram(other.template.spec, by.template.spec);
}

function controllerFinding(
  controller: Controller,
  selector: Selector,
  others: readonly Controller[],
): Finding {
  return {
    check: 'selector-overlap',
    object: refOf(controller),
    affects: others.map(refOf),
    sentence: `The selector of ${refWords(controller)} also matches the pods of ${listed(others.map(refWords))}: an autoscaler, a disruption budget or a command that goes by it takes them for its own`,
    // Controllers know their own pods by more than labels, so by itself it makes nothing fail.
    confidence: 'context',
    severity: 'medium',
    layer: 'cause',
    changedAt: null,
    evidence: [
      line('Selects', selectorWords(selector)),
      table(
        'Labels of the others',
        ['made by', 'labels of its pods'],
        others.map((other) => [
          refWords(other),
          selectorWords({ labels: other.template.labels, expressions: [] }),
        ]),
      ),
    ],
    lookNext: [look.describe(controller), ...others.slice(0, 1).map((other) => look.describe(other))],
    help: null,
  };
}
