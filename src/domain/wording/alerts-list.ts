import type { Episode } from '../alert.ts';
import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { countsText } from './alert-words.ts';
import { alertLine } from './card-sections.ts';
import { headline } from './headline.ts';
import { inParts } from './in-parts.ts';

/** So many lines fit one message with room to spare. */
const SHOWN = 18;

const order = ['firing', 'held', 'gone', 'resolved'] as const;

/** The alerts of an incident: each one's latest episode, what fires first, the longest first. */
export function alertsList(incident: Incident, episodes: readonly Episode[]): Document {
  const latest = new Map<string, Episode>();
  for (const episode of episodes) {
    const known = latest.get(episode.fingerprint);
    if (!known || isLater(episode, known)) latest.set(episode.fingerprint, episode);
  }
  const sorted = [...latest.values()].toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.startedAt - b.startedAt,
  );
  const lines = sorted.slice(0, SHOWN).map(
    (episode): Line =>
      alertLine({
        fingerprint: episode.fingerprint,
        state: episode.state,
        startedAt: episode.startedAt,
        labels: episode.labels,
        summary: episode.annotations.summary ?? episode.annotations.description ?? null,
      }),
  );
  if (sorted.length > SHOWN) lines.push([`and ${sorted.length - SHOWN} more`]);
  const title = `${incident.id}: ${countsText(incident.alerts)}`;
  return {
    push: [`${headline(incident)}: ${countsText(incident.alerts)}`],
    parts: [
      { kind: 'text', lines: [[{ kind: 'bold', text: title }]] },
      ...inParts(lines),
      ...(lines.length
        ? [{ kind: 'context', lines: [['● fires · ◐ back, not confirmed · ◌ gone · ✓ cleared']] } as const]
        : []),
    ],
  };
}

function isLater(a: Episode, b: Episode): boolean {
  return a.startedAt > b.startedAt || (a.startedAt === b.startedAt && a.occurrence >= b.occurrence);
}
