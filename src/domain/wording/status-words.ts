import type { CancelReason, Status } from '../status.ts';

/** The status as a person reads it on the card. */
export const statusWord: Readonly<Record<Status, string>> = {
  triage: 'Waiting for someone to accept it',
  investigating: 'Investigating',
  identified: 'Identified: the cause is known',
  mitigated: 'Mitigated: users are no longer hurt',
  monitoring: 'Monitoring: the fix is being watched',
  resolved: 'Resolved',
  closed: 'Closed',
  cancelled: 'Cancelled',
};

/** The status as one word, for the topic, lists and sentences. */
export const statusShort: Readonly<Record<Status, string>> = {
  triage: 'in triage',
  investigating: 'investigating',
  identified: 'identified',
  mitigated: 'mitigated',
  monitoring: 'monitoring',
  resolved: 'resolved',
  closed: 'closed',
  cancelled: 'cancelled',
};

/** Completes "INC-7 was cancelled: ...". */
export const cancelWord: Readonly<Record<CancelReason, string>> = {
  'false-positive': 'it was a false alarm',
  duplicate: 'another incident covers it',
  superseded: 'another incident replaces it',
  external: 'it is somebody else’s outage',
  declined: 'it was declined',
};
