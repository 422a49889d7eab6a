import type { Labels } from '../alert.ts';
import { labelOf } from '../label.ts';

/** Programs whose metrics are about other things than themselves. */
const exporter = /(?:^|[-/_])(?:kube-?state-?metrics|ksm|cadvisor|pushgateway)(?:$|[-/_])|exporter/i;

/** What Prometheus says of the target that it scraped, in the labels that also name what an alert is about. */
const targetLabels = [
  'namespace',
  'pod',
  'service',
  'container',
  'node',
  'instance',
  'endpoint',
  'job',
] as const;

/**
 * An alert's labels without those that describe the exporter instead of what is measured:
 * - With `exported_pod` (Prometheus renames a metric's own label when it keeps the target's) all plain target labels
 *   are the exporter's, and the exported ones count
 *   (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config, honor_labels).
 * - kube-state-metrics keeps the names of its objects, but `instance`, `service`, `container` and, where the metric has
 *   none, `pod` are its own.
 * - A node exporter's `instance` is its node; everything else about its pod is not.
 * An alert about the exporter itself keeps them: nothing else is left to be meant.
 */
export function scrapedBy(labels: Labels): Labels {
  const exported = Object.entries(labels).filter(([name]) => name.startsWith('exported_'));
  const own = exported.length > 0 ? withExported(labels, exported) : withoutExporter(labels);
  return tellsNothing(own) ? labels : own;
}

/** True for an alert of the kubelet's or the node exporter's: their targets are nodes. */
export function isOfNodes(labels: Labels): boolean {
  return isOfNodeExporter(labels) || isOfKubelet(labels);
}

function isOfNodeExporter(labels: Labels): boolean {
  return ['job', 'service', 'pod'].some((name) => /node-?exporter/i.test(labelOf(labels, name)));
}

function isOfKubelet(labels: Labels): boolean {
  return /(?:^|[-/])kubelet$/.test(labelOf(labels, 'job'));
}

function withExported(labels: Labels, exported: readonly (readonly [string, string])[]): Labels {
  const rest = Object.entries(labels).filter(
    ([name]) => !name.startsWith('exported_') && !targetLabels.some((target) => target === name),
  );
  const renamed = exported.map(([name, value]) => [name.slice('exported_'.length), value] as const);
  return Object.fromEntries([...rest, ...renamed]);
}

function withoutExporter(labels: Labels): Labels {
  // What the kubelet says of pods is true of them, whatever they are called.
  if (isOfKubelet(labels)) return without(labels, ['service', 'endpoint', 'job']);
  if (!['job', 'service', 'container', 'pod'].some((name) => exporter.test(labelOf(labels, name))))
    return labels;
  const own = ['pod', 'container'].filter((name) => exporter.test(labelOf(labels, name)));
  const drop = ['service', 'endpoint', 'job', ...own];
  if (isOfNodeExporter(labels)) return without(labels, [...drop, 'namespace']);
  // A probe's address is what it probed; any other exporter's is its own.
  return without(labels, /blackbox|probe/i.test(labelOf(labels, 'job')) ? drop : [...drop, 'instance']);
}

function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** True when no label is left that could name an object, a namespace or an address. */
function tellsNothing(labels: Labels): boolean {
  const bookkeeping = new Set([
    'alertname',
    'severity',
    'prometheus',
    'cluster',
    'job',
    'endpoint',
    'metrics_path',
  ]);
  return Object.keys(labels).every((name) => bookkeeping.has(name));
}
