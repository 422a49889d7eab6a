import type { Material } from '../material.ts';
import type { PostmortemSpan, PostmortemTime } from '../postmortem.ts';
import { acknowledgedTime } from './acknowledged-time.ts';
import { type BeganTime, beganTime } from './began-time.ts';
import { detectedTime } from './detected-time.ts';
import { mitigatedTime, resolvedTime } from './ended-times.ts';

/** The five times by their names, and what lies between them. */
export type DeterminedTimes = {
  readonly began: BeganTime;
  readonly detected: PostmortemTime;
  readonly acknowledged: PostmortemTime;
  readonly mitigated: PostmortemTime;
  readonly resolved: PostmortemTime;
  readonly spans: readonly PostmortemSpan[];
};

/** The times of an incident, each with how it was determined. What was not reached, or is not known, is null. */
export function determinedTimes(material: Material): DeterminedTimes {
  const began = beganTime(material);
  const detected = detectedTime(material);
  const acknowledged = acknowledgedTime(material);
  const mitigated = mitigatedTime(material);
  const resolved = resolvedTime(material);
  // From a beginning that nobody knows nothing can be measured; from when it was known, it can.
  const start: PostmortemTime = began.isKnown ? began : detected;
  const spans = [
    span('time to detect', began.isKnown ? began : { ...began, at: null }, detected),
    span('time to acknowledge', detected, acknowledged),
    span('time to mitigate', start, mitigated),
    span('time to resolve', start, resolved),
  ];
  return { began, detected, acknowledged, mitigated, resolved, spans };
}

/** Of one of the four, in milliseconds; null: not known. */
export function spanOf({ spans }: DeterminedTimes, name: PostmortemSpan['name']): number | null {
  return spans.find((each) => each.name === name)?.milliseconds ?? null;
}

function span(name: PostmortemSpan['name'], from: PostmortemTime, to: PostmortemTime): PostmortemSpan {
  const length = from.at === null || to.at === null ? null : to.at - from.at;
  // Alertmanager's clock and ours are two clocks.
  return { name, from: from.name, to: to.name, milliseconds: length !== null && length >= 0 ? length : null };
}
