import type { Line } from '../../domain/document.ts';
import type { Link } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Bookmarks have names of at most this many characters; the card shows less. */
const LABEL = 100;

/** Puts a link on the card and into the channel's bookmarks. */
export async function addLink(ask: Ask, incident: Incident, link: Link): Promise<Result<Line>> {
  const label = Array.from(link.label).slice(0, LABEL).join('');
  const done = await change(ask, incident, { kind: 'add-link', link: { ...link, label } });
  if (!done.ok) return done;
  return ok([
    done.value.changed ? `The link is on ${incident.id} now.` : `The link is on ${incident.id} already.`,
  ]);
}
