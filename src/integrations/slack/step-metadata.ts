import { z } from 'zod';
import type { IncidentId } from '../../domain/fact.ts';

const EVENT_TYPE = 'keyturn_step';

const StepMetadata = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ incident: z.string(), step: z.string() }),
});

/** Which step of which incident a message belongs to. */
export type StepKey = { readonly incident: IncidentId; readonly step: string };

/** The metadata of a message of ours. Readable by every member and app of the workspace: ids only. */
export function stepMetadata({ incident, step }: StepKey): z.infer<typeof StepMetadata> {
  return { event_type: EVENT_TYPE, event_payload: { incident, step } };
}

/** The step that a message's metadata names; null when there is none. Anyone can write such metadata: check the bot. */
export function stepOf(metadata: unknown): StepKey | null {
  const read = StepMetadata.safeParse(metadata);
  return read.success ? read.data.event_payload : null;
}
