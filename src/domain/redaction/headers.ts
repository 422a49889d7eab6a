import { asText } from './base64.ts';
import { REDACTED } from './redacted.ts';
import { lookedForOnce, type Stretch, stretchesBehind, stretchesOf } from './stretch.ts';

const MAYBE = /authorization|cookie|bearer|basic|www-auth|token /i;

/** A header's name and what joins it to its value, in HTTP, JSON, Go maps and curl's log. */
const AUTHORIZATION =
  /(?<![A-Za-z])((?:proxy-)?authorization\\{0,7}["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}\\{0,7}["'[]{0,2})/gi;

const COOKIE =
  /(?<![A-Za-z])(?:set-)?cookies?2?\\{0,7}["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}\\{0,7}["'[]{0,2}(?=[^\s"'=;,\\[\]]{1,128}=)/gi;

/** What ends cookies. */
const COOKIES_END = /["'\\\]]/g;

/** Schemes with one token after them. */
const SCHEME =
  /((?:bearer|basic|token|apikey|negotiate|ntlm|kerberos|sso-key|ssws|genie-?key|bot|key)[ \t]{1,4})?([^\s"',;\\\]]+)/iy;

/** Schemes with a list of parameters after them (RFC 7616, AWS Signature Version 4). */
const LIST =
  /(?:digest|aws4-hmac-[a-z0-9-]{1,32}|aws|signature|hawk|oauth|sharedkey(?:lite)?|sharedaccesssignature|hmac[a-z0-9-]{0,32}|goog4-[a-z0-9-]{1,32})[ \t]/iy;

const BEARER = /(?<![A-Za-z])((?:bearer|basic)[ \t]{1,4})([A-Za-z0-9+/=._~-]{6,})/gi;

/** Finds the values of authorization and cookie headers. In: one line. Out: where they are. */
export function findHeaders(line: string): readonly Stretch[] {
  if (!MAYBE.test(line)) return [];
  return [
    ...findAuthorization(line),
    ...stretchesBehind(line, COOKIE, COOKIES_END),
    ...stretchesOf(line, BEARER, (token, scheme) => isCredential(scheme, token)),
  ];
}

function findAuthorization(line: string): readonly Stretch[] {
  const found: Stretch[] = [];
  const bracketEnd = lookedForOnce((at) => endAt(line, ']', at));
  AUTHORIZATION.lastIndex = 0;
  while (AUTHORIZATION.test(line)) {
    const value =
      listAt(line, AUTHORIZATION.lastIndex, bracketEnd) ?? credentialAt(line, AUTHORIZATION.lastIndex);
    if (!value) continue;
    found.push(value);
    // All of the rest is hidden.
    if (value.to === line.length) break;
  }
  return found;
}

/** The parameters after their scheme, up to the quote that was opened before them, else to the end of the line. */
function listAt(line: string, at: number, bracketEnd: (at: number) => number): Stretch | null {
  LIST.lastIndex = at;
  if (!LIST.test(line)) return null;
  const from = LIST.lastIndex;
  const before = line.charAt(at - 1);
  const masked = line.startsWith(REDACTED, from) ? REDACTED.length : 0;
  const quoted = /["']/.test(before) ? endAt(line, before, from + masked) : line.length;
  const to = before === '[' ? bracketEnd(from + masked) : quoted;
  return masked > 0 && line.slice(from, to).trim() === REDACTED ? null : { from, to };
}

function endAt(line: string, sign: string, at: number): number {
  const end = line.indexOf(sign, at);
  return end < 0 ? line.length : end;
}

function credentialAt(line: string, at: number): Stretch | null {
  SCHEME.lastIndex = at;
  const found = SCHEME.exec(line);
  if (!found) return null;
  const [, scheme = '', value = ''] = found;
  if (REDACTED.startsWith(value) || value.startsWith(REDACTED)) return null;
  // "authorization: missing", "authorization-mode=Node,RBAC", "authorization: bearer token required".
  if (!scheme && /^[A-Za-z,._-]*$/.test(value)) return null;
  if (/^(?:token|key|bot|bearer|basic)\s/i.test(scheme) && /^[a-z]{1,20}$/.test(value)) return null;
  return { from: at + scheme.length, to: at + found[0].length };
}

/** "Bearer authentication" and "basic check" are words; a credential has a digit, or is long, or decodes to user:password. */
function isCredential(scheme: string, token: string): boolean {
  if (/^basic/i.test(scheme)) return asText(token)?.includes(':') ?? (token.length >= 24 && /\d/.test(token));
  return /\d/.test(token) || token.length >= 24;
}
