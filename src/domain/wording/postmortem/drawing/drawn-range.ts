import { type Instant, MINUTE } from '../../../instant.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';

export type Range = { readonly from: Instant; readonly to: Instant };

/** From the first to the last moment that is drawn; at least a minute, so that there is something to divide. */
export function drawnRange(postmortem: Postmortem): Range {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const at of moments(postmortem)) {
    if (at === null || !Number.isFinite(at)) continue;
    from = Math.min(from, at);
    to = Math.max(to, at);
  }
  if (from > to) return { from: 0, to: MINUTE };
  return { from, to: Math.max(to, from + MINUTE) };
}

function* moments(postmortem: Postmortem): Generator<Instant | null> {
  for (const { at } of postmortem.times) yield at;
  for (const { at } of postmortem.tracks.statuses) yield at;
  for (const { minute, count } of postmortem.tracks.messages) yield count > 0 ? minute : null;
  for (const { from, to } of postmortem.tracks.roles) {
    yield from;
    yield to;
  }
  for (const { from, to } of postmortem.detection.alerts) {
    yield from;
    yield to;
  }
  for (const { proposedAt, endedAt } of postmortem.changes) {
    yield proposedAt;
    yield endedAt;
  }
}
