import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { TOPIC_LIMIT } from './topic.ts';

/** The channel's purpose, at most 250 characters of plain text. It does not change during the incident. */
export function purpose(incident: Pick<Incident, 'id' | 'drill'>): string {
  const what = incident.drill ? 'A drill' : 'An incident';
  return oneLine(
    `${what}, ${incident.id}. The pinned card shows where it stands. Everything said here goes into its timeline. Type /incident for what you can do.`,
    TOPIC_LIMIT,
  );
}
