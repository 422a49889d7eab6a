/** Something that is not as it was written, with its place. Versions are those of facts, counted from 1. */
export type Damage =
  /** What the fact says was changed, or its code. */
  | { readonly kind: 'fact-changed'; readonly version: number }
  | { readonly kind: 'facts-missing'; readonly from: number; readonly to: number }
  /** At the place of fact `version` stands, unchanged, the fact `found`. */
  | { readonly kind: 'fact-moved'; readonly version: number; readonly found: number }
  /** The fact is unchanged, but does not follow the one that stands before it. */
  | { readonly kind: 'link-broken'; readonly version: number }
  | { readonly kind: 'tail-cut'; readonly from: number; readonly to: number }
  /** The log goes on after the last fact that the snapshot knows. */
  | { readonly kind: 'snapshot-behind'; readonly version: number }
  | { readonly kind: 'snapshot-changed' }
  | { readonly kind: 'snapshot-missing' }
  | { readonly kind: 'key-unknown'; readonly key: string; readonly version: number }
  | {
      readonly kind: 'text-changed';
      readonly channel: string;
      readonly ts: string;
      readonly sealedBy: number;
    }
  | {
      readonly kind: 'text-missing';
      readonly channel: string;
      readonly ts: string;
      readonly sealedBy: number;
    }
  /** `id`: under which the text is kept with the incident. */
  | { readonly kind: 'evidence-changed'; readonly id: string; readonly sealedBy: number }
  | { readonly kind: 'evidence-missing'; readonly id: string; readonly sealedBy: number }
  /** The head that somebody noted is the head of no fact in the log. */
  | { readonly kind: 'head-unknown'; readonly head: string };
