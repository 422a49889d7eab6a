import type { Line } from '../document.ts';
import type { StepState } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import type { Step } from '../step.ts';

/** What a step was going to do, by the first part of its key. */
const stepWord: Readonly<
  Record<Step['kind'] | 'topic' | 'notice' | 'question' | 'all-clear' | 'still-firing', string>
> = {
  'post-triage': 'asking whether it is an incident',
  'open-channel': 'opening the channel',
  unarchive: 'bringing the archived channel back',
  'post-card': 'posting the card',
  'propose-role': 'proposing somebody for a role',
  'escalate-role': 'asking the next one for a role',
  invite: 'inviting people',
  'ask-role': 'asking somebody to take a role',
  announce: 'announcing the incident',
  'pin-card': 'pinning the card',
  'set-topic': 'setting the topic',
  topic: 'setting the topic',
  'set-purpose': 'setting the purpose',
  'rename-channel': 'renaming the channel',
  bookmark: 'adding a bookmark',
  'post-diagnosis': 'posting the diagnosis',
  'post-watch': 'posting what is watched',
  'close-watch': 'saying that a watch ended',
  'post-export': 'saying that a draft is being written',
  'close-export': 'saying that a draft is written',
  'ask-postmortem': 'asking for a postmortem draft',
  'post-proposal': 'posting the card of a change',
  'wake-approvers': 'waking the approvers',
  'announce-break-glass': 'telling everyone that the glass was broken',
  expire: 'ending a proposal whose time is over',
  'give-up-planning': 'giving up a plan',
  'post-notice': 'posting a message',
  notice: 'posting a message',
  question: 'asking who takes a role',
  'say-all-clear': 'saying that all is clear',
  'all-clear': 'saying that all is clear',
  'say-still-firing': 'saying what still fires',
  'still-firing': 'saying what still fires',
};

/** What a short code of the outside world means, and what would help. */
const reasonWord: Readonly<Record<string, string>> = {
  missing_scope: 'the Slack app lacks a permission; reinstall it with the shipped manifest',
  cant_invite: 'Slack does not let the app invite them',
  ratelimited: 'Slack asks us to slow down',
  'rate-limited': 'Slack asks us to slow down',
  unknown_method: 'this workspace does not offer it',
  file_uploads_disabled: 'the workspace does not allow files',
  storage_limit_reached: 'the workspace has no room for files',
  'directory-eacces': 'Keyturn may not write there',
  'directory-enospc': 'the disk is full',
  'directory-erofs': 'the disk can’t be written',
  restricted_action: 'a workspace setting forbids it',
  is_archived: 'the channel is archived',
  channel_not_found: 'the channel is gone',
  'slack-unreachable': 'Slack can’t be reached',
  network: 'Slack can’t be reached',
  timeout: 'Slack did not answer in time',
  'unreadable-answer': 'Slack’s answer could not be read',
  'not-found': 'the channel is not there, or the app may not see it',
  'not-in-channel': 'the app is not in the channel; invite it',
  archived: 'the channel is archived',
  'channel-name-taken': 'every name for it is taken; the template needs a placeholder',
  no_such_subteam: 'the user group in the configuration does not exist',
  subteam_not_found: 'the user group in the configuration does not exist',
  'nobody-to-ask': 'nobody is left to ask',
  'unexpected-error': 'something that nobody foresaw; the bot’s own log says more',
};

/** Why a step waits or was left out, in words; the code itself when we have no words for it. */
export function reasonText(reason: string): string {
  if (/^http-5\d\d$/.test(reason)) return 'Slack answered that something is wrong on its side';
  return (Object.hasOwn(reasonWord, reason) ? reasonWord[reason] : undefined) ?? oneLine(reason, 200);
}

/** What a step does, in words; an unknown one by its key. */
export function stepText(step: string): string {
  const name = /^[^:/]*/.exec(step)?.[0] ?? step;
  return Object.hasOwn(stepWord, name) ? stepWord[name as keyof typeof stepWord] : name.replaceAll('-', ' ');
}

/** A step that waits or was skipped, as a line; null when all is well. */
export function stepTrouble(step: string, state: StepState): Line | null {
  if (state.state === 'done') return null;
  const what = `${stepText(step)} (${reasonText(state.reason)})`;
  if (state.state === 'skipped') return [`Left out: ${what}.`];
  return [`Waiting: ${what}, next try `, { kind: 'time', at: state.retryAt, style: 'time' }, '.'];
}
