import type { Labels } from './alert.ts';
import type { AlertPart } from './correlation.ts';
import { commonLabels, labelOf } from './label.ts';
import { oneLine } from './one-line.ts';

/** Longer titles do not fit a topic, a push message and a channel's name. */
const LIMIT = 120;

/** Labels that say where, the most telling first. */
const PLACES = ['service', 'deployment', 'statefulset', 'job_name', 'pod', 'node', 'instance', 'job'];

/**
 * What an incident born from alerts is called: the summary that its alerts share, else the alert's name and where it
 * fires. At most 120 characters, without control characters.
 */
export function alertTitle(part: AlertPart): string {
  const told = part.alerts.filter(
    ({ alert, policy }) => alert.status === 'firing' && policy.outcome !== 'ignore',
  );
  const annotations = commonLabels(told.map(({ alert }) => alert.annotations));
  const labels = { ...part.group.labels, ...commonLabels(told.map(({ alert }) => alert.labels)) };
  const summary = labelOf(part.commonAnnotations, 'summary') || labelOf(annotations, 'summary');
  return oneLine(summary, LIMIT) || oneLine(nameAndPlace(labels), LIMIT) || 'An alert without a name';
}

function nameAndPlace(labels: Labels): string {
  const name = labelOf(labels, 'alertname') || 'Alerts';
  const place = PLACES.map((label) => labelOf(labels, label)).find((value) => value !== '');
  const path = [labelOf(labels, 'namespace'), place].filter(Boolean).join('/');
  if (path) return `${name} in ${path}`;
  const others = Object.entries(labels).filter(
    ([label]) => label !== 'alertname' && label !== 'severity' && label !== 'cluster',
  );
  return others.length === 0 ? name : `${name} (${others.map(([l, v]) => `${l}=${v}`).join(', ')})`;
}
