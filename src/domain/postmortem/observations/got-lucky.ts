import { isPerson } from '../../actor.ts';
import { countOf } from '../../wording/alert-words.ts';
import { durationWords } from '../duration-words.ts';
import { lastWay } from '../times/last-way.ts';
import type { Observed } from './observed.ts';

/** Where chance helped, as far as the log shows it: a sentence each, with its numbers. People know the rest. */
export function gotLucky(observed: Observed): readonly string[] {
  return [...endedByItself(observed), ...silence(observed), ...noticedFirst(observed)];
}

function endedByItself({ material, times }: Observed): readonly string[] {
  const { resolved } = lastWay(material.facts);
  if (resolved === null) return [];
  if (times.acknowledged.at === null) return ['It was over before any person did anything.'];
  return isPerson(resolved.by) ? [] : ['It was resolved by itself, not by a person.'];
}

function silence({ material }: Observed): readonly string[] {
  const gone = material.lives.filter(({ episode }) => episode.state === 'gone').length;
  return gone === 0
    ? []
    : [
        `${countOf(gone, 'alert')} went silent without clearing: whether the trouble is over nobody was told.`,
      ];
}

/** An alert that comes after a person is an alert that came too late. */
function noticedFirst({ material }: Observed): readonly string[] {
  const declared = material.facts.find(({ body }) => body.kind === 'incident.declared');
  const first = material.facts.find(({ body }) => body.kind === 'alerts.changed');
  if (!declared || !first || !isPerson(declared.by) || !(first.at > declared.at)) return [];
  return [`A person noticed it ${durationWords(first.at - declared.at)} before its first alert came.`];
}
