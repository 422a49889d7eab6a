export type FieldTerm = { field: string; equal: boolean; value: string };

export type ParsedFields = { ok: true; terms: readonly FieldTerm[] } | { ok: false; message: string };

/** Parses `a=b,c!=d`; commas, equal signs and backslashes may be escaped by a backslash. */
export function parseFieldSelector(text: string): ParsedFields {
  const terms: FieldTerm[] = [];
  for (const part of splitTerms(text)) {
    if (part === '') continue;
    const match = /^((?:\\.|[^\\=!])*)(!=|==|=)((?:\\.|[^\\])*)$/s.exec(part);
    if (!match) {
      return { ok: false, message: `invalid selector: '${text}'; can't understand '${part}'` };
    }
    const [, field = '', operator, value = ''] = match;
    terms.push({ field, equal: operator !== '!=', value: value.replace(/\\(.)/gs, '$1') });
  }
  return { ok: true, terms };
}

function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let term = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') {
      term += char + (text[at + 1] ?? '');
      at += 1;
    } else if (char === ',') {
      terms.push(term);
      term = '';
    } else term += char;
  }
  return [...terms, term];
}
