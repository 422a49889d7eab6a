import type { Stretch } from './stretch.ts';
import { isHidden, valueAt } from './value-at.ts';

/**
 * What stands before a password in SQL: `PASSWORD 'x'`, `IDENTIFIED BY 'x'`. Only SQL puts nothing but a blank between
 * the two; `secret "x" not found` names a secret.
 */
const BEFORE = /(?:password|identified[ \t]{1,8}by)\\{0,7}(?:["'`]|&quot;)?\]?[ \t]{1,64}(?=["'])/gi;

/** Finds passwords that stand in quotes behind their name, as in SQL. In: one line. Out: where they are. */
export function findSqlPasswords(line: string): readonly Stretch[] {
  const found: Stretch[] = [];
  BEFORE.lastIndex = 0;
  while (BEFORE.test(line)) {
    const value = valueAt(line, BEFORE.lastIndex);
    if (value && !isHidden(line, value)) found.push(value);
  }
  return found;
}
