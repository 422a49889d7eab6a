/**
 * Why something asked for was not done. `what` is a whole sentence in the words of the person who asked;
 * `example` is a line they could type instead; `options` are the choices when a name fits several.
 */
export type Refusal = {
  readonly kind: 'invalid' | 'not-found' | 'ambiguous' | 'forbidden' | 'conflict' | 'expired' | 'unavailable';
  readonly what: string;
  readonly example?: string;
  readonly options?: readonly string[];
};

/** The text a person reads: what was wrong, then what to do. Plain text; the output layer escapes it. */
export function sentenceOf(refusal: Refusal): string {
  const parts = [refusal.what];
  if (refusal.options?.length) parts.push(`It could be: ${refusal.options.join(', ')}.`);
  if (refusal.example) parts.push(`Try: ${refusal.example}`);
  return parts.join(' ');
}
