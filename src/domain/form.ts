import type { UserId } from './actor.ts';

export type Choice = { readonly value: string; readonly label: string };

/** One input of a form. `name` is the key of its value in the submission. */
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
} & (
  | {
      readonly kind: 'text';
      readonly multiline?: boolean;
      readonly initial?: string;
      readonly maxLength?: number;
    }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly initial?: string }
  | { readonly kind: 'user'; readonly initial?: UserId }
  | { readonly kind: 'toggle'; readonly text: string; readonly initial?: boolean }
);

/** A modal. `subject` is the id it is about (`INC-7`), nothing else travels with it. */
export type Form = {
  readonly name: string;
  readonly subject: string;
  readonly title: string;
  readonly submit: string;
  readonly intro?: string;
  readonly fields: readonly FormField[];
};

/** What was filled in, by field name; a toggle is 'true' or 'false', a field left empty is absent. */
export type FormValues = Readonly<Record<string, string>>;
