/** The code blocks of a page that are in a language, in their order. */
export function fences(markdown: string, language: string): readonly string[] {
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, name, code = '']) =>
    name === language ? [code] : [],
  );
}

/** The one code block of a page in a language that contains these words. */
export function fenceWith(markdown: string, language: string, words: string): string {
  const [found, ...more] = fences(markdown, language).filter((code) => code.includes(words));
  if (found === undefined || more.length > 0) throw new Error(`not one block of ${language} with ${words}`);
  return found;
}
