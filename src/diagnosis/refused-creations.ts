import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import { conditionOf } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Meta } from '../domain/cluster/meta.ts';
import { type ObjectRef, refKey, refOf } from '../domain/cluster/object-ref.ts';
import type { Instant } from '../domain/instant.ts';

/** Somebody who could not create pods because a webhook did not answer. */
export type Refused = {
  readonly webhook: string;
  readonly workload: ObjectRef;
  readonly since: Instant | null;
  readonly last: Instant | null;
  readonly count: number;
  /** The API server's words. */
  readonly message: string;
};

/** What the API server says when a webhook could not be asked; a denial by one that answered reads otherwise. */
const failed = /failed calling webhook "([^"]+)"/;

/**
 * Who tells of creations that failed because a webhook could not be called: events, and the conditions of those that
 * make pods, which outlive the events. One per webhook and workload, the one with most to tell.
 */
export function refusedCreations(view: ClusterView, lookup: Lookup): readonly Refused[] {
  const told = [...byEvents(view, lookup), ...byConditions(view, lookup)];
  return [...Map.groupBy(told, ({ webhook, workload }) => `${webhook}\n${refKey(workload)}`).values()].map(
    (group) => {
      const [first] = group as [Refused];
      return {
        ...first,
        since: earliest(group.map(({ since }) => since)),
        last: latest(group.map(({ last }) => last)),
        count: group.reduce((sum, { count }) => sum + count, 0),
      };
    },
  );
}

function byEvents({ events }: ClusterView, lookup: Lookup): readonly Refused[] {
  return events.flatMap((event): readonly Refused[] => {
    const webhook = event.type === 'Warning' ? failed.exec(event.message)?.[1] : undefined;
    if (webhook === undefined) return [];
    const object = lookup.object(event.about);
    return [
      {
        webhook,
        workload: object ? lookup.topOwner(object) : refOf(event.about),
        since: event.firstAt,
        last: event.lastAt,
        count: event.count,
        message: event.message,
      },
    ];
  });
}

function byConditions(view: ClusterView, lookup: Lookup): readonly Refused[] {
  const makers: readonly (Meta & Parameters<typeof conditionOf>[0])[] = [
    ...view.replicasets,
    ...view.deployments,
  ];
  return makers.flatMap((maker): readonly Refused[] => {
    const failure = conditionOf(maker, 'ReplicaFailure');
    const webhook = failure?.status === 'True' ? failed.exec(failure.message)?.[1] : undefined;
    if (!failure || webhook === undefined) return [];
    const { changedAt: since, message } = failure;
    return [{ webhook, workload: lookup.topOwner(maker), since, last: null, count: 0, message }];
  });
}

function earliest(moments: readonly (Instant | null)[]): Instant | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function latest(moments: readonly (Instant | null)[]): Instant | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.max(...known);
}
