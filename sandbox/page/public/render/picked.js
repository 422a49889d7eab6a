/** What an element has before anybody touched it, in the form in which choices are sent: a text, several, or null. */
const INITIAL = {
  initial_option: (option) => option?.value,
  initial_options: (options) => (options ?? []).map((option) => option.value),
  initial_user: String,
  initial_users: (ids) => ids,
  initial_channel: String,
  initial_channels: (ids) => ids,
  initial_conversation: String,
  initial_conversations: (ids) => ids,
  initial_date: String,
  initial_time: String,
  initial_date_time: String,
  initial_value: String,
};

/** The initial choice of an element; null without one. */
export const initialPick = (element) => {
  const found = Object.keys(INITIAL).find((field) => element[field] !== undefined);
  return found ? INITIAL[found](element[found]) : null;
};

/** A choice as a list. */
export const manyOf = (picked) => (picked === null || picked === undefined ? [] : [picked].flat());
