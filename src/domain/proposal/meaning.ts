import type { ActionName } from '../action/action-name.ts';
import type { PlannedRequest } from '../action/planned-request.ts';
import type { UserId } from '../actor.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Json } from '../json.ts';
import type { RawDifference } from './differences.ts';

/** Everything that an approval is for. Whatever of it is another one at the execution, the approval is for something else. */
export type Meaning = {
  /** Uid of the kube-system namespace: a cluster by its own name. */
  readonly clusterUid: string;
  readonly action: ActionName;
  readonly objectUid: string;
  /** Literally: method, path, content type and body. */
  readonly request: PlannedRequest;
  /** The old values at the touched paths; undefined where there is none. Secret ones as keyed digests. */
  readonly touched: Readonly<Record<string, Json | undefined>>;
  /** What the dry run would change. */
  readonly differences: readonly RawDifference[];
  /** Of the policy in force for this action and namespace: tier, quorum, approvers, clocks. */
  readonly policyDigest: string;
  readonly requester: UserId;
};

/**
 * The one text that stands for a meaning, for a digest: the same exactly for the same meaning, whatever the order of
 * keys. A version begins it, so that a later form of it is never taken for this one.
 */
export function meaningText(meaning: Meaning): string {
  const { clusterUid, action, objectUid, policyDigest, requester } = meaning;
  const request: Json = { ...meaning.request };
  const touched = Object.fromEntries(
    Object.entries(meaning.touched).map(([path, value]) => [path, value === undefined ? [] : [value]]),
  );
  // An absent value is an empty list, a present one a list of one: so null and nothing are told apart.
  const list = (value: Json | undefined): Json => (value === undefined ? [] : [value]);
  const changed = meaning.differences.map(({ path, before, after }) => [path, list(before), list(after)]);
  return canonicalJson({
    version: 1,
    clusterUid,
    action,
    objectUid,
    request,
    touched,
    differences: changed,
    policyDigest,
    requester,
  });
}
