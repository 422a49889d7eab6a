import { z } from 'zod';
import type { MessageRef } from '../../domain/fact.ts';
import type { CallSlack } from './call-slack.ts';
import { RawMessage } from './channel-message.ts';
import type { StepKey } from './step-metadata.ts';

/** The name of a file that belongs to a step's message: the step's key is in it, so that it can be found again. */
export function threadFileName(step: StepKey, name: string): string {
  return `${step.incident}-${step.step}-${name}`.replace(/[^\w.-]+/g, '_').slice(-200);
}

/** True when the thread of a message holds a file of this name. Throws as callSlack does. */
export async function hasFile(
  callSlack: CallSlack,
  { channel, ts }: MessageRef,
  name: string,
): Promise<boolean> {
  const { messages } = await callSlack('conversations.replies', {
    args: { channel, ts, limit: 100 },
    answer: z.object({ messages: z.array(RawMessage) }),
  });
  return messages.some(({ files }) => files?.some((file) => file.name === name));
}
