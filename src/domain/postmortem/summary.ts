import { oneLine } from '../one-line.ts';
import { countOf } from '../wording/alert-words.ts';
import { severityLabel } from '../wording/severity-words.ts';
import { cancelWord, statusShort } from '../wording/status-words.ts';
import { durationWords } from './duration-words.ts';
import type { Observed } from './observations/observed.ts';
import { momentText } from './plain-line.ts';
import { spanOf } from './times/determined-times.ts';
import { worstSeverity } from './worst-severity.ts';

/** Three sentences made of facts only: what it was and how it ended, who noticed and came, what was found and changed. */
export function summary(observed: Observed): string {
  return [ending(observed), response(observed), findings(observed)].join(' ');
}

function ending(observed: Observed): string {
  const { material, times } = observed;
  const { incident } = material.source;
  const worst = severityLabel(worstSeverity(material.facts, incident.severity));
  const what = `${incident.id}${incident.drill ? ', a drill' : ''}, ${worst}: “${oneLine(material.clean(incident.title), 300)}”`;
  const { began, resolved } = times;
  const since =
    began.at === null ? '' : ` ${began.isKnown ? 'began' : 'was declared'} at ${momentText(began.at)} and`;
  if (resolved.at === null) return `${what}${since} is ${endWord(observed)}.`;
  const took = spanOf(times, 'time to resolve');
  const after = took === null ? '' : ` after ${durationWords(took)}`;
  return `${what}${since} was resolved at ${momentText(resolved.at)}${after}.`;
}

function endWord({ material }: Observed): string {
  const { status, cancelReason } = material.source.incident;
  const why = cancelReason === null ? '' : `: ${cancelWord[cancelReason] ?? cancelReason}`;
  return status === 'cancelled' ? `cancelled${why}` : (statusShort[status] ?? status);
}

function response({ times, material }: Observed): string {
  const detect = spanOf(times, 'time to detect');
  const acknowledge = spanOf(times, 'time to acknowledge');
  const noticed =
    detect === null ? 'When it began is not known' : `It was detected after ${durationWords(detect)}`;
  const came =
    times.acknowledged.at === null
      ? 'no person acted in it'
      : acknowledge === null || acknowledge === 0
        ? 'a person acted at once'
        : `a person acted ${durationWords(acknowledge)} later`;
  const alerts = new Set(material.lives.map(({ episode }) => episode.fingerprint)).size;
  return `${noticed}, ${came}; ${alerts === 0 ? 'no alert fired' : `${countOf(alerts, 'alert')} fired`}.`;
}

function findings({ causes, changes }: Observed): string {
  const [best] = causes;
  const cause =
    best === undefined
      ? 'No diagnosis named a cause'
      : `${best.confidence === 'proven' ? 'Proven' : 'Not proven, but fitting'}: ${oneLine(best.sentence, 400).replace(/\.$/, '')}`;
  const done = changes.filter(({ sentAt }) => sentAt !== null).length;
  const changed =
    changes.length === 0
      ? 'no change of a cluster was proposed'
      : `${countOf(changes.length, 'change')} of a cluster proposed, ${done} done`;
  return `${cause}; ${changed}.`;
}
