import type { Instant } from './instant.ts';

/** What is kept beside the log so that it outlives the pods: redacted texts. The log has their digests. */
export type EvidenceItem = {
  /** Unique within the incident: `answer-3`, `diagnosis-1`, `log-shop-checkout-7d9f-app-previous`. */
  readonly id: string;
  readonly kind: 'answer' | 'diagnosis' | 'events' | 'states' | 'log' | 'revisions' | 'object';
  /** For the list: `Previous log of shop/checkout-7d9f, container app`. */
  readonly title: string;
  readonly at: Instant;
  /** In UTF-8. */
  readonly bytes: number;
  /** Of the text, by the store. */
  readonly digest: string;
};
