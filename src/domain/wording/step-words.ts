import type { Line } from '../document.ts';
import type { StepState } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import type { Step } from '../step.ts';

/** What a step was going to do, by the first part of its key. */
const stepWord: Readonly<
  Record<
    Step['kind'] | 'tell-export' | 'topic' | 'notice' | 'question' | 'all-clear' | 'still-firing',
    string
  >
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
  'tell-export': 'saying that a draft is there',
  'tell-asker': 'telling who wanted it that a draft is there',
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
  file_uploads_disabled: 'the workspace does not allow files; an admin can allow them',
  file_uploads_except_images_disabled: 'the workspace allows no files but images; an admin can allow them',
  slack_connect_file_upload_sharing_blocked: 'files may not be shared with the other organisation here',
  storage_limit_reached: 'the workspace has no room for files; delete some',
  file_upload_size_restricted: 'the file is larger than the workspace allows; without --full it is smaller',
  malware_detected: 'Slack takes the file for malware; an admin can look',
  'directory-eacces': 'Keyturn may not write there; give its user the right',
  'directory-eperm': 'Keyturn may not write there; give its user the right',
  'directory-enospc': 'the disk is full; make room',
  'directory-edquot': 'its share of the disk is used up; make room',
  'directory-efbig': 'the file system takes no file this large; without --full it is smaller',
  'directory-erofs': 'the disk is mounted read-only; mount it writable',
  'directory-eio': 'the disk does not answer; look at it',
  'directory-estale': 'the disk was unmounted or moved; mount it again',
  'directory-enotdir':
    'a file stands in the place of the directory; move it, or name another in keyturn.yaml',
  'directory-eexist': 'a file stands in the place of the directory; move it, or name another in keyturn.yaml',
  'directory-eisdir': 'a directory stands in the place of a draft; move it',
  'directory-eloop': 'a link stands in the place of a draft; remove it',
  'directory-enametoolong': 'its name is too long; name another in keyturn.yaml',
  'not-a-draft': 'what stands in the place of a draft is none; move it',
  'nobody-to-tell': 'nobody is known who wanted it',
  restricted_action: 'a workspace setting forbids it',
  is_archived: 'the channel is archived',
  not_in_channel: 'the app is not in the channel; invite it',
  channel_not_found: 'the channel is gone',
  'slack-unreachable': 'Slack can’t be reached',
  network: 'Slack can’t be reached',
  timeout: 'Slack did not answer in time',
  'unreadable-answer': 'Slack’s answer could not be read',
  'not-found': 'the channel is not there, or the app may not see it',
  'not-in-channel': 'the app is not in the channel; invite it, unarchive the channel first if it is archived',
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
