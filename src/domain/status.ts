/** The lifecycle. Skipping forward is allowed; `cancelled` ends what turned out to be no incident. */
export const statuses = [
  'triage',
  'investigating',
  'identified',
  'mitigated',
  'monitoring',
  'resolved',
  'closed',
  'cancelled',
] as const;

export type Status = (typeof statuses)[number];

/** The statuses that a person sets on an open incident. */
export const workingStatuses = ['investigating', 'identified', 'mitigated', 'monitoring'] as const;

/** Why an incident was called off. */
export const cancelReasons = ['false-positive', 'duplicate', 'superseded', 'external', 'declined'] as const;

export type CancelReason = (typeof cancelReasons)[number];

/** True while people (or, in triage, the alerts) still have work to do. */
export function isOpen(status: Status): boolean {
  return status !== 'resolved' && status !== 'closed' && status !== 'cancelled';
}
