import { useState } from 'preact/hooks';
import { BLOCK_EXAMPLES, blockAround, ELEMENT_EXAMPLES } from './blocks-examples.js';
import { limitWords } from './limit-words.js';
import { useQuestion } from './render/confirm-dialog.js';
import { html } from './render/html.js';
import { renderBlocks } from './render/render-blocks.js';
import { renderView } from './render/render-view.js';

/** A workspace to look at the examples with. */
const workspace = (emoji, told, onAsk) => ({
  people: { U1: { name: 'ana' }, U2: { name: 'ben' }, U3: { name: 'chloe' } },
  channels: { C1: 'incidents', C2: 'general' },
  groups: { S1: 'payments-oncall' },
  conversations: [
    { id: 'C1', kind: 'public', label: '#incidents' },
    { id: 'C2', kind: 'public', label: '#general' },
    { id: 'D1', kind: 'im', label: 'ben' },
  ],
  me: 'U1',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  emoji,
  onPress: (element, picked) => told(`${element.action_id}: ${JSON.stringify(picked ?? null)}`),
  onOpenChannel: (id) => told(`#${id}`),
  onAsk,
  onSuggest: async (_element, query) => ({
    options: ['checkout', 'payments', 'search'].map((name) => ({ text: `${name} ${query}`, value: name })),
  }),
});

const limits = (rule) => html`<dl class="limits">
  ${Object.entries(rule.fields).map(
    ([name, field]) => html`<div><dt>${name}</dt><dd>${limitWords(field)}</dd></div>`,
  )}
  ${(rule.oneOf ?? []).map((names) => html`<div><dt>one of</dt><dd>${names.join(' or ')}</dd></div>`)}
  ${rule.notBoth && html`<div><dt>not both</dt><dd>${rule.notBoth.join(' and ')}</dd></div>`}
</dl>`;

const card = (type, rule, note, shown) => html`<article class="example" id=${type}>
  <h3><code>${type}</code> <small>${note}</small></h3>
  ${shown && html`<div class="shown">${shown}</div>`}
  ${limits(rule)}
</article>`;

const places = (type, { actions, inputs }) =>
  [actions.includes(type) && 'in actions', inputs.includes(type) && 'in inputs'].filter(Boolean).join(', ');

const blocks = (all, ctx) =>
  Object.entries(all.blocks).map(([type, rule]) =>
    card(
      type,
      rule,
      rule.on.join(', '),
      renderBlocks([{ type, block_id: `b-${type}`, ...BLOCK_EXAMPLES[type] }], ctx),
    ),
  );

const elements = (all, ctx) =>
  Object.entries(all.elements).map(([type, rule]) => {
    const isInput = !all.actions.includes(type) && all.inputs.includes(type);
    const block = { ...blockAround(type, isInput), block_id: `e-${type}` };
    return card(type, rule, places(type, all), type in ELEMENT_EXAMPLES && renderBlocks([block], ctx));
  });

const exampleView = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Change the severity' },
  submit: { type: 'plain_text', text: 'Change' },
  blocks: [
    {
      block_id: 'sev',
      ...blockAround('static_select', true),
      label: { type: 'plain_text', text: 'Severity' },
    },
    { type: 'input', block_id: 'why', ...BLOCK_EXAMPLES.input, optional: false },
    { block_id: 'tell', ...blockAround('checkboxes', true), label: { type: 'plain_text', text: 'Tell' } },
  ],
};

const Modal = ({ ctx, told }) => {
  const [values, setValues] = useState({});
  const [errors, setErrors] = useState({ why: 'Please complete this required field.' });
  const setValue = (blockId, picked) => {
    setValues((now) => ({ ...now, [blockId]: picked }));
    setErrors({});
  };
  const onSubmit = () => told(JSON.stringify(values));
  return html`<div class="modal">
    ${renderView(exampleView, { ...ctx, values, setValue, errors, onSubmit, onClose: () => told('closed') })}
  </div>`;
};

const totals = ({
  totals: { message, modal, home, containerWeight, tableCharacters, viewBytes },
}) => html`<ul>
  <li>A message: ${message.blocks} blocks, ${message.tables} table, ${message.markdownCharacters} characters of Markdown,
    a weight of ${message.weight} (characters, and ${containerWeight} for each block, element and text).</li>
  <li>A modal: ${modal.blocks} blocks. The app's home: ${home.blocks} blocks. Either: ${viewBytes} bytes.</li>
  <li>A table: ${tableCharacters} characters.</li>
</ul>`;

const objects = (all) =>
  Object.entries({ ...all.objects, ...all.texts }).map(([type, rule]) => card(type, rule, '', undefined));

/** Every block and element with its limits: `all` as /api/limits gives them. */
export const BlocksPage = ({ all, emoji }) => {
  const [last, told] = useState('');
  const [onAsk, drawQuestion] = useQuestion();
  const ctx = workspace(emoji, told, onAsk);
  return html`<main>
    <h1>Blocks and their limits</h1>
    <p>What Slack takes and how it looks. The sandbox refuses what is beyond these limits, with Slack's errors.</p>
    ${totals(all)}
    <p class="told" role="status">${last && html`The app would be told: <code>${last}</code>`}</p>
    <h2>Blocks</h2>
    <div class="examples">${blocks(all, ctx)}</div>
    <h2>Elements</h2>
    <div class="examples">${elements(all, ctx)}</div>
    <h2>A modal</h2>
    <${Modal} ctx=${ctx} told=${told} />
    <h2>Objects and texts</h2>
    <div class="examples">${objects(all)}</div>
    ${drawQuestion(ctx)}
  </main>`;
};
