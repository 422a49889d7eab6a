import { render } from 'preact';
import { App } from './app.js';
import { html } from './render/html.js';

const place = document.getElementById('app');
place.replaceChildren();
render(html`<${App} />`, place);
