import type { Material } from './material.ts';
import type { PostmortemRefusal } from './postmortem.ts';

/** A wish that never became a proposal is under this number. */
export const NO_PROPOSAL = 0;

/** What people wanted and were refused, by the number of the proposal, in the order of the log. */
export function refusals({
  facts,
  parties,
}: Pick<Material, 'facts' | 'parties'>): ReadonlyMap<number, readonly PostmortemRefusal[]> {
  const refused = new Map<number, PostmortemRefusal[]>();
  for (const { body, by, at } of facts) {
    if (body.kind !== 'action.click-refused') continue;
    const one = { at, by: parties.ofActor(by), asked: body.asked, why: body.why };
    const known = refused.get(body.proposal);
    if (known) known.push(one);
    else refused.set(body.proposal, [one]);
  }
  return refused;
}
