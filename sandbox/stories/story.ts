import { z } from 'zod';

/** A moment as the API server writes it, RFC 3339 in UTC. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

const objectRef = z.strictObject({ kind: z.string(), namespace: z.string().optional(), name: z.string() });

/**
 * What a story takes away from the shared cluster: one object by its name, or every object of the kind that
 * has these labels or runs on that node.
 */
const removal = z.strictObject({
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  node: z.string().optional(),
});
export type Removal = z.infer<typeof removal>;

/** An alert as Alertmanager would send it, without what Alertmanager itself adds. */
const alert = z.strictObject({
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  startsAt: moment,
});

/** The truth of a story, for tests: which check must say it, of which object, and how sure it may be at most. */
const cause = z.strictObject({
  check: z.string(),
  object: objectRef,
  confidence: z.enum(['proven', 'consistent', 'context']),
  words: z.array(z.string()).min(1),
});

export const Story = z.strictObject({
  name: z.string(),
  title: z.string(),
  teller: z.string(),
  now: moment,
  onset: moment,
  alerts: z.array(alert).min(1),
  subject: objectRef,
  /** null: nothing in the cluster is the cause. */
  cause: cause.nullable(),
  /** The change that began it, in stories with one. */
  change: z.strictObject({ at: moment, manager: z.string(), object: objectRef, text: z.string() }).optional(),
  remove: z.array(removal).default([]),
});
/** story.yaml, read. */
export type Story = z.infer<typeof Story>;
