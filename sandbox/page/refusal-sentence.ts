/** What Slack's own client says for the codes that a person can cause; the codes are in the Web API's pages. */
const SENTENCES: Readonly<Record<string, string>> = {
  already_archived: 'This channel is archived already.',
  already_in_channel: 'They are in this channel already.',
  already_pinned: 'This message is pinned already.',
  already_reacted: 'You have reacted with this already.',
  cant_archive_general: 'The general channel can’t be archived.',
  cant_delete_message: 'You can delete only your own messages.',
  cant_update_message: 'You can edit only your own messages.',
  invalid_name: 'There is no such emoji.',
  invalid_name_maxlength: 'A channel’s name has at most 80 characters.',
  invalid_name_punctuation: 'A channel’s name can’t be only punctuation.',
  invalid_name_required: 'Give the channel a name.',
  invalid_name_specials: 'A channel’s name has only small letters, digits, dashes and underscores.',
  is_archived: 'This channel is archived: nobody can write here.',
  message_not_found: 'This message is not there any more.',
  method_not_supported_for_channel_type: 'That does not work in this kind of conversation.',
  name_taken: 'There is a channel with this name already.',
  no_pin: 'This message is not pinned.',
  no_reaction: 'You have not reacted with this.',
  not_archived: 'This channel is not archived.',
  not_in_channel: 'You are not in this channel. Join it first.',
  too_long: 'This is longer than Slack allows: 250 characters.',
  too_many_pins: 'This channel has as many pins as Slack allows.',
};

/** The sentence for a code of Slack's; an unknown code is named. */
export const refusalSentence = (code: string): string => SENTENCES[code] ?? `Slack refuses this: ${code}.`;
