import { render } from 'preact';
import { BlocksPage } from './blocks-page.js';
import { loadEmoji } from './render/emoji-table.js';
import { html } from './render/html.js';

const [answer, emoji] = await Promise.all([fetch('/api/limits'), loadEmoji()]);
const place = document.getElementById('blocks');
place.replaceChildren();
render(html`<${BlocksPage} all=${await answer.json()} emoji=${emoji} />`, place);
