import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';
import { hidesNothing, type Stretch, valueAt } from './value-at.ts';

/**
 * What stands before a password in SQL: `PASSWORD 'x'`, `IDENTIFIED BY 'x'`. Only SQL puts nothing but a blank between
 * the two; `secret "x" not found` names a secret.
 */
const BEFORE = /(?:password|identified[ \t]{1,8}by)\\{0,7}(?:["'`]|&quot;)?\]?[ \t]{1,64}(?=["'])/gi;

/** What joins a name in quotes to its value: "Enter password 'client_secret' = x". */
const JOINT = /\\{0,7}["'][ \t]{0,64}(?:=|:(?!\/\/))/y;

/** Takes out passwords that stand in quotes behind their name, as in SQL. In: one line. Out: the line without them. */
export function withoutSqlPasswords(line: string): string {
  let out = '';
  let done = 0;
  BEFORE.lastIndex = 0;
  for (let found = BEFORE.exec(line); found; found = BEFORE.exec(line)) {
    const value = valueAt(line, BEFORE.lastIndex);
    if (!value) continue;
    const text = line.slice(value.from, value.to);
    if (text === REDACTED || hidesNothing(text) || isName(line, value)) continue;
    out += line.slice(done, value.from) + REDACTED;
    done = value.to;
    BEFORE.lastIndex = done;
  }
  return out + line.slice(done);
}

/** True when what looks like the password is the name of a pair. */
function isName(line: string, value: Stretch): boolean {
  if (!isSecretName(line.slice(value.from, value.to))) return false;
  JOINT.lastIndex = value.to;
  return JOINT.test(line);
}
