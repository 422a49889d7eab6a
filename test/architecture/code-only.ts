const skipped = {
  comment: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
  string: /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y,
  regularExpression: /\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y,
  templateStart: /`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y,
  templateRest: /\}(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y,
};

/**
 * The text with comments, and what stands inside of strings, templates and regular expressions, turned into spaces.
 * Every other character keeps its place, and so do quotes and line ends, so that positions hold in both texts.
 */
export function codeOnly(text: string): string {
  /** For each template that we are inside of: how many braces its expression has open. */
  const open: number[] = [];
  let code = '';
  while (code.length < text.length) {
    const token = skippedAt(text, code, open);
    if (token !== undefined) {
      code += blank(token);
      if (token.endsWith('${') && /^[`}]/.test(token)) open.push(0);
      continue;
    }
    const char = text.charAt(code.length);
    if (char === '{') addToLast(open, 1);
    if (char === '}') addToLast(open, -1);
    code += char;
  }
  return code;
}

function skippedAt(text: string, code: string, open: number[]): string | undefined {
  const at = code.length;
  const simple =
    matchAt(skipped.comment, text, at) ??
    matchAt(skipped.string, text, at) ??
    matchAt(skipped.templateStart, text, at);
  if (simple !== undefined) return simple;
  if (text[at] === '}' && open.at(-1) === 0) {
    open.pop();
    return matchAt(skipped.templateRest, text, at);
  }
  return text[at] === '/' && mayBeginExpression(code)
    ? matchAt(skipped.regularExpression, text, at)
    : undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** A slash divides after a value, and begins a regular expression anywhere else. */
function mayBeginExpression(before: string): boolean {
  return /(?:^|[(,=:[!&|?{;+\-*%<>~^]|\b(?:return|typeof|case|in|of|await|yield))\s*$/.test(
    before.slice(-200),
  );
}

function blank(token: string): string {
  const inside = /^\//.test(token) ? token.replace(/[^\n]/g, ' ') : token.slice(1, -1).replace(/[^\n]/g, ' ');
  return inside.length === token.length ? inside : `${token[0]}${inside}${token.at(-1)}`;
}

function addToLast(open: number[], change: number): void {
  const last = open.length - 1;
  if (last >= 0) open[last] = (open[last] ?? 0) + change;
}
