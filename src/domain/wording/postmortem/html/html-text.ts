import { harmless } from '../../../harmless.ts';
import { isWebUrl } from '../../safe-links.ts';
import type { Rich, Span } from '../section.ts';

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text from outside as HTML shows it as it is: between tags, and within an attribute in double quotes. */
export function htmlText(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (sign) => signs[sign] ?? '');
}

/** A line of pieces as HTML. */
export function htmlRich(rich: Rich): string {
  return rich.map(htmlSpan).join('');
}

function htmlSpan(span: Span): string {
  if (typeof span === 'string') return htmlText(span);
  switch (span.kind) {
    case 'link':
      return htmlLink(span.label, span.url);
    case 'bold':
      return `<strong>${htmlText(span.text)}</strong>`;
    default:
      return `<code>${htmlText(span.text)}</code>`;
  }
}

/** A link to an http or https address that tells it nothing of this page; the label alone where it is another, or none. */
export function htmlLink(label: string, url: string): string {
  const text = htmlText(label);
  return isWebUrl(url) ? `<a href="${htmlText(url)}" rel="noopener noreferrer">${text}</a>` : text;
}
