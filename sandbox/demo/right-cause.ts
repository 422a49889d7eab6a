import type { Story } from '../stories/story.ts';

/** How sure a finding is, in the bot's words, the surest first. */
const WORDS = { proven: 'proven', consistent: 'fits, not proven', context: 'worth knowing' } as const;
const SUREST_FIRST = Object.keys(WORDS) as (keyof typeof WORDS)[];

/**
 * What is wrong with a diagnosis, as a sentence: its first finding has to name the story's cause, no surer than the
 * story allows, and where nothing is the cause nothing may be proven. Undefined: it is right. `text`: the message as
 * a person reads it.
 */
export function wrongCause(text: string, { cause }: Pick<Story, 'cause'>): string | undefined {
  const first = firstFinding(text);
  if (cause === null) {
    return text.includes(`(${WORDS.proven})`)
      ? `Nothing in the cluster is the cause, but: ${text}`
      : undefined;
  }
  if (first === undefined) return `The diagnosis found nothing: ${text}`;
  const missing = cause.words.filter((word) => !first.includes(word));
  if (missing.length > 0) return `The first finding does not say ${missing.join(', ')}: ${first}`;
  const allowed = SUREST_FIRST.slice(SUREST_FIRST.indexOf(cause.confidence));
  if (!allowed.some((one) => first.includes(`(${WORDS[one]})`))) {
    return `The first finding is surer than “${WORDS[cause.confidence]}”: ${first}`;
  }
  return undefined;
}

/** From its number to the next one's. */
function firstFinding(text: string): string | undefined {
  const from = text.search(/^1\. /m);
  return from < 0 ? undefined : text.slice(from).split(/^2\. /m)[0];
}
