const plain = (text) => ({ type: 'plain_text', text });
const mrkdwn = (text) => ({ type: 'mrkdwn', text });
const option = (text, value) => ({ text: plain(text), value });
const choices = [option('Critical', 'sev1'), option('High', 'sev2'), option('Low', 'sev3')];
const confirm = {
  title: plain('Resolve the incident?'),
  text: mrkdwn('The channel stays; *the clock stops*.'),
  confirm: plain('Resolve'),
  deny: plain('Not yet'),
};

/** A picture that needs no network. */
const picture = {
  slack_file: { id: 'F1' },
  alt_text: 'Errors per minute since 09:40',
};

/** One of each element, by type, without the action_id. */
export const ELEMENT_EXAMPLES = {
  button: { text: plain('Accept the role'), value: 'lead', style: 'primary', confirm },
  overflow: { options: [option('Copy the link', 'copy'), option('Leave the incident', 'leave')] },
  image: picture,
  static_select: { placeholder: plain('Severity'), options: choices },
  multi_static_select: { options: choices, initial_options: [choices[1]] },
  external_select: { placeholder: plain('Find a service'), min_query_length: 2 },
  multi_external_select: { initial_options: [option('checkout', 'checkout')] },
  users_select: { placeholder: plain('Who leads?') },
  multi_users_select: { max_selected_items: 2 },
  conversations_select: {},
  multi_conversations_select: {},
  channels_select: {},
  multi_channels_select: {},
  datepicker: { initial_date: '2026-11-20' },
  timepicker: { initial_time: '14:05' },
  datetimepicker: { initial_date_time: 1_795_169_100 },
  checkboxes: {
    options: [
      { text: mrkdwn('Tell *customers*'), value: 'customers', description: plain('on the status page') },
      { text: plain('Tell support'), value: 'support' },
    ],
  },
  radio_buttons: { options: choices, initial_option: choices[0] },
  plain_text_input: { multiline: true, placeholder: plain('What do you see?'), max_length: 500 },
  number_input: { is_decimal_allowed: false, initial_value: '3', min_value: '0', max_value: '10' },
  email_text_input: { placeholder: plain('name@example.com') },
  url_text_input: { initial_value: 'https://example.com/runbook' },
};

const words = (text, style) => ({ type: 'text', text, ...(style && { style }) });

const richParts = [
  {
    type: 'rich_text_section',
    elements: [
      words('Literal: *stars* stay stars. '),
      words('Bold', { bold: true }),
      words(', '),
      words('italic', { italic: true }),
      words(', '),
      words('gone', { strike: true }),
      words(', '),
      words('checkout-7f9c', { code: true }),
      words('. '),
      { type: 'user', user_id: 'U1' },
      words(' '),
      { type: 'usergroup', usergroup_id: 'S1' },
      words(' '),
      { type: 'channel', channel_id: 'C1' },
      words(' '),
      { type: 'broadcast', range: 'here' },
      words(' '),
      { type: 'emoji', name: 'rotating_light' },
      words(' '),
      { type: 'link', url: 'https://example.com', text: 'the board' },
      words(', begun '),
      {
        type: 'date',
        timestamp: 1_795_169_100,
        format: '{date_short_pretty}, {time}',
        fallback: '10:05 UTC',
      },
      words(', '),
      { type: 'color', value: '#E01E5A' },
    ],
  },
  {
    type: 'rich_text_list',
    style: 'bullet',
    elements: [
      { type: 'rich_text_section', elements: [words('payments fail')] },
      { type: 'rich_text_section', elements: [words('carts are kept')] },
    ],
  },
  { type: 'rich_text_quote', elements: [words('It was green at lunch.')] },
  {
    type: 'rich_text_preformatted',
    elements: [words('NAME            READY   RESTARTS\ncheckout-7f9c   0/1     12')],
  },
];

const cell = (text) => ({ type: 'raw_text', text });

/** One of each block, by type. */
export const BLOCK_EXAMPLES = {
  header: { text: plain('Checkout is down :fire:'), level: 1 },
  section: {
    text: mrkdwn(
      '*Declared* by <@U1> in <#C1>, for <!subteam^S1>. See <https://example.com|the board>, `kubectl get pods`.\n> since <!date^1795169100^{time}|10:05 UTC>',
    ),
    fields: [mrkdwn('*Severity*\nSEV2'), mrkdwn('*Lead*\n<@U2>')],
    accessory: { type: 'button', action_id: 'open', text: plain('Open') },
  },
  actions: {
    elements: [
      { type: 'button', action_id: 'accept', text: plain('Accept'), style: 'primary' },
      { type: 'button', action_id: 'resolve', text: plain('Resolve'), style: 'danger', confirm },
      { type: 'button', action_id: 'note', text: plain('Add a note') },
    ],
  },
  context: { elements: [{ type: 'image', ...picture }, mrkdwn('Only you can see this · :clock3: *3 min*')] },
  divider: {},
  image: { ...picture, title: plain('Errors') },
  input: {
    label: plain('What happened?'),
    element: { type: 'plain_text_input', action_id: 'what', multiline: true },
    hint: plain('One sentence is enough.'),
    optional: true,
  },
  markdown: {
    text: '# What we know\n\n- **payments** fail\n- carts are kept\n\n| pod | restarts |\n|:---|---:|\n| checkout-7f9c | 12 |\n\n```\nOOMKilled\n```',
  },
  rich_text: { elements: richParts },
  table: {
    rows: [
      [cell('Pod'), cell('Restarts')],
      [cell('checkout-7f9c'), { type: 'raw_number', value: 12, text: '12' }],
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [words('cart-55d', { code: true })] }],
        },
        cell('0'),
      ],
    ],
    column_settings: [{ align: 'left' }, { align: 'right' }],
  },
};

/** The block in which an element is shown, with an action_id for what can be used. */
export const blockAround = (type, isInput) => {
  const element = { type, ...ELEMENT_EXAMPLES[type] };
  if (type === 'image') return { type: 'context', elements: [element] };
  const used = { ...element, action_id: `example_${type}` };
  if (isInput) return { type: 'input', label: plain('Label'), element: used };
  return { type: 'actions', elements: [used] };
};
