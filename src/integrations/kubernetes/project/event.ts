import type { ClusterEvent } from '../../../domain/cluster/event.ts';
import { type Fields, fields, number, text, textOrNull } from './fields.ts';
import { moment } from './moment.ts';
import type { Reading } from './reading.ts';

const MAX_MESSAGE = 1_000;

/**
 * An event of the core group. The scheduler writes through events.k8s.io, and then what the others fill in
 * (firstTimestamp, lastTimestamp, count, source) is empty here, and eventTime, series and reportingComponent are not.
 */
export function event(item: Fields, reading: Reading): ClusterEvent {
  const given = fields(item.metadata);
  const about = fields(item.involvedObject);
  const series = fields(item.series);
  const madeAt = moment(given.creationTimestamp) ?? 0;
  const eventAt = moment(item.eventTime);
  return {
    namespace: text(given.namespace),
    name: text(given.name),
    about: {
      kind: text(about.kind),
      namespace: textOrNull(about.namespace),
      name: text(about.name),
      uid: text(about.uid),
    },
    type: item.type === 'Warning' ? 'Warning' : 'Normal',
    reason: text(item.reason),
    message: reading.hidden(item.message, MAX_MESSAGE),
    count: number(series.count, number(item.count, 1)),
    firstAt: moment(item.firstTimestamp) ?? eventAt ?? madeAt,
    lastAt: moment(item.lastTimestamp) ?? moment(series.lastObservedTime) ?? eventAt ?? madeAt,
    source: textOrNull(fields(item.source).component) ?? text(item.reportingComponent),
  };
}
