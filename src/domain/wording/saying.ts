import type { Button, Line } from '../document.ts';

/** One sentence, what a person wrote with it, and what can be done about it. */
export type Saying = {
  readonly line: Line;
  readonly quote?: string | null;
  readonly buttons?: readonly Button[];
};
