import { countOf } from '../../wording/alert-words.ts';
import { durationWords } from '../duration-words.ts';
import { spanOf } from '../times/determined-times.ts';
import { lastWay } from '../times/last-way.ts';
import type { Observed } from './observed.ts';
import { SOON_ACKNOWLEDGED, SOON_DETECTED } from './thresholds.ts';

/** What took long, was skipped, or had to be done again on the way to the resolution. */
export function slowness({ times, material }: Observed): readonly string[] {
  const detect = spanOf(times, 'time to detect');
  const acknowledge = spanOf(times, 'time to acknowledge');
  const { mitigated, resolved, lostMitigation, reopenings } = lastWay(material.facts);
  return [
    ...(detect !== null && detect > SOON_DETECTED
      ? [`It was detected only ${durationWords(detect)} after it began.`]
      : []),
    ...(acknowledge !== null && acknowledge > SOON_ACKNOWLEDGED
      ? [`The first person acted only ${durationWords(acknowledge)} after it was detected.`]
      : []),
    ...(resolved !== null && mitigated === null && times.acknowledged.at !== null
      ? ['It was resolved without anybody saying when users were no longer hurt.']
      : []),
    ...(lostMitigation !== null
      ? ['It was said to be mitigated, and people had to go back to work on it.']
      : []),
    ...(reopenings > 0
      ? [`It was reopened ${reopenings === 1 ? 'once' : countOf(reopenings, 'time')} after it had been over.`]
      : []),
  ];
}
