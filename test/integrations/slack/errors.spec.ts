import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { slackAnswer, slackCode, toFailure } from '../../../src/integrations/slack/errors.ts';

const NOW = 1_000_000;
const failureOf = (error: unknown, channel: string | null = 'C1') => toFailure(error, { channel, now: NOW });
/** The SDK's type knows only part of what Slack answers. */
const answer = (error: string) => Object.assign({ ok: false, error }, { errors: [{ user: 'U1' }] });
const platform = (error: string) => new WebAPIPlatformError(answer(error));

/** Written down from Slack's documentation of the methods that we call; the code under test has its own list. */
const expected: Readonly<Record<string, readonly string[]>> = {
  Misconfigured: [
    'missing_scope',
    'unknown_method',
    'not_allowed_token_type',
    'cant_invite',
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'no_permission',
    'restricted_action',
    'user_is_restricted',
    'ekm_access_denied',
    'org_login_required',
    'team_access_not_granted',
    'invalid_arguments',
    'invalid_blocks',
    'msg_too_long',
    'msg_blocks_too_long',
    'no_text',
    'too_long',
    'metadata_too_large',
    'message_not_found',
    'cant_update_message',
    'edit_window_closed',
    'user_not_found',
    'user_disabled',
    'cannot_dm_bot',
    'invalid_name_specials',
    'invalid_name_maxlength',
    'name_taken',
    'no_such_subteam',
    'posting_to_general_channel_denied',
    'already_pinned',
    'already_reacted',
    'not_archived',
    'invalid_name',
    'too_many_reactions',
    'expired_trigger_id',
    'file_uploads_disabled',
    'method_not_supported_for_channel_type',
  ],
  Unavailable: [
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'team_added_to_org',
    'message_limit_exceeded',
    'a_code_that_nobody_has_seen_yet',
  ],
  RateLimited: ['ratelimited', 'rate_limited'],
  ChannelLost: ['is_archived', 'channel_not_found', 'not_in_channel'],
};

describe('an error of Slack’s', () => {
  it.each(Object.entries(expected).flatMap(([name, codes]) => codes.map((code) => [code, name])))(
    '%s is %s',
    (code, name) => {
      const failure = failureOf(platform(code));

      expect(failure.name).toBe(name);
      expect(slackCode(failure)).toBe(code);
    },
  );

  it.each([
    ['is_archived', 'archived'],
    ['channel_not_found', 'not-found'],
    ['not_in_channel', 'not-in-channel'],
  ])('%s names the channel and how it is lost', (code, reason) => {
    expect(failureOf(platform(code))).toMatchObject({ channel: 'C1', reason });
    expect(failureOf(platform(code), null)).toMatchObject({ name: 'Misconfigured', reason: code });
  });

  it('about too many calls says when to come again', () => {
    expect(failureOf(new WebAPIRateLimitedError(7))).toMatchObject({
      name: 'RateLimited',
      retryAt: NOW + 7_000,
    });
    expect(failureOf(platform('ratelimited'))).toMatchObject({ retryAt: NOW + 30_000 });
  });

  it.each([
    ['a 5xx', new WebAPIHTTPError(502, 'Bad Gateway', {}), 'http-502'],
    ['a cut connection', new WebAPIRequestError(new TypeError('fetch failed')), 'network'],
    ['a time-out', new WebAPIRequestError(new DOMException('', 'TimeoutError')), 'timeout'],
    ['a time-out while reading', new DOMException('', 'TimeoutError'), 'timeout'],
    ['a page of HTML', platform('<html><body>Sign in</body></html>'), 'unreadable-answer'],
    ['anything else', 'a string', 'network'],
  ])('%s may pass', (_, error, reason) => {
    expect(failureOf(error)).toMatchObject({ name: 'Unavailable', reason });
  });

  it('keeps the rest of the answer', () => {
    expect(slackAnswer(failureOf(platform('cant_invite')))).toMatchObject({ errors: [{ user: 'U1' }] });
    expect(slackAnswer(new Error('x'))).toBeNull();
    expect(slackCode('x')).toBeNull();
  });
});
