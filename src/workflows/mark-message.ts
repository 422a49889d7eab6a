import type { IncidentId, MessageRef } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Asking } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import type { Chat } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import { type ChangeDeps, changeIncident } from './change-incident.ts';

export type MarkDeps = ChangeDeps & {
  readonly chat: Pick<Chat, 'react'>;
  readonly logger: Log;
  readonly marking: { readonly saved: string };
};

/**
 * Puts a message on the incident's timeline, once however often and by whichever door it is asked for, and reacts to
 * it with `marking.saved` (an emoji's name), so that people see that it is saved. That reaction is best effort.
 * Throws Unavailable when the log can't be reached.
 */
export async function markMessage(
  deps: MarkDeps,
  input: {
    readonly id: IncidentId;
    readonly message: MessageRef;
    readonly via: 'pin' | 'reaction' | 'shortcut';
    readonly asking: Asking;
  },
): Promise<Result<Incident>> {
  const { id, message, via, asking } = input;
  const marked = await changeIncident(deps, {
    id,
    request: { kind: 'mark-message', message, via },
    asking,
    requestId: `mark.${id}.${message.channel}.${message.ts}`,
  });
  if (marked.ok) await reactBack(deps, message);
  return marked;
}

async function reactBack(
  deps: Pick<MarkDeps, 'chat' | 'logger' | 'marking'>,
  message: MessageRef,
): Promise<void> {
  try {
    await deps.chat.react(message, deps.marking.saved);
  } catch (error) {
    deps.logger.warn({ message, error }, 'could not react to a message that was put on the timeline');
  }
}
