import type { ChannelEvent, ChannelMessage } from '../../src/domain/channel-event.ts';
import type { Ourselves } from '../../src/domain/ourselves.ts';
import { NOON } from './incident.ts';

export const OURSELVES: Ourselves = { bot: 'BKEYTURN', user: 'UKEYTURN' };

/** Slack's ts of so many seconds after noon. */
export function tsAt(seconds: number, unique = 1): string {
  return `${NOON / 1_000 + seconds}.${String(unique).padStart(6, '0')}`;
}

/** A message by Ana, in the channel itself, never edited, unless said otherwise. */
export function aMessage(over: Partial<ChannelMessage> & Pick<ChannelMessage, 'ts'>): ChannelMessage {
  return {
    threadTs: null,
    user: 'UANA',
    bot: null,
    subtype: null,
    text: 'checkout is slow',
    editTs: null,
    files: [],
    reactions: null,
    step: null,
    ...over,
  };
}

/** It is posted in C1. */
export function posted(
  over: Partial<ChannelMessage> & Pick<ChannelMessage, 'ts'>,
  channel = 'C1',
): ChannelEvent {
  return { kind: 'posted', channel, eventTs: over.ts, message: aMessage(over) };
}

/** It is edited in C1, at its editTs. */
export function edited(
  over: Partial<ChannelMessage> & Pick<ChannelMessage, 'ts'> & { editTs: string },
  channel = 'C1',
): ChannelEvent {
  return { kind: 'edited', channel, eventTs: over.editTs, message: aMessage(over) };
}

/** It is deleted in C1. */
export function deleted(ts: string, eventTs: string, channel = 'C1'): ChannelEvent {
  return { kind: 'deleted', channel, eventTs, ts, threadTs: null };
}
