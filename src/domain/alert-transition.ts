import type { Alert, Episode } from './alert.ts';
import type { AlertDelta } from './fact.ts';
import type { Instant } from './instant.ts';

/** What an alert does to its episodes: those to store, and how each is told (not at all, when it is nobody's news). */
export type Transition = readonly { readonly episode: Episode; readonly told: keyof AlertDelta | null }[];

type Heard = { readonly alert: Alert; readonly group: string; readonly at: Instant };

/**
 * What one alert of a delivery means for the latest episode of its fingerprint (undefined: never seen).
 *
 * The rules, from Alertmanager's behaviour (docs/adr/0004-held-alerts.md): the same alert keeps its fingerprint over
 * all its runs, so a run is told by its start; on a merge the earliest start wins, so an earlier start is no new run;
 * and an alert that expired while Prometheus was away comes back with the fingerprint and the start it had, so a firing
 * after the resolve of the same run is neither old nor news: it is held until something confirms or contradicts it.
 */
export function transition(before: Episode | undefined, heard: Heard): Transition {
  if (heard.alert.status === 'resolved') return whenResolved(before, heard);
  return whenFiring(before, heard);
}

/** What it means that an untruncated body of its group no longer holds an episode. */
export function whenMissing(before: Episode): Transition {
  if (before.state === 'firing') return [{ episode: { ...before, state: 'gone' }, told: 'gone' }];
  if (before.state === 'held') return dropHeld(before);
  return [];
}

/** A held firing was real: the alert fires again, in a run of its own although it has the same start. */
export function confirmHeld(before: Episode): Transition {
  return [
    { episode: { ...before, state: 'resolved', heldSince: null }, told: null },
    {
      episode: {
        ...before,
        state: 'firing',
        occurrence: before.occurrence + 1,
        endedAt: null,
        heldSince: null,
      },
      told: 'refired',
    },
  ];
}

/** A held firing was a late duplicate: nothing happened. */
function dropHeld(before: Episode): Transition {
  return [{ episode: { ...before, state: 'resolved', heldSince: null }, told: null }];
}

function whenFiring(before: Episode | undefined, heard: Heard): Transition {
  const { alert, group, at } = heard;
  if (!before) return [{ episode: episodeOf(heard, 1), told: 'joined' }];
  if (isNewerRun(alert, before)) return newRun(before, heard);
  switch (before.state) {
    case 'firing':
      return before.group === group ? [] : [{ episode: { ...before, group }, told: null }];
    case 'gone':
      return [{ episode: { ...before, state: 'firing', group }, told: 'returned' }];
    case 'held':
      return confirmHeld({ ...before, group });
    case 'resolved':
      return [
        {
          episode: {
            ...before,
            state: 'held',
            heldSince: at,
            group,
            labels: alert.labels,
            annotations: alert.annotations,
          },
          told: 'held',
        },
      ];
  }
}

/** The run before must be over, whether we heard of its end or not. */
function newRun(before: Episode, heard: Heard): Transition {
  const told = heard.alert.status === 'firing' ? ('refired' as const) : ('resolved' as const);
  const next = { episode: episodeOf(heard, before.occurrence + 1), told };
  switch (before.state) {
    case 'resolved':
      return [next];
    case 'held':
      return [...dropHeld(before), next];
    case 'firing':
    case 'gone':
      return [
        { episode: { ...before, state: 'resolved', endedAt: heard.alert.startedAt }, told: 'resolved' },
        next,
      ];
  }
}

function whenResolved(before: Episode | undefined, heard: Heard): Transition {
  const { alert, at } = heard;
  // Never seen firing: it came and went while we were away, or its resolve overtook its firing. It is kept, so that
  // the firing is known for what it is when it comes late.
  if (!before) return [{ episode: episodeOf(heard, 1), told: 'resolved' }];
  if (isNewerRun(alert, before)) return newRun(before, heard);
  const endedAt = alert.endedAt ?? at;
  switch (before.state) {
    case 'held':
      return dropHeld(before);
    case 'firing':
    case 'gone':
      // The late resolve of an earlier run says nothing about this one.
      if (isOlderRun(alert, before) && endedAt < before.startedAt) return [];
      return [{ episode: { ...before, state: 'resolved', endedAt }, told: 'resolved' }];
    case 'resolved':
      return [];
  }
}

/** Starts are compared in milliseconds: two writings of one moment are one moment. */
function isNewerRun(alert: Alert, before: Episode): boolean {
  return alert.startsAt !== before.startsAt && alert.startedAt > before.startedAt;
}

function isOlderRun(alert: Alert, before: Episode): boolean {
  return alert.startsAt !== before.startsAt && alert.startedAt < before.startedAt;
}

function episodeOf({ alert, group, at }: Heard, occurrence: number): Episode {
  const over = alert.status === 'resolved';
  return {
    fingerprint: alert.fingerprint,
    startsAt: alert.startsAt,
    startedAt: alert.startedAt,
    occurrence,
    state: over ? 'resolved' : 'firing',
    endedAt: over ? (alert.endedAt ?? at) : null,
    heldSince: null,
    group,
    labels: alert.labels,
    annotations: alert.annotations,
    generatorUrl: alert.generatorUrl,
  };
}
