import { isSecretName } from './secret-names.ts';
import { type Stretch, stretchesOf } from './stretch.ts';
import { isHidden, valuesOf } from './value-at.ts';

/** A variable's name and value as two fields: `{"name":"DB_PASSWORD","value":"x"}`, `Name:DB_PASSWORD,Value:x`. */
const NAMED =
  /\b(?:name|key)\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,7}["']?([A-Za-z0-9_.-]{1,128})\\{0,7}["']?[,; \t]{1,8}\\{0,7}["']?value\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}/gi;

/** The same, the value first. */
const VALUE_FIRST =
  /(\bvalue\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,7}["'])([^"'\\\n]{1,256})\\{0,7}["'][,; \t]{1,8}\\{0,7}["']?(?:name|key)\\{0,7}["']?[ \t]{0,8}[:=][ \t]{0,8}\\{0,7}["']?([A-Za-z0-9_.-]{1,128})/gi;

/** Docker's own file: `"auth":"<base64 of user:password>"`. */
const DOCKER = /(["']auth\\{0,7}["'][ \t]{0,8}:[ \t]{0,8}\\{0,7}["'])([A-Za-z0-9+/=_-]{6,})/g;

/** .netrc: `machine host login user password x`, on one line. */
const NETRC = /((?:login|machine|account)[ \t]{1,8}[^\s]{1,256}[ \t]{1,8}password[ \t]{1,8})([^\s]+)/g;

/** A Secret that was printed as JSON: what it holds. */
const SECRET = /\bkind\\{0,7}"[ \t]{0,4}:[ \t]{0,4}\\{0,7}"Secret\\{0,7}"/;
const STORED = /("(?:data|stringData)\\{0,7}"[ \t]{0,4}:[ \t]{0,4}\{)([^{}]*)/g;
const HELD = /(:[ \t]{0,4}\\{0,7}")([^"\\]+)/g;

/** Finds values whose name stands in another field. In: one line. Out: where they are. */
export function findNamedValues(line: string): readonly Stretch[] {
  return [
    ...(/value/i.test(line) ? [...findNamed(line), ...findValueFirst(line)] : []),
    ...(SECRET.test(line) ? findStored(line) : []),
    ...(line.includes('auth') ? stretchesOf(line, DOCKER) : []),
    ...(line.includes('password') ? stretchesOf(line, NETRC) : []),
  ];
}

function findNamed(line: string): readonly Stretch[] {
  const found: Stretch[] = [];
  const valueAt = valuesOf(line);
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(line); match; match = NAMED.exec(line)) {
    const value = isSecretName(match[1] ?? '') ? valueAt(NAMED.lastIndex) : null;
    if (value && !isHidden(line, value)) found.push(value);
  }
  return found;
}

function findValueFirst(line: string): readonly Stretch[] {
  const found: Stretch[] = [];
  VALUE_FIRST.lastIndex = 0;
  for (let match = VALUE_FIRST.exec(line); match; match = VALUE_FIRST.exec(line)) {
    const [, lead = '', text = '', name = ''] = match;
    const from = match.index + lead.length;
    const value = { from, to: from + text.length };
    VALUE_FIRST.lastIndex = from;
    if (isSecretName(name) && !isHidden(line, value)) found.push(value);
  }
  return found;
}

/** The values that stand in quotes between the braces. */
function findStored(line: string): readonly Stretch[] {
  return stretchesOf(line, STORED).flatMap(({ from, to }) =>
    stretchesOf(line.slice(from, to), HELD).map((held) => ({ from: from + held.from, to: from + held.to })),
  );
}
