import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';
import { hidesNothing, valueAt } from './value-at.ts';

/** A variable's name and value as two fields: `{"name":"DB_PASSWORD","value":"x"}`, `Name:DB_PASSWORD,Value:x`. */
const NAMED =
  /\b(?:name|key)\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,7}["']?([A-Za-z0-9_.-]{1,128})\\{0,7}["']?[,; \t]{1,8}\\{0,7}["']?value\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}/gi;

/** The same, the value first. */
const VALUE_FIRST =
  /(\bvalue\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,7}["'])([^"'\\\n]{1,256})(\\{0,7}["'][,; \t]{1,8}\\{0,7}["']?(?:name|key)\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,7}["']?)([A-Za-z0-9_.-]{1,128})/gi;

/** Docker's own file: `"auth":"<base64 of user:password>"`. */
const DOCKER = /(["']auth\\{0,7}["'][ \t]{0,8}:[ \t]{0,8}\\{0,7}["'])([A-Za-z0-9+/=_-]{6,})/g;

/** .netrc: `machine host login user password x`, on one line. */
const NETRC =
  /((?:login|machine|account)[ \t]{1,8}[^\s]{1,256}[ \t]{1,8}password[ \t]{1,8})(?!\[redacted\])[^\s]+/g;

/** A Secret that was printed as JSON: what it holds. */
const SECRET = /\bkind\\{0,7}"[ \t]{0,4}:[ \t]{0,4}\\{0,7}"Secret\\{0,7}"/;
const STORED = /("(?:data|stringData)\\{0,7}"[ \t]{0,4}:[ \t]{0,4})\{([^{}]*)\}/g;
const HELD = /(:[ \t]{0,4}\\{0,7}")[^"\\]+/g;

/** Takes out values whose name stands in another field. In: one line. */
export function withoutNamedValues(line: string): string {
  let left = line;
  if (/value/i.test(left)) {
    left = withoutNamed(left).replace(
      VALUE_FIRST,
      (all, lead: string, value: string, middle: string, name: string) =>
        isSecretName(name) && value !== REDACTED && !hidesNothing(value)
          ? lead + REDACTED + middle + name
          : all,
    );
  }
  if (SECRET.test(left)) {
    left = left.replace(
      STORED,
      (_, lead: string, held: string) => `${lead}{${held.replace(HELD, `$1${REDACTED}`)}}`,
    );
  }
  if (left.includes('auth')) left = left.replace(DOCKER, `$1${REDACTED}`);
  return left.includes('password') ? left.replace(NETRC, `$1${REDACTED}`) : left;
}

function withoutNamed(line: string): string {
  let out = '';
  let done = 0;
  NAMED.lastIndex = 0;
  for (let found = NAMED.exec(line); found; found = NAMED.exec(line)) {
    const value = isSecretName(found[1] ?? '') ? valueAt(line, NAMED.lastIndex) : null;
    if (!value) continue;
    const text = line.slice(value.from, value.to);
    if (text === REDACTED || hidesNothing(text)) continue;
    out += line.slice(done, value.from) + REDACTED;
    done = value.to;
    NAMED.lastIndex = done;
  }
  return out + line.slice(done);
}
