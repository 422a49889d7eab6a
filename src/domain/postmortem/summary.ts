import { type Instant, SECOND } from '../instant.ts';
import { oneLine } from '../one-line.ts';
import { countOf } from '../wording/alert-words.ts';
import { createZoneTimes } from '../wording/postmortem/zone-times.ts';
import { severityLabel } from '../wording/severity-words.ts';
import { cancelWord, statusShort } from '../wording/status-words.ts';
import { durationWords } from './duration-words.ts';
import type { Observed } from './observations/observed.ts';
import type { PostmortemChange, PostmortemSummaryLine } from './postmortem.ts';
import { NO_PROPOSAL, refusals } from './refusals.ts';
import { spanOf } from './times/determined-times.ts';
import { worstSeverity } from './worst-severity.ts';

/** More changes than these are counted. */
const TOLD = 3;

/** What somebody reads who reads nothing else, made of facts only: how it went, why, what was changed, how it ended. */
export function summary(observed: Observed): readonly PostmortemSummaryLine[] {
  const { resolved } = observed.times;
  return [
    { kind: 'course', text: `${course(observed)} ${response(observed)}` },
    { kind: 'cause', text: cause(observed) },
    { kind: 'changes', text: changed(observed) },
    ...(resolved.at === null ? [] : [{ kind: 'end', text: resolved.how } as const]),
  ];
}

function course(observed: Observed): string {
  const { material, times } = observed;
  const { incident, zone } = material.source;
  const worst = severityLabel(worstSeverity(material.facts, incident.severity));
  const title = `“${oneLine(material.clean(incident.title), 300)}”`;
  const what = `The ${incident.drill ? 'drill' : 'incident'} ${title} (${[material.clean(incident.id), worst, ...place(observed)].join(', ')})`;
  const { began, resolved } = times;
  const clocks = createZoneTimes(zone);
  const moment = (at: Instant): string =>
    `on ${clocks.day(at)} at ${clocks.clock(at).slice(0, 5)} (${clocks.zone})`;
  const since = began.at === null ? '' : ` ${began.isKnown ? 'began' : 'was declared'} ${moment(began.at)}`;
  const and = since === '' ? '' : ' and';
  if (resolved.at === null) return `${what}${since}${and} ${endWords(observed)}.`;
  const took = spanOf(times, 'time to resolve');
  if (began.at === null || took === null) return `${what}${since}${and} was resolved ${moment(resolved.at)}.`;
  const sameDay = clocks.date(began.at) === clocks.date(resolved.at);
  const when = sameDay ? `at ${clocks.clock(resolved.at).slice(0, 5)}` : moment(resolved.at);
  return `${what}${since} and was resolved ${when}, ${durationWords(took)} later.`;
}

function place({ material }: Observed): readonly string[] {
  const { policy, namespace } = material.source.incident;
  const names = [policy.cluster, namespace].filter((name) => name !== null).map(material.clean);
  return names.length === 0 ? [] : [names.join(' / ')];
}

function endWords({ material }: Observed): string {
  const { status, cancelReason } = material.source.incident;
  const why = cancelReason === null ? '' : `: ${cancelWord[cancelReason] ?? cancelReason}`;
  return status === 'cancelled'
    ? `was cancelled${why}`
    : `is not resolved yet (${statusShort[status] ?? status})`;
}

function response({ times, material }: Observed): string {
  const detect = spanOf(times, 'time to detect');
  const acknowledge = spanOf(times, 'time to acknowledge');
  const noticed =
    detect === null
      ? 'How long it went unnoticed is not known'
      : `It was detected ${detect < SECOND ? 'at once' : `${durationWords(detect)} after it began`}`;
  const came =
    times.acknowledged.at === null
      ? 'no person acted in it'
      : acknowledge === null || acknowledge < SECOND
        ? 'a person acted at once'
        : `the first person acted ${durationWords(acknowledge)} later`;
  const alerts = new Set(material.lives.map(({ episode }) => episode.fingerprint)).size;
  return `${noticed}; ${came}. ${alerts === 0 ? 'No alert' : countOf(alerts, 'alert')} fired.`;
}

function cause({ causes: [best] }: Observed): string {
  if (best === undefined) return 'No diagnosis named one.';
  const meaning = best.meaning === null ? '' : ` In plain words: ${best.meaning}`;
  return `${oneLine(best.sentence, 400).replace(/\.$/, '')}.${meaning}`;
}

function changed({ changes, material }: Observed): string {
  const refused = refusals(material).get(NO_PROPOSAL)?.length ?? 0;
  if (changes.length === 0) {
    return refused === 0 ? 'None was proposed.' : `None was proposed; ${refused} refused before that.`;
  }
  const told = changes.slice(0, TOLD).map((change) => {
    const agreed = change.approvals.map(({ by }) => material.parties.word(by)).join(' and ');
    const keys = `asked for by ${material.parties.word(change.requester)}${agreed === '' ? '' : `, approved by ${agreed}`}`;
    return `Proposal ${change.proposal}, to ${change.deed} in ${change.cluster}, ${endWord[change.state]} (${keys}).`;
  });
  const more = changes.length - told.length;
  return [...told, ...(more > 0 ? [`${countOf(more, 'more proposal')}.`] : [])].join(' ');
}

const endWord: Readonly<Record<PostmortemChange['state'], string>> = {
  draft: 'is being planned',
  pending: 'waits for approval',
  approved: 'is approved and not done yet',
  executing: 'is being done',
  succeeded: 'succeeded',
  failed: 'failed',
  unknown: 'has an unknown outcome',
  refused: 'could not be planned',
  denied: 'was denied',
  expired: 'expired',
  superseded: 'was overtaken and not done',
  withdrawn: 'was withdrawn',
  stopped: 'was stopped',
};
