import { redact } from '../../domain/redaction/redact.ts';

/** `299 - "text"`, with a date behind it or not; what follows is the next one. Source: RFC 7234, section 5.5. */
const WARNING = /\s*(\d{3}) \S+ "((?:[^"\\]|\\.)*)"(?: "[^"]*")?\s*(?:,|$)/y;

/** The code of everything that API servers warn of; others are of proxies and caches. */
const PERSISTENT = '299';

/**
 * The texts of an answer's warnings, redacted, each once. In: the headers named `warning`, each with one or, after a
 * proxy, several. What can't be read as a warning comes out as it is: better than not at all.
 */
export function warningsOf(headers: readonly string[]): readonly string[] {
  return [...new Set(headers.flatMap(textsOf).map((text) => redact(text.trim())))].filter(
    (text) => text !== '',
  );
}

function textsOf(header: string): readonly string[] {
  const texts: string[] = [];
  WARNING.lastIndex = 0;
  for (let at = 0; at < header.length; at = WARNING.lastIndex) {
    const [whole, code, quoted] = WARNING.exec(header) ?? [];
    if (whole === undefined || quoted === undefined) return [...texts, header.slice(at)];
    if (code === PERSISTENT) texts.push(quoted.replace(/\\(.)/g, '$1'));
  }
  return texts;
}
