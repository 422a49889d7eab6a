/**
 * One name for one thing that a person did: the same when Slack brings it again, another for whatever is done next.
 * Slack's `trigger_id` alone would be enough; `what` was done belongs to it for those in whose workspace triggers
 * repeat. In: anything that JSON can say. Out: as long as that.
 */
export function requestIdOf(trigger: string | null | undefined, ...what: readonly unknown[]): string {
  return JSON.stringify([trigger ?? null, ...what]);
}
