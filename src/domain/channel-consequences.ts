import { keyturn, person } from './actor.ts';
import type { ChannelEvent } from './channel-event.ts';
import { decide } from './decide.ts';
import type { FactBody, Happening, MessageRef } from './fact.ts';
import type { Incident } from './incident.ts';
import { instantOfTs } from './message-ts.ts';
import type { Ourselves } from './ourselves.ts';

/**
 * What a happening in an incident's channel means for the incident, besides its mirror: a role holder who left (or was
 * removed: Slack does not say by whom) gives up every role; a channel that was archived or deleted, or that we were
 * put out of, is lost. Our own doings mean nothing else. Happenings carry Slack's time.
 */
export function consequencesOf(
  incident: Incident,
  event: ChannelEvent,
  ourselves: Ourselves,
): readonly Happening[] {
  // Of a channel that was replaced nothing follows any more.
  if (incident.channel?.id !== event.channel) return [];
  // Whoever put us out stopped us from hearing: we go back in, or work on in another channel.
  if (event.kind === 'left' && event.user === ourselves.user) return [lost(event, 'not-in-channel')];
  if ('user' in event && event.user === ourselves.user) return [];
  switch (event.kind) {
    case 'left':
      return Object.keys(incident.roles).flatMap((role) => vacated(incident, role, event));
    case 'archived':
      return [lost(event, 'archived')];
    case 'deleted-channel':
      return [lost(event, 'deleted')];
    default:
      return [];
  }
}

/** The message that a member puts on the timeline by this happening (a pin, a configured emoji), or null. */
export function markedBy(
  event: ChannelEvent,
  marking: { readonly emojis: readonly string[]; readonly ourselves: Ourselves },
): { readonly message: MessageRef; readonly user: string; readonly via: 'pin' | 'reaction' } | null {
  // We pin our card and react back: that is no wish of a person.
  if (!('user' in event) || event.user === marking.ourselves.user) return null;
  switch (event.kind) {
    case 'pinned':
      return { message: { channel: event.channel, ts: event.ts }, user: event.user, via: 'pin' };
    case 'reacted':
      return marking.emojis.includes(withoutSkinTone(event.emoji))
        ? { message: { channel: event.channel, ts: event.ts }, user: event.user, via: 'reaction' }
        : null;
    default:
      return null;
  }
}

function vacated(
  incident: Incident,
  role: string,
  event: Extract<ChannelEvent, { kind: 'joined' | 'left' }>,
): readonly Happening[] {
  if (incident.roles[role]?.holder !== event.user) return [];
  const decided = decide(
    incident,
    { kind: 'vacate-role', role, reason: 'left the channel' },
    { by: person(event.user), door: 'slack-event', at: instantOfTs(event.eventTs) },
  );
  return decided.ok ? decided.value : [];
}

function lost(event: Extract<ChannelEvent, { user: string | null }>, reason: string): Happening {
  const body: FactBody = { kind: 'channel.lost', channel: event.channel, reason };
  return {
    body,
    by: event.user === null ? keyturn : person(event.user),
    door: 'slack-event',
    at: instantOfTs(event.eventTs),
  };
}

/** Slack appends the skin tone to the name: `thumbsup::skin-tone-3`. */
function withoutSkinTone(emoji: string): string {
  return emoji.split('::')[0] ?? emoji;
}
