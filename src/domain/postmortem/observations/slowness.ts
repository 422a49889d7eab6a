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
      ? [`It took ${durationWords(detect)} until it was detected.`]
      : []),
    ...(acknowledge !== null && acknowledge > SOON_ACKNOWLEDGED
      ? [`It took ${durationWords(acknowledge)} from the detection until a person acted.`]
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
