import type { Fact } from '../../fact.ts';
import { countOf } from '../../wording/alert-words.ts';
import { runbookOf } from '../alert-lives.ts';
import type { Observed } from './observed.ts';

/** What the alerts show: nobody was told, nothing said what to do, they flapped, or still fired at the end. */
export function alertTroubles({ material, times }: Observed): readonly string[] {
  const { lives, facts, source } = material;
  return [
    ...(lives.length === 0 && source.incident.origin === 'person'
      ? ['No alert fired: a person had to notice it.']
      : []),
    ...withoutRunbook(lives),
    ...flapping(facts),
    ...stillFiring(material, times.resolved.at),
  ];
}

function withoutRunbook(lives: Observed['material']['lives']): readonly string[] {
  if (lives.length === 0 || lives.some(({ episode }) => runbookOf(episode) !== null)) return [];
  const alerts = new Set(lives.map(({ episode }) => episode.fingerprint)).size;
  return [alerts === 1 ? 'Its alert has no runbook.' : `None of its ${alerts} alerts has a runbook.`];
}

function flapping(facts: readonly Fact[]): readonly string[] {
  const again = facts.flatMap(({ body }) =>
    body.kind === 'alerts.changed' ? [...body.delta.refired, ...body.delta.returned] : [],
  );
  if (again.length === 0) return [];
  const alerts = new Set(again.map(({ fingerprint }) => fingerprint)).size;
  const times = again.length === 1 ? 'once' : `${again.length} times in all`;
  return [`${countOf(alerts, 'alert')} flapped: fired again after clearing, ${times}.`];
}

function stillFiring({ lives }: Observed['material'], resolvedAt: number | null): readonly string[] {
  if (resolvedAt === null) return [];
  const firing = lives.filter(
    ({ episode: { startedAt, state, endedAt }, goneAt }) =>
      startedAt <= resolvedAt &&
      (state === 'firing' ||
        (state === 'gone' ? goneAt : endedAt) === null ||
        (goneAt ?? endedAt ?? 0) > resolvedAt),
  );
  return firing.length === 0 ? [] : [`${countOf(firing.length, 'alert')} still fired when it was resolved.`];
}
