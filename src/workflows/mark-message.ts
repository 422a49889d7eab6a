import type { Fact, IncidentId, MessageRef } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Asking } from '../domain/request.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Chat } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import { type ChangeDeps, changeIncident } from './change-incident.ts';

export type MarkDeps = ChangeDeps & {
  readonly chat: Pick<Chat, 'react'>;
  readonly logger: Log;
  readonly marking: { readonly saved: string };
};

export type Marking = {
  readonly id: IncidentId;
  readonly message: MessageRef;
  readonly via: 'pin' | 'reaction' | 'shortcut';
  readonly asking: Asking;
};

/**
 * Puts a message on the incident's timeline, once however often and by whichever door it is asked for, and reacts to
 * it with `marking.saved` (an emoji's name), so that people see that it is saved. That reaction is best effort.
 * Throws Unavailable when the log can't be reached.
 */
export async function markMessage(deps: MarkDeps, input: Marking): Promise<Result<Incident>> {
  const marked = await markOnce(deps, input);
  if (marked.ok) await reactBack(deps, input.message);
  return marked;
}

async function markOnce(deps: MarkDeps, input: Marking): Promise<Result<Incident>> {
  const { id, message, via, asking } = input;
  // The request id holds for a day, the log for ever.
  const facts = await deps.log.facts(id);
  const base = facts.some((fact) => isMarkOf(fact, message)) ? await deps.log.load(id) : null;
  if (base) return ok(base.incident);
  return changeIncident(deps, {
    id,
    request: { kind: 'mark-message', message, via },
    asking,
    requestId: `mark.${id}.${message.channel}.${message.ts}`,
  });
}

function isMarkOf({ body }: Fact, { channel, ts }: MessageRef): boolean {
  return body.kind === 'message.marked' && body.message.channel === channel && body.message.ts === ts;
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
