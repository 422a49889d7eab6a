import { isNoArgument, isSecretFlag, secretWords } from './command-flags.ts';
import { redact } from './redact.ts';
import { REDACTED } from './redacted.ts';

/**
 * The words of a command line (`command`, `args`) without secrets: `--password=x`, and `--password` and `x` as two
 * words, `-px` behind mysql. In: the words in order. Out: as many words.
 */
export function redactWords(words: readonly string[]): readonly string[] {
  const short = new Map(secretWords(words));
  return words.map((word, at) => {
    const skip = short.get(at);
    if (skip !== undefined) return word.slice(0, skip) + REDACTED;
    return at > 0 && isSecretFlag(words[at - 1] ?? '') && !isNoArgument(word) ? REDACTED : redact(word);
  });
}
