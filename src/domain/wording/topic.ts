import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { place } from './headline.ts';
import { severityLabel } from './severity-words.ts';
import { statusShort } from './status-words.ts';

/** Slack's limit for a topic and for a purpose. */
export const TOPIC_LIMIT = 250;

/** The channel's topic, at most 250 characters of plain text: how bad, how far, what, where. */
export function topic(incident: Incident): string {
  const parts = [
    ...(incident.drill ? ['DRILL'] : []),
    severityLabel(incident.severity),
    statusShort[incident.status],
    oneLine(incident.title, 120),
    oneLine(place(incident), 60),
    incident.id,
  ];
  return oneLine(parts.filter((part) => part).join(' · '), TOPIC_LIMIT);
}
