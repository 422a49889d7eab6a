import { imageWord } from './image.ts';

/** What part of a pod template a change is about, for grouping and for telling what could do harm. */
export type ChangedPart =
  | 'image'
  | 'command'
  | 'env'
  | 'resources'
  | 'probe'
  | 'mount'
  | 'port'
  | 'container'
  | 'volume'
  | 'scheduling'
  | 'security'
  | 'label'
  | 'annotation'
  | 'restart'
  | 'other';

/** One difference between two pod templates. */
export type TemplateChange = {
  readonly part: ChangedPart;
  /** Null: of the pod as a whole. */
  readonly container: string | null;
  /** `image`, `env LOG_LEVEL`, `limits.memory`, `readiness probe`, `mount /data` ... */
  readonly field: string;
  /** Null: it was not there. */
  readonly before: string | null;
  /** Null: it is not there any more. */
  readonly after: string | null;
};

/** Both templates say it, each in words: what is equal is no change. */
export type Said = ReadonlyMap<string, { readonly part: ChangedPart; readonly text: string }>;

/** The differences between what two things say of themselves, in the order of the later one, what is gone last. */
export function changesBetween(
  before: Said,
  after: Said,
  container: string | null,
): readonly TemplateChange[] {
  const changes: TemplateChange[] = [];
  for (const [field, { part, text }] of after) {
    const was = before.get(field)?.text ?? null;
    if (was !== text) changes.push({ part, container, field, before: was, after: text });
  }
  for (const [field, { part, text }] of before) {
    if (!after.has(field)) changes.push({ part, container, field, before: text, after: null });
  }
  return changes;
}

/** A change as one line: `app image: checkout:1.41 -> checkout:1.42`; whole image names where these look alike. */
export function templateChangeWords(change: TemplateChange): string {
  const { container, field, before, after } = shortened(change);
  const what = container === null ? field : `${container} ${field}`;
  if (before === null) return `${what}: added${after === '' ? '' : ` ${after}`}`;
  if (after === null) return `${what}: removed${before === '' ? '' : ` (was ${before})`}`;
  return `${what}: ${before === '' ? '(empty)' : before} -> ${after === '' ? '(empty)' : after}`;
}

function shortened(change: TemplateChange): TemplateChange {
  const { part, field, before, after } = change;
  if (part !== 'image' || field !== 'image' || before === null || after === null) return change;
  const words = { before: imageWord(before), after: imageWord(after) };
  return words.before === words.after ? change : { ...change, ...words };
}
