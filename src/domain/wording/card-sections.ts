import type { Line, Part } from '../document.ts';
import type { AlertLine, Incident, StepState } from '../incident.ts';
import type { Instant } from '../instant.ts';
import { oneLine } from '../one-line.ts';
import { alertName, labelsText } from './alert-words.ts';
import { inParts } from './in-parts.ts';
import { rolesInOrder, roleTitle } from './role-words.ts';
import { safeLinks } from './safe-links.ts';
import { stepTrouble } from './step-words.ts';

/** The card names this many alerts or groups; the rest is a count. The whole list is behind the Alerts button. */
const NAMED = 10;

/** More links than this nobody taps on a card; all of them are bookmarks of the channel. */
const LINKS = 6;

const alertMark: Readonly<Record<AlertLine['state'], string>> = {
  firing: '●',
  held: '◐',
  gone: '◌',
  resolved: '✓',
};

const stateOrder: readonly AlertLine['state'][] = ['firing', 'held', 'gone', 'resolved'];

/**
 * One alert as a line: its state as a sign that survives without colour, its name, since when, its summary unless that
 * is `said` already, as the title above.
 */
export function alertLine(alert: AlertLine, said = ''): Line {
  const summary = alert.summary && alert.summary !== said ? `: ${oneLine(alert.summary, 80)}` : '';
  return [
    { kind: 'bold', text: `${alertMark[alert.state]} ${oneLine(alertName(alert.labels), 80)}` },
    ' since ',
    { kind: 'time', at: alert.startedAt, style: 'time' },
    ...(summary ? [summary] : []),
  ];
}

/** What fires: ten alerts by name (ten groups, for a storm), then how many more there are. */
export function alertsPart(incident: Incident): readonly Part[] {
  return inParts(incident.origin === 'storm' ? groupLines(incident) : alertLines(incident));
}

function groupLines({ topGroups, alerts }: Incident): readonly Line[] {
  const shown = topGroups.slice(0, NAMED);
  const more = alerts.groups - shown.length;
  return [
    ...shown.map((labels): Line => ['● ', labelsText(labels)]),
    ...(more > 0 ? [[`and ${more} more`]] : []),
  ];
}

/** What fires first. Runs that are over are counted above: one alert that flaps is not many alerts. */
function alertLines({ title, topAlerts, alerts }: Incident): readonly Line[] {
  const shown = topAlerts
    .toSorted((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state))
    .slice(0, NAMED);
  const more = alerts.firing - shown.filter(({ state }) => state === 'firing').length;
  return [
    ...shown.map((alert) => alertLine(alert, title)),
    ...(more > 0 ? [[`and ${more} more firing`]] : []),
  ];
}

/** Who holds which role, who is being asked, and which nobody has. */
export function rolesPart(incident: Incident): readonly Part[] {
  const lines = rolesInOrder(incident).map((role): Line => {
    const name = { kind: 'bold', text: roleTitle(role) } as const;
    const state = incident.roles[role];
    if (state?.holder) return [name, ': ', { kind: 'user', user: state.holder }];
    if (state?.everyone) return [name, ': everyone on the list was asked, nobody took it yet'];
    if (state?.asked) return [name, ': asked ', { kind: 'user', user: state.asked }];
    return [name, ': nobody yet'];
  });
  return inParts(lines);
}

/** The incident's links on one line; http and https only. */
export function linksPart(incident: Pick<Incident, 'links'>): readonly Part[] {
  const links = safeLinks(incident.links).slice(0, LINKS);
  if (links.length === 0) return [];
  const line = links.flatMap(
    (link, index): Line => [
      ...(index ? [' · '] : []),
      { kind: 'link', url: link.url, label: oneLine(link.label, 40) || 'link' },
    ],
  );
  return [{ kind: 'text', lines: [line] }];
}

/** More of them would push the buttons off the screen. */
const TROUBLES = 5;

/** What could not be done yet, or not at all, in words: the same thing once, with a count. */
export function troublePart(steps: Readonly<Record<string, StepState>>): readonly Part[] {
  const counted = new Map<string, { readonly line: Line; readonly times: number }>();
  for (const [step, state] of Object.entries(steps)) {
    const line = stepTrouble(step, state);
    if (!line) continue;
    const key = JSON.stringify(line);
    counted.set(key, { line, times: (counted.get(key)?.times ?? 0) + 1 });
  }
  const lines = [...counted.values()].map(
    ({ line, times }): Line => (times === 1 ? line : [...line, ` (${times} times)`]),
  );
  const shown = lines.slice(0, TROUBLES);
  if (lines.length > shown.length) shown.push([`and ${lines.length - shown.length} more`]);
  return shown.length ? [{ kind: 'context', lines: shown }] : [];
}

/** The latest update that was posted, with who and when. */
export function updatePart(incident: Pick<Incident, 'lastUpdate'>): readonly Part[] {
  const update = incident.lastUpdate;
  if (!update) return [];
  const by: Line = update.by ? [' by ', { kind: 'user', user: update.by }] : [];
  return [
    {
      kind: 'text',
      lines: [
        [
          { kind: 'bold', text: 'Latest update' },
          ...by,
          ', ',
          { kind: 'time', at: update.at, style: 'time' },
          `: ${oneLine(update.text, 500)}`,
        ],
      ],
    },
  ];
}

/** True when alerts fire that nobody has confirmed for longer than the route's `staleAfter`. */
export function isStale(
  incident: Pick<Incident, 'alerts' | 'policy' | 'status'>,
  seen: { readonly at: Instant; readonly lastSeenAt: Instant | null },
): boolean {
  return (
    incident.alerts.firing > 0 &&
    seen.lastSeenAt !== null &&
    seen.at - seen.lastSeenAt > incident.policy.staleAfter
  );
}
