import type { Service } from '../domain/cluster/network.ts';
import { refOf, refWords } from '../domain/cluster/object-ref.ts';
import { hasLabels } from '../domain/cluster/selector.ts';
import type { Deployment, StatefulSet } from '../domain/cluster/workload.ts';
import type { Finding, Help } from '../domain/finding.ts';
import type { Instant } from '../domain/instant.ts';
import { nearest } from '../domain/nearest.ts';
import type { Situation } from './check.ts';
import { clock } from './words/clock.ts';
import { look } from './words/look.ts';
import { line } from './words/proof.ts';

type Scalable = Deployment | StatefulSet;

type Why = {
  readonly words: string;
  readonly said: readonly Finding['evidence'][number][];
  readonly workload: Scalable | null;
  readonly changedAt: Instant | null;
  readonly severity: Finding['severity'];
  readonly layer: Finding['layer'];
  readonly help: Help | null;
};

/**
 * Why a Service selects no pod: what it selects is scaled to zero, its labels nearly fit something, or nothing is like
 * them. In: a Service with a selector and no pods. Out: at most one finding.
 */
export function emptyService(service: Service, situation: Situation): readonly Finding[] {
  const { view } = situation;
  const scalable = [...view.deployments, ...view.statefulsets].filter(
    ({ namespace }) => namespace === service.namespace,
  );
  const matching = scalable.filter(({ template }) => hasLabels(template.labels, service.selector));
  const why =
    waiting(matching) ??
    scaledDown(matching, situation) ??
    nearMiss(service, scalable, situation) ??
    nothing(service);
  return [
    {
      check: 'no-ready-endpoints',
      object: refOf(service),
      affects: why.workload ? [refOf(why.workload)] : [],
      sentence: `${refWords(service)} has no endpoints: ${why.words}`,
      confidence: why.workload === null && why.layer === 'symptom' ? 'consistent' : 'proven',
      severity: why.severity,
      layer: why.layer,
      changedAt: why.changedAt,
      evidence: [line('Selects', pairs(service.selector)), ...why.said],
      lookNext: [
        look.describe(service),
        ...(why.workload
          ? [look.describe(why.workload), look.rollout(why.workload)]
          : [look.get('pods', service.namespace)]),
      ],
      help: why.help,
    },
  ];
}

/** A workload that wants pods and has none: why it can't make them is another check's finding. */
function waiting(matching: readonly Scalable[]): Why | null {
  const workload = matching.find(({ replicas }) => replicas > 0);
  if (!workload) return null;
  return {
    words: `${refWords(workload)} wants ${workload.replicas} pods and has none`,
    said: [],
    workload,
    changedAt: null,
    severity: 'high',
    layer: 'symptom',
    help: null,
  };
}

function scaledDown(matching: readonly Scalable[], { view }: Situation): Why | null {
  const [workload] = matching;
  if (!workload) return null;
  const writer = workload.managers
    .filter(({ paths, subresource }) => subresource === 'scale' || paths.includes('spec.replicas'))
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  const at = writer?.at ?? null;
  const by = writer && at !== null ? `, last written by ${writer.name} at ${clock(at, view.takenAt)}` : '';
  return {
    words: `${refWords(workload)} is scaled to 0${by}`,
    said: [line('Replicas', `0 wanted${by}`)],
    workload,
    changedAt: at,
    severity: 'medium',
    layer: 'cause',
    help: {
      action: 'scale',
      target: refOf(workload),
      text: 'Scale it up again, if it was not meant',
      // How many it had nothing keeps, so whoever proposes it says it.
      remedy: { action: 'scale', parameters: {} },
    },
  };
}

/** A workload whose labels differ from the selector in one value that looks like a typing error, or in one key. */
function nearMiss(service: Service, candidates: readonly Scalable[], { view }: Situation): Why | null {
  const wanted = Object.entries(service.selector);
  for (const workload of candidates) {
    const { labels } = workload.template;
    const wrong = wanted.filter(([key, value]) => labels[key] !== value);
    const [only, ...more] = wrong;
    if (!only || more.length > 0) continue;
    const [key, value] = only;
    const has = labels[key];
    const typo = has !== undefined && nearest(value, [has]) !== null;
    if (wanted.length === 1 && !typo) continue;
    const writer = service.managers
      .filter(({ paths }) => paths.some((path) => path.startsWith('spec.selector')))
      .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
    const difference = has === undefined ? `have no label ${key}` : `have ${key}=${has}`;
    return {
      words: `it selects ${key}=${value}, and the pods of ${refWords(workload)} ${difference}`,
      said: [
        line('Nearest', `${refWords(workload)} with ${pairs(labels)}`),
        ...(writer?.at
          ? [line('Selector', `last written by ${writer.name} at ${clock(writer.at, view.takenAt)}`)]
          : []),
      ],
      workload,
      changedAt: writer?.at ?? null,
      severity: 'high',
      layer: 'cause',
      help: null,
    };
  }
  return null;
}

function nothing(service: Service): Why {
  return {
    words: `nothing in namespace ${service.namespace} has the labels ${pairs(service.selector)}`,
    said: [],
    workload: null,
    changedAt: null,
    severity: 'medium',
    layer: 'symptom',
    help: null,
  };
}

function pairs(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
