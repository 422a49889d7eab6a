import type { ClusterObject } from '../cluster-object.ts';
import { toCoreEvent } from '../events/event-shapes.ts';
import { ageOf } from './age.ts';
import { column, nameColumn, printer, wide } from './table-printer.ts';

type EventView = {
  involvedObject: { kind?: string; name?: string; fieldPath?: string };
  type?: string;
  reason?: string;
  message?: string;
  source?: { component?: string; host?: string };
  reportingComponent?: string;
  reportingInstance?: string;
  firstTimestamp?: string | null;
  lastTimestamp?: string | null;
  eventTime?: string | null;
  count?: number;
  series?: { count: number; lastObservedTime: string };
};

/** Events, the same columns in both API groups. */
export const eventPrinter = printer(
  [
    column('Last Seen'),
    column('Type'),
    column('Reason'),
    column('Object'),
    wide('Subobject'),
    wide('Source'),
    column('Message'),
    wide('First Seen'),
    wide('Count'),
    { ...nameColumn, priority: 1 },
  ],
  (object, now) => {
    const event = core(object);
    const { kind = '', name = '', fieldPath = '' } = event.involvedObject;
    const first = event.firstTimestamp ?? event.eventTime;
    const last = event.series?.lastObservedTime ?? event.lastTimestamp ?? first;
    return [
      ageOf(last, now),
      event.type ?? '',
      event.reason ?? '',
      name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`,
      fieldPath,
      sourceCell(event),
      (event.message ?? '').trim(),
      ageOf(first, now),
      event.series?.count ?? (event.count || 1),
      object.metadata.name,
    ];
  },
);

const core = (object: ClusterObject): EventView =>
  (object.apiVersion === 'v1' ? object : toCoreEvent(object)) as unknown as EventView;

function sourceCell(event: EventView): string {
  const component = event.source?.component || event.reportingComponent || '';
  const instance = event.source?.host || event.reportingInstance || '';
  return instance === '' ? component : `${component}, ${instance}`;
}
