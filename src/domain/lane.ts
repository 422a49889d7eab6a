/**
 * Who goes first when Slack's budget is short: approvals and results, then status, role and severity,
 * then alert counts, then progress.
 */
export const lanes = ['approval', 'status', 'alerts', 'progress'] as const;

export type Lane = (typeof lanes)[number];
