import type { ChannelView } from '../slack/channel-view.ts';

/** Where the page shows this conversation to this person. */
export const addressOf = (person: string, { id }: Pick<ChannelView, 'id'>): string => `/#${person}/${id}`;
