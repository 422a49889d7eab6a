/**
 * Every Web API method that the bot calls, with the bot scopes that it needs for public and private channels.
 * The type of `callSlack` takes its methods from here, and the manifest's scopes are tested against it.
 * Source: the method pages of docs.slack.dev.
 */
export const methodScopes = {
  'auth.test': [],
  'bookmarks.add': ['bookmarks:write'],
  'bookmarks.list': ['bookmarks:read'],
  'chat.getPermalink': [],
  // chat:write.public: announcements go to public channels that nobody invited the bot to.
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.update': ['chat:write'],
  'conversations.create': ['channels:manage', 'groups:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  'conversations.rename': ['channels:manage', 'groups:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.setPurpose': ['channels:manage', 'groups:write'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'conversations.unarchive': ['channels:manage', 'groups:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'pins.add': ['pins:write'],
  'reactions.add': ['reactions:write'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'views.open': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SlackMethod = keyof typeof methodScopes;

/** Every event that the bot subscribes to, with the scopes that Slack asks for. Source: the event pages of docs.slack.dev. */
export const eventScopes = {
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_rename: ['groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  subteam_members_changed: ['usergroups:read'],
  subteam_updated: ['usergroups:read'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Scopes that come with a feature instead of a method or an event. */
const featureScopes: Readonly<Record<string, readonly string[]>> = {
  'the slash command and the message shortcut': ['commands'],
  'name, type and link of files in messages': ['files:read'],
};

/** All bot scopes the app asks for, sorted. */
export function usedScopes(): readonly string[] {
  const all = [methodScopes, eventScopes, featureScopes].flatMap((map) => Object.values(map).flat());
  return [...new Set(all)].sort();
}
