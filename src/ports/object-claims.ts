/** Who holds an object: an incident's proposal. */
export type Claimant = { readonly incident: string; readonly proposal: number };

/**
 * One change at a time per object, over all incidents. `object`: the cluster's uid and the object's, `uid/uid`. A claim
 * ends by itself after `lasts` milliseconds, and whoever wants the object may take it from a proposal that is over. Throws Unavailable.
 */
export interface ObjectClaims {
  /**
   * Takes the object, keeps it when the claimant holds it already, or takes it from `from`. The answer is who holds it
   * then: somebody else, when it is theirs.
   */
  claim(
    object: string,
    claimant: Claimant,
    how: { readonly lasts: number; readonly from: Claimant | null },
  ): Promise<Claimant>;
}
