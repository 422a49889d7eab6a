import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.js';
import { html } from './render/html.js';
import { ShortcutMenu } from './shortcut-menu.js';
import { suggest } from './suggestions.js';

/** What was typed and not sent, by conversation: it is still there when one comes back. */
const drafts = new Map();

const base64Of = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

const Suggestions = ({ options, chosen, take }) =>
  options.length > 0 &&
  html`<ul class="suggestions" role="listbox">
    ${options.map(
      ({ name, about }, index) => html`<li key=${name} role="option" aria-selected=${index === chosen}>
        <button tabindex="-1" onMouseDown=${(event) => event.preventDefault()} onClick=${() => take(index)}>
          <strong>${name}</strong> <span>${about}</span>
        </button>
      </li>`,
    )}
  </ul>`;

/** The text, its suggestions, and which of them is chosen. */
const useTyping = (draftKey, state) => {
  const box = useRef(null);
  const [text, setText] = useState(drafts.get(draftKey) ?? '');
  const [chosen, setChosen] = useState(0);
  const [hidden, setHidden] = useState('');
  const change = (next) => {
    drafts.set(draftKey, next);
    setText(next);
    setChosen(0);
  };
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${Math.min(current.scrollHeight, 220)}px`;
  }, [text]);
  const before = text.slice(0, box.current?.selectionStart ?? text.length);
  const { word, options } = before === hidden ? { word: '', options: [] } : suggest(before, state);
  const take = (index) => {
    const start = before.length - word.length;
    change(text.slice(0, start) + options[index].insert + text.slice(before.length));
    box.current.focus();
  };
  return { box, text, change, options, chosen, setChosen, take, hide: () => setHidden(before) };
};

const keysOf = (typing, send) => (event) => {
  const { options, chosen, setChosen, take, hide } = typing;
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (options.length > 0 && step) {
    event.preventDefault();
    setChosen((chosen + step + options.length) % options.length);
  } else if (options.length > 0 && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
    event.preventDefault();
    take(chosen);
  } else if (options.length > 0 && event.key === 'Escape') {
    event.preventDefault();
    hide();
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    send();
  }
};

/**
 * The box in which people type. `send(text)` and `upload(file)` give false when it did not go out: then the text
 * stays. Without `doing` there are no shortcuts, as in a thread.
 */
export const Composer = ({ draftKey, label, state, doing, send, upload, isFocused = true }) => {
  const typing = useTyping(draftKey, state);
  const { box, text, change, options, chosen, take } = typing;
  const picker = useRef(null);
  useLayoutEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (isFocused && matchMedia('(hover: hover)').matches) box.current?.focus();
  }, []);
  const typeOn = (words) => {
    change(words);
    box.current.focus();
  };
  const sendNow = async () => {
    const typed = text.trim();
    if (typed === '') return;
    change('');
    if ((await send(typed)) === false) change(typed);
  };
  const chosenFile = async (event) => {
    const [file] = event.currentTarget.files;
    picker.current.value = '';
    if (!file) return;
    const sent = await upload({
      name: file.name,
      mimetype: file.type || 'text/plain',
      base64: await base64Of(file),
      text: text.trim(),
    });
    if (sent !== false) change('');
  };
  return html`<div class="composer">
    <${Suggestions} options=${options} chosen=${chosen} take=${take} />
    <div class="composer-box">
      <textarea
        ref=${box}
        rows="1"
        value=${text}
        placeholder=${label}
        aria-label=${label}
        onInput=${(event) => change(event.currentTarget.value)}
        onKeyDown=${keysOf(typing, sendNow)}
      ></textarea>
      <input type="file" hidden ref=${picker} onChange=${chosenFile} />
      ${doing && html`<${ShortcutMenu} ...${{ state, doing, typeOn }} />`}
      <button title="Attach a file" aria-label="Attach a file" onClick=${() => picker.current.click()}><${Icon} name="plus" /></button>
      <button class="send" aria-label="Send" disabled=${text.trim() === ''} onClick=${sendNow}><${Icon} name="send" /></button>
    </div>
  </div>`;
};
