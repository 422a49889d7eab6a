import type { AlertCounts, Labels } from '../alert.ts';
import { oneLine } from '../one-line.ts';

/** The labels that say which thing an alert is about, the most telling first. */
const subjectLabels = ['pod', 'deployment', 'statefulset', 'service', 'instance', 'node', 'job'];

/** `CheckoutErrors (checkout-7d9f)`: an alert's name and the thing it is about. */
export function alertName(labels: Labels): string {
  const name = labels.alertname ?? 'Alert without a name';
  const subject = subjectLabels.map((label) => labels[label]).find((value) => value);
  return oneLine(subject ? `${name} (${subject})` : name, 120);
}

/** `alertname=CheckoutErrors, namespace=shop`. */
export function labelsText(labels: Labels): string {
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
  return oneLine(text || 'no labels', 160);
}

/** `1 alert`, `7 alerts`. */
export function countOf(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** `7 firing of 12, 3 cleared, 2 gone (silenced or inhibited)`: how many alerts are in which state, zeros left out. */
export function countsText(counts: AlertCounts): string {
  const known = counts.firing + counts.resolved + counts.gone + counts.held;
  if (known === 0 && counts.truncated === 0) return 'no alerts';
  const parts = [known > counts.firing ? `${counts.firing} firing of ${known}` : `${counts.firing} firing`];
  if (counts.resolved) parts.push(`${counts.resolved} cleared`);
  if (counts.gone) parts.push(`${counts.gone} gone (silenced or inhibited?)`);
  if (counts.held) parts.push(`${counts.held} back, not confirmed yet`);
  if (counts.truncated) parts.push(`${counts.truncated} more that Alertmanager did not list`);
  return parts.join(', ');
}
