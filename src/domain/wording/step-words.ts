import type { Line } from '../document.ts';
import type { StepState } from '../incident.ts';

/** What a step was going to do, by the first part of its key; an unknown one is shown by its key. */
const stepWord: Readonly<Record<string, string>> = {
  'open-channel': 'opening the channel',
  'set-topic': 'setting the topic',
  topic: 'setting the topic',
  'set-purpose': 'setting the purpose',
  purpose: 'setting the purpose',
  'post-card': 'posting the card',
  card: 'posting the card',
  'pin-card': 'pinning the card',
  pin: 'pinning the card',
  bookmark: 'adding a bookmark',
  invite: 'inviting people',
  announce: 'announcing the incident',
  triage: 'asking for acceptance',
  notice: 'posting a notice',
  'ask-role': 'asking somebody to take a role',
  'propose-role': 'proposing somebody for a role',
  rename: 'renaming the channel',
};

/** What a short code of the outside world means, and what would help. */
const reasonWord: Readonly<Record<string, string>> = {
  missing_scope: 'the Slack app lacks a permission; reinstall it with the shipped manifest',
  cant_invite: 'Slack does not let the app invite them',
  ratelimited: 'Slack asks us to slow down',
  'rate-limited': 'Slack asks us to slow down',
  unknown_method: 'this workspace does not offer it',
  restricted_action: 'a workspace setting forbids it',
  is_archived: 'the channel is archived',
  channel_not_found: 'the channel is gone',
  'slack-unreachable': 'Slack can’t be reached',
};

/** Why a step waits or was left out, in words; the code itself when we have no words for it. */
export function reasonText(reason: string): string {
  return reasonWord[reason] ?? reason;
}

/** What a step does, in words. */
export function stepText(step: string): string {
  const name = step.split(':', 1)[0] ?? step;
  return stepWord[name] ?? name.replaceAll('-', ' ');
}

/** A step that waits or was skipped, as a line; null when all is well. */
export function stepTrouble(step: string, state: StepState): readonly [Line] | null {
  if (state.state === 'done') return null;
  const what = `${stepText(step)} (${reasonText(state.reason)})`;
  if (state.state === 'skipped') return [[`Left out: ${what}.`]];
  return [[`Waiting: ${what}, next try `, { kind: 'time', at: state.retryAt, style: 'time' }, '.']];
}
