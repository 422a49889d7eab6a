import { html } from './html.js';
import { renderRichText } from './render-rich-text.js';

/** What a cell of a table may hold, by type. */
const CELLS = {
  raw_text: (cell) => String(cell.text),
  raw_number: (cell) => String(cell.text ?? cell.value),
  rich_text: renderRichText,
};

/** A table block: its first row is the head. */
export const renderTable = (block, ctx) => {
  const settings = block.column_settings ?? [];
  const style = (column) => ({
    textAlign: settings[column]?.align ?? 'left',
    whiteSpace: settings[column]?.is_wrapped === false ? 'nowrap' : 'normal',
  });
  const row = (cells, tag) =>
    html`<tr>
      ${cells.map((cell, column) => html`<${tag} style=${style(column)}>${CELLS[cell.type]?.(cell, ctx)}<//>`)}
    </tr>`;
  const [head = [], ...rest] = block.rows ?? [];
  return html`<div class="kit-table" tabindex="0">
    <table>
      <thead>${row(head, 'th')}</thead>
      <tbody>${rest.map((cells) => row(cells, 'td'))}</tbody>
    </table>
  </div>`;
};
