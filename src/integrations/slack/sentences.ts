import type { Document } from '../../domain/document.ts';
import { Misconfigured, RateLimited, Unavailable } from '../../ports/failures.ts';
import { slackCode } from './errors.ts';

/** What a person reads when the answer to what they did is none of the command's own. */
export const sentences = {
  working: saying('Working on it…'),
  notConfirmed: saying(
    'Keyturn could not confirm this: its store is not answering right now. It may have been done all the same, and nothing that was done is lost. Look at the incident’s card in a moment before you try again.',
  ),
  misconfigured: saying(
    'Keyturn is not set up for this: a setting or a permission is missing. Nothing was done. Please tell the people who run Keyturn; the reason is in its log.',
  ),
  broken: saying(
    'Something in Keyturn went wrong, and it could not confirm that this was done. Look at the incident’s card before you try again; the details are in Keyturn’s log.',
  ),
  tooLateForForm: saying(
    'The form could not be opened in the three seconds that Slack allows. Please press again.',
  ),
  formNotConfirmed: saying(
    'Slack did not confirm that the form is open. If you do not see it, please press again.',
  ),
  formHeldBack: saying(
    'Slack asks Keyturn to slow down, so the form could not be opened. Please press again in a few seconds.',
  ),
  unknownButton: saying(
    'This button is not known to this version of Keyturn. Nothing was done. Use /incident in the channel instead.',
  ),
  unreadable: saying('Keyturn could not read what Slack sent for this. Nothing was done. Please try again.'),
} as const;

function saying(text: string): Document {
  return { push: [text], parts: [{ kind: 'text', lines: [[text]] }] };
}

/** The sentence for a failure that came out of the command door. */
export function sentenceForFailure(error: unknown): Document {
  if (error instanceof Unavailable) return sentences.notConfirmed;
  return error instanceof Misconfigured ? sentences.misconfigured : sentences.broken;
}

/** Slack takes a trigger once, and for three seconds. Source: docs.slack.dev, views.open. */
const TOO_LATE: readonly (string | null)[] = [
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
];

/** The sentence for a form that could not be opened, or of which nobody knows whether it is. */
export function sentenceForUnopenedForm(error: unknown): Document {
  if (TOO_LATE.includes(slackCode(error))) return sentences.tooLateForForm;
  if (error instanceof RateLimited) return sentences.formHeldBack;
  // A lost reply looks like a lost call: the form may be open.
  if (error instanceof Unavailable) return sentences.formNotConfirmed;
  return error instanceof Misconfigured ? sentences.misconfigured : sentences.broken;
}
