export type Block = { readonly language: string; readonly code: string };

/** All code blocks of a page, in their order, also those within lists; `language` is '' where none is said. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)].map(
    ([, indent = '', language = '', code = '']) => ({
      language,
      code: indent === '' ? code : code.replace(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The page without its code blocks. */
export function withoutBlocks(markdown: string): string {
  return markdown.replace(/^( *)```.*?^\1```$/gms, '');
}

/** The code blocks of a page that are in a language, in their order. */
export function fences(markdown: string, language: string): readonly string[] {
  return blocksOf(markdown).flatMap((block) => (block.language === language ? [block.code] : []));
}

/** The one code block of a page in a language that contains these words. */
export function fenceWith(markdown: string, language: string, words: string): string {
  const [found, ...more] = fences(markdown, language).filter((code) => code.includes(words));
  if (found === undefined || more.length > 0) throw new Error(`not one block of ${language} with ${words}`);
  return found;
}
