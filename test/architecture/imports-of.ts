import { posix } from 'node:path';
import { codeOnly } from './code-only.ts';

export type Import = {
  specifier: string;
  /** The file that it names, from the root of the repository; nothing for a package. */
  target: string | undefined;
  isTypeOnly: boolean;
  line: number;
};

const statement = /(?:^|[;}\n])\s*(?:import|export)\b([^;'"`]*?)\bfrom\s*(?=['"])/g;
const sideEffect = /(?:^|[;}\n])\s*import\s*(?=['"])/g;
const dynamic = /(?<![\w.$])import\s*\(\s*(?=['"])/g;

/** Every import, export-from and dynamic import of a file, as it is written. */
export function importsOf({ path, text }: { path: string; text: string }): Import[] {
  const code = codeOnly(text);
  const found = (pattern: RegExp) =>
    [...code.matchAll(pattern)].map((match) => {
      const quoteAt = match.index + match[0].length;
      const specifier = text.slice(quoteAt + 1, text.indexOf(text.charAt(quoteAt), quoteAt + 1));
      return {
        specifier,
        target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined,
        isTypeOnly: isTypeOnly(match[1] ?? ''),
        line: code.slice(0, quoteAt).split('\n').length,
      };
    });
  return [statement, sideEffect, dynamic].flatMap(found).sort((a, b) => a.line - b.line);
}

/** `import type { A }`, or each name with a `type` of its own. */
function isTypeOnly(clause: string): boolean {
  if (/^\s+type\b/.test(clause)) return true;
  const names = /^\s*\{([^}]*)\}\s*$/
    .exec(clause)?.[1]
    ?.split(',')
    .filter((name) => name.trim() !== '');
  return names?.every((name) => /^\s*type\s/.test(name)) ?? false;
}
