import { durationWords } from '../duration-words.ts';
import { momentText } from '../plain-line.ts';
import type { PostmortemCause } from '../postmortem-cause.ts';
import type { BeganTime } from './began-time.ts';

/**
 * When it began, with what is named first as its cause where that came earlier: an alert waits before it fires, so users
 * may have been hurt since then. The time itself stays the one that somebody or something reported.
 */
export function beforeItBegan(began: BeganTime, [best]: readonly PostmortemCause[]): BeganTime {
  const changedAt = best?.changedAt ?? null;
  if (best === undefined || changedAt === null || began.at === null || changedAt >= began.at) return began;
  const what = best.confidence === 'proven' ? 'What is proven to be its cause' : 'What fits as its cause';
  const before = durationWords(began.at - changedAt);
  return { ...began, how: `${began.how} ${what} happened ${before} earlier, at ${momentText(changedAt)}.` };
}
