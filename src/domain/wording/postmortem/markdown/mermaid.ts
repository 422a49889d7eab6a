import { harmless } from '../../../harmless.ts';
import { HOUR, type Instant, MINUTE } from '../../../instant.ts';
import { oneLine } from '../../../one-line.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { utcParts } from '../../../utc-text.ts';
import { drawnRange, type Range } from '../drawing/drawn-range.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** More would not be read on a page; the tables below have all of them. */
const MOST_ALERTS = 12;
const MOST_CHANGES = 12;
const MOST_STATUSES = 15;

const LABEL = 40;

type Task = { readonly name: string; readonly tags: string; readonly from: Instant; readonly to: Instant };

/**
 * The timeline as a Gantt chart for Mermaid, which GitHub draws: status, alerts and changes, within fences. Its moments
 * are wall clock times, because Mermaid reads them as the reader's own; across a change of the clocks they are UTC, so
 * that time never runs backwards. Source: mermaid.js.org, syntax of Gantt diagrams.
 */
export function mermaidTimeline(postmortem: Postmortem, times: ZoneTimes): string {
  const range = drawnRange(postmortem);
  const offset = times.offset(range.from) === times.offset(range.to) ? times.offset(range.from) : null;
  const write = (at: Instant): string => {
    const { date, time } = utcParts(at + (offset ?? 0));
    return `${date}T${time}`;
  };
  const isLong = range.to - range.from > 20 * HOUR;
  const zone = offset === null ? 'UTC' : plain(times.zone);
  return [
    '```mermaid',
    'gantt',
    `    title Timeline of ${plain(postmortem.incident.id)}, times of ${zone}`,
    '    dateFormat YYYY-MM-DDTHH:mm:ss',
    `    axisFormat ${isLong ? '%m-%d %H:%M' : '%H:%M'}`,
    '    todayMarker off',
    ...section('Status', statusTasks(postmortem, range), write),
    ...section('Alerts', alertTasks(postmortem, range), write),
    ...section('Changes', changeTasks(postmortem, range), write),
    '```',
  ].join('\n');
}

function section(name: string, tasks: readonly Task[], write: (at: Instant) => string): readonly string[] {
  if (tasks.length === 0) return [];
  return [
    `    section ${name}`,
    ...tasks.map(({ name: label, tags, from, to }) => {
      // A bar without length would not be seen; a milestone stands in the middle of its own.
      const until = tags.startsWith('milestone') ? to : Math.max(to, from + MINUTE);
      return `    ${label.trim()} :${tags}${write(from)}, ${write(until)}`;
    }),
  ];
}

function statusTasks({ tracks, times }: Postmortem, range: Range): readonly Task[] {
  const statuses = tracks.statuses.slice(0, MOST_STATUSES).map(({ at, status }, index): Task => {
    const to = tracks.statuses[index + 1]?.at ?? range.to;
    return { name: `Status ${plain(status)}`, tags: 'active, ', from: at, to };
  });
  const moments = times.flatMap(({ name, at }): readonly Task[] =>
    at === null ? [] : [{ name: `Incident ${plain(name)}`, tags: 'milestone, ', from: at, to: at }],
  );
  return [...moments, ...statuses];
}

function alertTasks({ detection }: Postmortem, range: Range): readonly Task[] {
  return detection.alerts.slice(0, MOST_ALERTS).map(({ name, about, from, to }) => ({
    name: `Alert ${plain(`${name} ${about}`)}`,
    tags: 'crit, ',
    from,
    to: to ?? range.to,
  }));
}

function changeTasks({ changes }: Postmortem, range: Range): readonly Task[] {
  return changes.slice(0, MOST_CHANGES).map(({ proposal, action, object, state, proposedAt, endedAt }) => ({
    name: `Proposal ${proposal} ${plain(`${action} ${state}: ${object}`)}`,
    tags: state === 'succeeded' ? 'done, ' : 'active, ',
    from: proposedAt,
    to: endedAt ?? range.to,
  }));
}

/**
 * A label in which Mermaid finds nothing of its own: letters, digits, blanks and a few signs. Every label follows a word
 * of ours, so that it cannot begin with one of Mermaid's.
 */
function plain(text: string): string {
  return oneLine(harmless(text).replace(/[^\p{L}\p{N} ._/-]+/gu, ' '), LABEL).replace('…', '...');
}
