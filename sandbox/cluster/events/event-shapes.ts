import type { ClusterObject } from '../cluster-object.ts';

/** The same object under its name in the core group and in events.k8s.io. */
const NAMES: readonly (readonly [core: string, newer: string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
];

const TO_NEW = new Map<string, string>(NAMES.map(([core, newer]) => [core, newer]));
const TO_CORE = new Map<string, string>(NAMES.map(([core, newer]) => [newer, core]));

/** An event of the core group as events.k8s.io/v1 shows it. */
export const toNewEvent = (event: ClusterObject): ClusterObject => renamed(event, TO_NEW, 'events.k8s.io/v1');

/** An event of events.k8s.io/v1 as the core group shows it. */
export const toCoreEvent = (event: ClusterObject): ClusterObject => renamed(event, TO_CORE, 'v1');

function renamed(event: ClusterObject, names: Map<string, string>, apiVersion: string): ClusterObject {
  const fields = Object.entries(event).map(([name, value]) => [names.get(name) ?? name, value]);
  return { ...(Object.fromEntries(fields) as ClusterObject), apiVersion };
}
