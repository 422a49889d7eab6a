import type { Episode } from '../alert.ts';
import { episodeKey } from '../alert-book.ts';
import type { Fact } from '../fact.ts';
import type { Instant } from '../instant.ts';
import { labelOf } from '../label.ts';
import { oneLine } from '../one-line.ts';
import { labelsText } from '../wording/alert-words.ts';
import { isWebUrl } from '../wording/safe-links.ts';
import { cleanAddress } from './clean-address.ts';
import type { CleanText } from './clean-text.ts';
import type { PostmortemAlert } from './postmortem.ts';

/** One run of an alert. `goneAt`: when Alertmanager stopped speaking of it without clearing it. */
export type AlertLife = { readonly episode: Episode; readonly goneAt: Instant | null };

/** Labels that tell an alert from the others of its name, the most telling first. */
const TELLING = ['pod', 'deployment', 'statefulset', 'daemonset', 'service', 'instance', 'node', 'job'];

/** These say how an alert is called and how bad it is, not what it is about. */
const NOT_ABOUT = new Set(['alertname', 'severity', 'prometheus']);

/** Where teams put the address of what is to be done. */
const RUNBOOKS = ['runbook_url', 'runbook', 'runbookUrl'];

/**
 * Every run of every alert, by start, then by identity. The log holds whole episodes as they were told of; `episodes` as
 * they are now, and they have the last word.
 */
export function alertLives(facts: readonly Fact[], episodes: readonly Episode[]): readonly AlertLife[] {
  const lives = new Map<string, Episode>();
  const gone = new Map<string, Instant>();
  for (const { body, at } of facts) {
    if (body.kind !== 'alerts.changed') continue;
    for (const told of Object.values(body.delta).flat()) {
      const key = episodeKey(told);
      lives.set(key, told);
      if (told.state === 'gone') gone.set(key, at);
      else gone.delete(key);
    }
  }
  for (const episode of episodes) lives.set(episodeKey(episode), episode);
  return [...lives]
    .toSorted(([aKey, a], [bKey, b]) => a.startedAt - b.startedAt || (aKey < bKey ? -1 : 1))
    .map(([key, episode]) => ({
      episode,
      goneAt: episode.state === 'gone' ? (gone.get(key) ?? episode.endedAt) : null,
    }));
}

/** A run as the draft lists and draws it. In: with clean labels. */
export function postmortemAlert({ episode, goneAt }: AlertLife, clean: CleanText): PostmortemAlert {
  const { labels, annotations, state, startedAt, endedAt } = episode;
  const isGone = state === 'gone';
  const runbook = runbookOf(episode);
  const summary = oneLine(labelOf(annotations, 'summary') || labelOf(annotations, 'description'), 300);
  return {
    name: oneLine(labelOf(labels, 'alertname'), 120) || 'Alert without a name',
    about: aboutWords(episode),
    severity: oneLine(labelOf(labels, 'severity'), 40) || null,
    from: startedAt,
    to: isGone ? goneAt : state === 'firing' ? null : endedAt,
    end: isGone ? 'gone' : state === 'firing' ? null : 'resolved',
    summary: summary === '' ? null : summary,
    runbook: runbook === null ? null : cleanAddress(runbook, clean),
  };
}

/** The web address of its runbook; null: it has none that a person could open. */
export function runbookOf({ annotations, labels }: Episode): string | null {
  const told = RUNBOOKS.flatMap((name) => [labelOf(annotations, name), labelOf(labels, name)]);
  return told.find(isWebUrl) ?? null;
}

function aboutWords({ labels }: Episode): string {
  const subject = TELLING.map((label) => labelOf(labels, label)).find((value) => value !== '');
  const place = [labelOf(labels, 'namespace'), subject ?? ''].filter(Boolean).join('/');
  if (place !== '') return oneLine(place, 160);
  const others = Object.entries(labels).filter(([name]) => !NOT_ABOUT.has(name));
  return others.length === 0 ? '' : labelsText(Object.fromEntries(others));
}
