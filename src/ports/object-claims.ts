import type { Instant } from '../domain/instant.ts';

/** Who holds an object: an incident's proposal. */
export type Claimant = { readonly incident: string; readonly proposal: number };

/**
 * One change at a time per object, over all incidents. `object`: the cluster's uid and the object's, `uid/uid`. A claim
 * ends by itself at `until`. Throws Unavailable.
 */
export interface ObjectClaims {
  /**
   * Takes the object, keeps it when the claimant holds it already, or takes it from `from`. The answer is who holds it
   * then: somebody else, when it is theirs.
   */
  claim(
    object: string,
    claimant: Claimant,
    how: { readonly until: Instant; readonly from: Claimant | null },
  ): Promise<Claimant>;
  /** Gives it back, when the claimant holds it. */
  release(object: string, claimant: Claimant): Promise<void>;
}
