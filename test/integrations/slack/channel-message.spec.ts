import { describe, expect, it } from 'vitest';
import { authorOf, channelMessage, RawMessage } from '../../../src/integrations/slack/channel-message.ts';

const metadata = { event_type: 'keyturn_step', event_payload: { incident: 'INC-1', step: 'post-card' } };
const known = { botId: 'B1', botUserId: 'UBOT', teamId: 'T1', url: null };
/** Where a workspace gives its apps no bot id. */
const nameless = { ...known, botId: 'UBOT' };

describe('who wrote a message', () => {
  it('is said by its bot id, else by our user', () => {
    expect(authorOf({ ts: '1.0', bot_id: 'B2', user: 'UBOT' }, known)).toBe('B2');
    expect(authorOf({ ts: '1.0', user: 'UBOT' }, known)).toBe('B1');
    expect(authorOf({ ts: '1.0', user: 'UBOT' }, nameless)).toBe('UBOT');
    expect(authorOf({ ts: '1.0', user: 'UANA' }, nameless)).toBeNull();
    expect(authorOf({ ts: '1.0', user: 'UBOT' }, null)).toBeNull();
  });

  it('decides whether a message is one of our steps: nobody else can name one', () => {
    const raw = { ts: '1.0', text: 'x', metadata };

    expect(channelMessage({ ...raw, user: 'UBOT' }, 'event', nameless).step).toBe('post-card');
    expect(channelMessage({ ...raw, user: 'UANA' }, 'event', nameless).step).toBeNull();
    expect(channelMessage({ ...raw, bot_id: 'B2', user: 'UBOT' }, 'event', known).step).toBeNull();
  });

  it('can be read where what is empty is told as null', () => {
    const empty = {
      thread_ts: null,
      subtype: null,
      bot_id: null,
      files: null,
      edited: null,
      reactions: null,
    };

    expect(RawMessage.safeParse({ ts: '1.0', user: 'UANA', text: null, ...empty }).success).toBe(true);
  });
});
