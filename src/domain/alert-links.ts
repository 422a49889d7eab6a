import type { Labels } from './alert.ts';
import type { AlertPart } from './correlation.ts';
import type { Link } from './fact.ts';
import { labelOf } from './label.ts';

/** Slack's limit for the address of a button is 3,000 characters; a longer one is of no use elsewhere either. */
const LIMIT = 2_000;

/**
 * The links of an incident born from alerts: runbook and dashboard by the usual annotations, the query behind the
 * alert, a silence form already filled in, and the alert's page. Only http and https, whatever the sender wrote.
 */
export function alertLinks(part: AlertPart): readonly Link[] {
  const fired = part.alerts.filter(
    ({ alert, policy }) => alert.status === 'firing' && policy.outcome !== 'ignore',
  );
  const annotations = [part.commonAnnotations, ...fired.map(({ alert }) => alert.annotations)];
  const links: Link[] = [
    { label: 'Runbook', url: firstOf(annotations, ['runbook_url', 'runbook']) },
    { label: 'Dashboard', url: firstOf(annotations, ['dashboard_url', 'dashboard']) },
    { label: 'Query', url: fired.find(({ alert }) => alert.generatorUrl)?.alert.generatorUrl ?? '' },
    { label: 'Silence', url: firstOf(annotations, ['silence_url']) || page(part, '/#/silences/new') },
    { label: 'Alert', url: page(part, '/#/alerts') },
  ];
  return links.filter(({ url }) => isWebAddress(url));
}

/** True for an http or https address without anything in it that could end it early. */
function isWebAddress(url: string): boolean {
  return url.length <= LIMIT && /^https?:\/\/[^\s<>|"\p{Cc}]+$/iu.test(url);
}

function firstOf(sets: readonly Labels[], names: readonly string[]): string {
  for (const set of sets) {
    for (const name of names) {
      const value = labelOf(set, name).trim();
      if (isWebAddress(value)) return value;
    }
  }
  return '';
}

/** Alertmanager's page takes the matchers of the group as a filter. */
function page(part: AlertPart, path: string): string {
  const base = part.group.externalUrl?.replace(/\/+$/, '');
  if (!base) return '';
  const labels = Object.keys(part.group.labels).length > 0 ? part.group.labels : part.labels;
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${base}${path}?filter=${encodeURIComponent(`{${matchers.join(',')}}`)}`;
}
