import { countOf } from '../../wording/alert-words.ts';
import { durationWords } from '../duration-words.ts';
import { spanOf } from '../times/determined-times.ts';
import type { Observed } from './observed.ts';
import { SOON_ACKNOWLEDGED, SOON_DETECTED } from './thresholds.ts';

/** What went well, as far as the log shows it: a sentence each, with its numbers. People know the rest. */
export function wentWell(observed: Observed): readonly string[] {
  return [...speed(observed), ...foundBeforePeople(observed), ...secondKeys(observed), ...gateHeld(observed)];
}

function speed({ times }: Observed): readonly string[] {
  const detect = spanOf(times, 'time to detect');
  const acknowledge = spanOf(times, 'time to acknowledge');
  const isDeclaredByPerson = times.acknowledged.at === times.detected.at;
  return [
    ...(detect !== null && detect <= SOON_DETECTED
      ? [`It was detected ${durationWords(detect)} after it began.`]
      : []),
    ...(acknowledge !== null && acknowledge <= SOON_ACKNOWLEDGED && !isDeclaredByPerson
      ? [`The first person acted ${durationWords(acknowledge)} after it was detected.`]
      : []),
  ];
}

function foundBeforePeople({ causes, times }: Observed): readonly string[] {
  const came = times.acknowledged.at;
  const before = causes.find(
    ({ confidence, explainedBy, firstSeenAt }) =>
      confidence === 'proven' && explainedBy === null && came !== null && firstSeenAt < came,
  );
  if (before === undefined || came === null) return [];
  const ahead = durationWords(came - before.firstSeenAt);
  return [`The diagnosis named a proven cause ${ahead} before the first person acted (${before.object}).`];
}

function secondKeys({ changes }: Observed): readonly string[] {
  const done = changes.filter(({ sentAt, brokeGlass }) => sentAt !== null && !brokeGlass);
  if (done.length === 0 || done.some(({ approvals }) => approvals.length === 0)) return [];
  const approvals = done.reduce((sum, change) => sum + change.approvals.length, 0);
  return [
    `Every change to the cluster had its second key: ${countOf(done.length, 'change')}, ${countOf(approvals, 'approval')} by somebody else than the requester.`,
  ];
}

function gateHeld({ changes, material }: Observed): readonly string[] {
  const asked = material.facts.flatMap(({ body }) =>
    body.kind === 'action.click-refused' ? [body.asked] : [],
  );
  const wishes = asked.filter((what) => what === 'propose').length;
  const clicks = asked.length - wishes;
  const worked = changes.filter(({ state, undoneBy }) => state === 'succeeded' && undoneBy === null);
  return [
    ...(worked.length > 0
      ? [`${countOf(worked.length, 'change')} to the cluster worked and did not have to be undone.`]
      : []),
    ...(clicks > 0
      ? [`${countOf(clicks, 'click')} by somebody who was not allowed to decide on a change did nothing.`]
      : []),
    ...(wishes > 0 ? [refusedWords(wishes)] : []),
  ];
}

function refusedWords(wishes: number): string {
  return wishes === 1
    ? '1 change was refused before it became a proposal.'
    : `${wishes} changes were refused before they became proposals.`;
}
