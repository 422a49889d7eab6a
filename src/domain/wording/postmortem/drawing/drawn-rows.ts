import { type Instant, MINUTE } from '../../../instant.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { partyName } from '../party-name.ts';
import type { ZoneTimes } from '../zone-times.ts';
import type { Range } from './drawn-range.ts';
import { stepFor } from './time-scale.ts';

/** A bar of a row. `kind` decides the colour; `inside` is written on it where it fits; `title` says all of it. */
export type Bar = {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: string;
  readonly inside: string;
  readonly title: string;
};

/** A row of the drawing: bars beside a name, or columns as high as their count. `marks`: moments on the bars. */
export type DrawnRow =
  | {
      readonly kind: 'bars';
      readonly label: string;
      readonly bars: readonly Bar[];
      readonly marks: readonly { readonly at: Instant; readonly title: string }[];
    }
  | { readonly kind: 'columns'; readonly label: string; readonly bars: readonly (Bar & { count: number })[] };

/** However long and loud an incident was, its drawing stays a page that a phone shows. */
const MOST = { statuses: 30, alerts: 15, roles: 6, holders: 5, changes: 12, bins: 90 } as const;

/** Every status has a colour; another word gets that of none. */
const statusKinds = ['triage', 'investigating', 'identified', 'mitigated', 'monitoring', 'resolved'];

/** What is drawn, from top to bottom: status, alerts, roles, changes, messages. */
export function drawnRows(postmortem: Postmortem, range: Range, times: ZoneTimes): readonly DrawnRow[] {
  const span = (from: Instant, to: Instant): string => `${times.full(from)} to ${times.full(to)}`;
  return [
    ...statusRow(postmortem, range, span),
    ...alertRows(postmortem, range, span),
    ...roleRows(postmortem, range, span),
    ...changeRows(postmortem, range, times),
    ...messageRow(postmortem, times),
  ];
}

type Span = (from: Instant, to: Instant) => string;

function statusRow({ tracks }: Postmortem, range: Range, span: Span): readonly DrawnRow[] {
  const bars = tracks.statuses.map(({ at, status }, index): Bar => {
    const to = tracks.statuses[index + 1]?.at ?? range.to;
    const kind = statusKinds.includes(status) ? status : 'none';
    return { from: at, to, kind, inside: status, title: `${status}: ${span(at, to)}` };
  });
  // What is left out of a long back and forth is its middle: how it began and how it ended is what counts.
  const half = MOST.statuses / 2;
  const shown = bars.length > MOST.statuses ? [...bars.slice(0, half), ...bars.slice(-half)] : bars;
  return shown.length === 0 ? [] : [{ kind: 'bars', label: 'Status', bars: shown, marks: [] }];
}

function alertRows({ detection }: Postmortem, range: Range, span: Span): readonly DrawnRow[] {
  const bars = detection.alerts.map(({ name, about, from, to }): Bar => {
    const until = to ?? range.to;
    const open = to === null ? ', still fires' : '';
    return {
      from,
      to: until,
      kind: 'alert',
      inside: '',
      title: `${name} ${about}: ${span(from, until)}${open}`,
    };
  });
  const rows = detection.alerts.slice(0, MOST.alerts).map(
    ({ name }, index): DrawnRow => ({
      kind: 'bars',
      label: name,
      bars: bars.slice(index, index + 1),
      marks: [],
    }),
  );
  const rest = bars.slice(MOST.alerts);
  if (rest.length === 0) return rows;
  const size = stepFor(range.to - range.from, MOST.bins / 3);
  const bins = binned(
    rest.map((bar) => ({ at: bar.from, count: 1 })),
    size,
  );
  const columns = bins.map((bin) => ({
    ...bin,
    kind: 'alert',
    title: `${bin.count} began: ${span(bin.from, bin.to)}`,
  }));
  return [...rows, { kind: 'columns', label: `${rest.length} more alerts`, bars: columns }];
}

function roleRows({ tracks }: Postmortem, range: Range, span: Span): readonly DrawnRow[] {
  const byRole = Map.groupBy(tracks.roles, ({ role }) => role);
  return [...byRole].slice(0, MOST.roles).map(([role, held]) => ({
    kind: 'bars',
    label: role,
    bars: held.slice(0, MOST.holders).map(({ who, from, to }): Bar => {
      const until = to ?? range.to;
      const name = partyName(who);
      return { from, to: until, kind: 'role', inside: name, title: `${role}: ${name}, ${span(from, until)}` };
    }),
    marks: [],
  }));
}

function changeRows({ changes }: Postmortem, range: Range, times: ZoneTimes): readonly DrawnRow[] {
  return changes.slice(0, MOST.changes).map((change) => {
    const { proposal, action, object, state, proposedAt, approvals, sentAt, endedAt } = change;
    const until = endedAt ?? range.to;
    const title = `Proposal ${proposal}, ${action} of ${object}, ${state}: ${times.full(proposedAt)} to ${times.full(until)}`;
    const kind = state === 'succeeded' ? 'done' : 'undone';
    const approved = approvals.slice(0, 3).map(({ by, at }) => ({
      at,
      title: `Approved by ${partyName(by)} at ${times.full(at)}`,
    }));
    const sent =
      sentAt === null ? [] : [{ at: sentAt, title: `Sent to the cluster at ${times.full(sentAt)}` }];
    return {
      kind: 'bars',
      label: `Proposal ${proposal}: ${action}`,
      bars: [{ from: proposedAt, to: until, kind, inside: state, title }],
      marks: [...approved, ...sent],
    };
  });
}

function messageRow({ tracks }: Postmortem, times: ZoneTimes): readonly DrawnRow[] {
  const moments = tracks.messages.map(({ minute, count }) => ({ at: minute, count }));
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return [];
  const size = stepFor(last.at + MINUTE - first.at, MOST.bins);
  const bars = binned(moments, size).map((bin) => ({
    ...bin,
    kind: 'message',
    title: `${bin.count} ${bin.count === 1 ? 'message' : 'messages'}: ${times.full(bin.from)} to ${times.full(bin.to)}`,
  }));
  const minutes = size / MINUTE;
  return [
    { kind: 'columns', label: minutes === 1 ? 'Messages a minute' : `Messages in ${minutes} min`, bars },
  ];
}

/** Counted together in steps of `size`; steps without any are left out. */
function binned(moments: readonly { readonly at: Instant; readonly count: number }[], size: number) {
  const bins = new Map<number, number>();
  for (const { at, count } of moments) {
    const from = Math.floor(at / size) * size;
    bins.set(from, (bins.get(from) ?? 0) + count);
  }
  return [...bins]
    .toSorted(([a], [b]) => a - b)
    .map(([from, count]) => ({ from, to: from + size, inside: '', count }));
}
