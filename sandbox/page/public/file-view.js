import { useEffect, useState } from 'preact/hooks';
import { html } from './render/html.js';
import { fileUrl } from './server.js';

const MOST_SHOWN = 20_000;

const Words = ({ url }) => {
  const [text, setText] = useState('...');
  useEffect(() => {
    fetch(url)
      .then((answer) => answer.text())
      .then(setText, () => setText('This file could not be read.'));
  }, [url]);
  return html`<pre class="file-words">${text.slice(0, MOST_SHOWN)}</pre>`;
};

const Inside = ({ file, url }) => {
  if (file.mimetype.startsWith('image/')) return html`<img src=${url} alt=${file.title} loading="lazy" />`;
  // Without any permission: what is in the file can't run, and can't reach the page.
  if (file.mimetype === 'text/html') return html`<iframe sandbox="" src=${url} title=${file.title}></iframe>`;
  if (/^text\/|json|yaml|xml/.test(file.mimetype)) return html`<${Words} url=${url} />`;
  return undefined;
};

const sizeOf = (bytes) => (bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KB`);

/** A file under a message; text, HTML and pictures can be unfolded. */
export const FileView = ({ file, as }) => {
  const [isOpen, setOpen] = useState(file.mimetype.startsWith('image/'));
  if (file.isDeleted) return html`<div class="file is-gone">This file was deleted.</div>`;
  const url = fileUrl(as, file.id);
  return html`<div class="file">
    <div class="file-head">
      <button aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
        ${isOpen ? '▾' : '▸'} <strong>${file.title}</strong> <small>${sizeOf(file.size)}</small>
      </button>
      <a href=${url} target="_blank" rel="noreferrer">Open</a>
    </div>
    ${isOpen && html`<${Inside} file=${file} url=${url} />`}
  </div>`;
};
