import type { BotIdentity } from './bot-identity.ts';
import type { CallSlack } from './call-slack.ts';
import { authorOf, type RawMessage } from './channel-message.ts';
import { findRecent } from './find-recent.ts';
import { type StepKey, stepOf } from './step-metadata.ts';

export type FoundMessage = { readonly ts: string; readonly replies: number };

/**
 * The message that an earlier try of this step left in a channel, or null: a message of our own bot whose metadata
 * names the step. Where metadata was lost it is one without any that says `text` and names the incident. Throws as
 * callSlack does.
 */
export async function findMessage(
  callSlack: CallSlack,
  wanted: StepKey & { readonly channel: string; readonly text: string; readonly bot: BotIdentity },
): Promise<FoundMessage | null> {
  const found = await findRecent(callSlack, wanted.channel, (message) => isWanted(message, wanted));
  return found && { ts: found.ts, replies: found.reply_count ?? 0 };
}

function isWanted(
  message: RawMessage,
  wanted: StepKey & { readonly text: string; readonly bot: BotIdentity },
): boolean {
  if (authorOf(message, wanted.bot) !== wanted.bot.botId) return false;
  const step = stepOf(message.metadata);
  if (step) return step.incident === wanted.incident && step.step === wanted.step;
  return message.text === wanted.text && mentionsIncident(wanted.text, wanted.incident);
}

/** True when a text names the incident: `INC-7`, but not as the beginning of `INC-70`. */
export function mentionsIncident(text: string, incident: string): boolean {
  const at = text.toUpperCase().indexOf(incident.toUpperCase());
  return at >= 0 && !/\d/.test(text.charAt(at + incident.length));
}
