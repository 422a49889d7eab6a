const words = (text) => String(text?.text ?? '');
const option = (one) => ({ value: one.value, label: words(one.text), about: words(one.description) });

const staticChoices = (element) =>
  element.option_groups
    ? element.option_groups.map((group) => ({
        label: words(group.label),
        options: group.options.map(option),
      }))
    : [{ options: (element.options ?? []).map(option) }];

const peopleChoices = (_element, ctx) => [
  { options: Object.entries(ctx.people ?? {}).map(([value, { name }]) => ({ value, label: name })) },
];

const channelChoices = (_element, ctx) => [
  { options: Object.entries(ctx.channels ?? {}).map(([value, name]) => ({ value, label: `#${name}` })) },
];

/** Without a filter everything that the viewer finds: channels, and the conversations with people and apps. */
const conversationChoices = ({ filter = {} }, ctx) => {
  const isOffered = ({ kind, isBot }) =>
    (filter.include ?? [kind]).includes(kind) && !(filter.exclude_bot_users && isBot);
  const offered = (ctx.conversations ?? []).filter(isOffered);
  const options = (wanted) => offered.filter(wanted).map(({ id, label }) => ({ value: id, label }));
  return [
    { label: 'Channels', options: options(({ kind }) => kind !== 'im') },
    { label: 'Direct messages', options: options(({ kind }) => kind === 'im') },
  ].filter((group) => group.options.length > 0);
};

const CHOICES = {
  static_select: staticChoices,
  users_select: peopleChoices,
  channels_select: channelChoices,
  conversations_select: conversationChoices,
};
const NOTHING_YET = {
  static_select: 'Select an option',
  users_select: 'Select a person',
  channels_select: 'Select a channel',
  conversations_select: 'Select a conversation',
};

const singular = ({ type }) => type.replace('multi_', '');

/** What a menu offers, for one choice or several: groups of options, `[{ label?, options: [{ value, label, about? }] }]`. */
export const choicesOf = (element, ctx) => CHOICES[singular(element)](element, ctx);

/** What stands in a menu in which nothing is chosen. */
export const placeholderOf = (element) =>
  element.placeholder ? words(element.placeholder) : NOTHING_YET[singular(element)];
