import { countOf } from '../wording/alert-words.ts';
import { type AlertLife, postmortemAlert, runbookOf } from './alert-lives.ts';
import type { Material } from './material.ts';
import type { Postmortem, PostmortemAlert } from './postmortem.ts';

/** How it was noticed: by which alert or which person, with which runbook. What should have fired and did not only people know. */
export function detection(material: Material): Postmortem['detection'] {
  const alerts = material.lives.map((life) => postmortemAlert(life, material.clean));
  const how = `${noticedWords(material, alerts[0])} ${runbookWords(material.lives)}`.trim();
  return { how, alerts };
}

function noticedWords(
  { facts, source, parties, lives }: Material,
  first: PostmortemAlert | undefined,
): string {
  const declared = facts.find(({ body }) => body.kind === 'incident.declared');
  const who = declared ? parties.word(parties.ofActor(declared.by)) : 'Keyturn';
  const alert = first ? ` The first alert was ${nameWords(first)}${moreWords(lives.length)}.` : '';
  switch (source.incident.origin) {
    case 'person':
      return `${who} noticed it.${alert === '' ? ' No alert of it fired.' : alert}`;
    case 'watchdog':
      return `An alert that always fires was not heard any more.${alert}`;
    case 'storm':
      return `Many groups of alerts fired at once.${alert}`;
    default:
      return first
        ? `The alert ${nameWords(first)} fired first${moreWords(lives.length)}.`
        : 'An alert told of it; the log does not say which.';
  }
}

function nameWords({ name, about }: PostmortemAlert): string {
  return about === '' ? name : `${name} (${about})`;
}

function moreWords(count: number): string {
  return count > 1 ? `, ${countOf(count - 1, 'more alert')} followed` : '';
}

function runbookWords(lives: readonly AlertLife[]): string {
  const [first] = lives;
  if (!first) return '';
  if (runbookOf(first.episode) !== null) return 'It has a runbook.';
  return lives.some(({ episode }) => runbookOf(episode) !== null)
    ? 'It has no runbook; another alert of the incident has one.'
    : 'No alert of it has a runbook.';
}
