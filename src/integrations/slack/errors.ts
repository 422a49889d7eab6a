import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { Instant } from '../../domain/instant.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../../ports/failures.ts';

/** What a platform code of Slack's means for us. Source: the error tables of the methods in scopes.ts, docs.slack.dev. */
type Meaning = 'misconfigured' | 'unavailable' | 'rate-limited' | 'archived' | 'not-found' | 'not-in-channel';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const codesOf: Readonly<Record<Meaning, readonly string[]>> = {
  // The token, a scope or the workspace's rules forbid it, or what we asked can never be: repeating does not help.
  misconfigured: words(`
    access_denied accesslimited account_inactive app_missing_action_url as_user_not_supported block_mismatch
    bot_not_found cannot_dm_bot cannot_reply_to_message cant_broadcast_message cant_delete_message cant_invite
    cant_invite_self cant_post_message cant_update_message canvas_disabled_user_team channel_type_not_supported
    deprecated_endpoint duplicate_channel_not_found duplicate_message_not_found edit_window_closed ekm_access_denied
    enterprise_is_restricted external_channel_migrating feature_not_enabled file_not_found file_type_not_supported
    file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled failed_for_some_users
    forbidden_team free_team_not_allowed hash_conflict invalid_action invalid_action_arg invalid_arg_name
    invalid_arguments invalid_array_arg invalid_attachments invalid_auth invalid_blocks invalid_blocks_format
    invalid_bookmark_type invalid_channel invalid_charset invalid_cursor invalid_emoji invalid_external_limited
    invalid_form_data invalid_json invalid_limit invalid_link invalid_metadata_filter_keys invalid_metadata_format
    invalid_metadata_schema invalid_name invalid_name_maxlength invalid_name_punctuation invalid_name_required
    invalid_name_specials invalid_post_type invalid_scheduled_time invalid_team invalid_timestamp invalid_trigger
    invalid_trigger_id invalid_ts_latest invalid_ts_oldest invalid_types invalid_user_combination json_not_object
    list_record_comment_fetch_failed malware_detected markdown_text_conflict max_channels messages_tab_disabled
    message_not_found metadata_must_be_sent_from_app metadata_too_large method_deprecated
    method_not_supported_for_channel_type missing_argument missing_charset missing_file_data missing_post_type
    missing_scope mpim_not_found msg_blocks_too_long msg_too_long name_taken name_taken_in_org no_channel no_item
    no_item_specified no_permission no_reaction no_such_subteam no_text no_text_supplied no_user not_allowed
    not_allowed_token_type not_archived not_authed not_authorized not_enough_users not_enterprise not_implemented
    not_in_group not_pinnable not_pinned not_reactable not_supported ns_failed org_login_required org_resource_not_found
    org_user_not_in_team over_limit permission_denied plan_upgrade_required posting_to_channel_denied
    posting_to_general_channel_denied post_not_found push_limit_reached restricted_action
    restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_locked
    restricted_action_thread_only_channel slack_connect_canvas_sharing_blocked slack_connect_file_upload_sharing_blocked
    storage_limit_reached subteam_not_found team_access_not_granted team_not_found thread_locked thread_not_found
    token_expired token_revoked too_long too_many_attachments too_many_bookmarks too_many_contact_cards
    too_many_emoji too_many_members too_many_pins too_many_reactions too_many_users two_factor_setup_required
    unable_to_resolve_slug unknown_method unknown_snippet_type unknown_subtype unknown_type ura_max_channels
    user_disabled user_is_bot user_is_restricted user_is_ultra_restricted user_not_found user_not_in_channel
    user_not_visible users_list_not_supplied users_not_found view_too_large channel_canvas_already_exists
    channel_not_private expired_trigger_id exchanged_trigger_id already_archived already_in_channel already_pinned
    already_reacted
  `),
  unavailable: words(`
    bookmarks_service_unavailable could_not_fetch_channel fatal_error fetch_members_failed file_update_failed
    internal_error invalid_request_timeout message_limit_exceeded request_timeout service_unavailable
    team_added_to_org team_migration timeout unknown_error upload_failed
  `),
  'rate-limited': words('ratelimited rate_limited'),
  archived: words('is_archived channel_is_archived'),
  'not-found': words('channel_not_found'),
  'not-in-channel': words('not_in_channel'),
};

const meanings: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(codesOf).flatMap(([meaning, codes]) => codes.map((code) => [code, meaning as Meaning])),
);

/** How long to hold back when Slack says "too many" without saying until when. */
const DEFAULT_PAUSE = 30_000;

/**
 * Translates whatever a call of the Slack SDK threw into one of the failures that ports know; the original is the
 * `cause`. `channel` is the one the call was about. A code that is in no table is Unavailable: it may be passing, and
 * the reason is shown where the step waits.
 */
export function toFailure(
  error: unknown,
  call: { readonly channel: string | null; readonly now: Instant },
): Error {
  const options = { cause: error };
  if (error instanceof WebAPIRateLimitedError) {
    return new RateLimited('rate-limited', call.now + error.retryAfter * 1000, options);
  }
  if (error instanceof WebAPIHTTPError) return new Unavailable(`http-${error.statusCode}`, options);
  if (error instanceof WebAPIRequestError) return new Unavailable(networkReason(error.original), options);
  if (!(error instanceof WebAPIPlatformError)) return new Unavailable(networkReason(error), options);
  const code = error.data.error;
  // A page of HTML with status 200 (a proxy, a login wall) arrives here as the "code".
  if (!/^[a-z0-9_.:-]{1,80}$/i.test(code)) return new Unavailable('unreadable-answer', options);
  switch (meanings.get(code)) {
    case 'misconfigured':
      return new Misconfigured(code, options);
    case 'rate-limited':
      return new RateLimited('rate-limited', call.now + DEFAULT_PAUSE, options);
    case 'archived':
      return call.channel
        ? new ChannelLost(call.channel, 'archived', options)
        : new Misconfigured(code, options);
    case 'not-found':
      return call.channel
        ? new ChannelLost(call.channel, 'not-found', options)
        : new Misconfigured(code, options);
    case 'not-in-channel':
      return call.channel
        ? new ChannelLost(call.channel, 'not-in-channel', options)
        : new Misconfigured(code, options);
    default:
      return new Unavailable(code, options);
  }
}

/** Slack's own code (`name_taken`, `already_pinned` ...) of a failure that came from `toFailure`; null for all else. */
export function slackCode(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof WebAPIPlatformError ? cause.data.error : null;
}

/** The rest of Slack's answer that carried the code, e.g. the `errors` list of an invitation; null for all else. */
export function slackAnswer(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof WebAPIPlatformError ? cause.data : null;
}

function networkReason(error: unknown): string {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
    ? 'timeout'
    : 'network';
}
