import type { Material } from './material.ts';
import type { PostmortemFollowup } from './postmortem.ts';

/** The action items, in the order of their numbers; the snapshot forgets those that are done, the log does not. */
export function followups({ facts, parties }: Material): readonly PostmortemFollowup[] {
  const items = new Map<number, PostmortemFollowup>();
  for (const { body, by, at } of facts) {
    if (body.kind === 'followup.added') {
      items.set(body.followup, {
        id: body.followup,
        text: body.text,
        owner: body.owner === null ? null : parties.ofUser(body.owner),
        due: body.due,
        by: parties.ofActor(by),
        at,
        done: false,
      });
    }
    const open = body.kind === 'followup.closed' ? items.get(body.followup) : undefined;
    if (open) items.set(open.id, { ...open, done: true });
  }
  return [...items.values()].toSorted((a, b) => a.id - b.id);
}
