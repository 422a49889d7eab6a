import { asText } from './base64.ts';
import { REDACTED } from './redacted.ts';

const MAYBE = /authorization|cookie|bearer|basic|www-auth|token /i;

/** A header's name and what joins it to its value, in HTTP, JSON, Go maps and curl's log. */
const AUTHORIZATION =
  /(?<![A-Za-z])((?:proxy-)?authorization\\{0,7}["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}\\{0,7}["'[]{0,2})/gi;

const COOKIE =
  /(?<![A-Za-z])((?:set-)?cookies?2?\\{0,7}["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}\\{0,7}["'[]{0,2})([^\s"'=;,\\[\]]{1,128}=[^"'\\\]\n]*)/gi;

/** Schemes with one token after them. */
const SCHEME =
  /((?:bearer|basic|token|apikey|negotiate|ntlm|kerberos|sso-key|ssws|genie-?key|bot|key)[ \t]{1,4})?([^\s"',;\\\]]+)/iy;

/** Schemes with a list of parameters after them (RFC 7616, AWS Signature Version 4). */
const LIST =
  /(?:digest|aws4-hmac-[a-z0-9-]+|aws|signature|hawk|oauth|sharedkey(?:lite)?|sharedaccesssignature|hmac[a-z0-9-]*|goog4-[a-z0-9-]+)[ \t]([^"'\\\n]|"[^"\n]{0,2000}"(?=,|$))*/iy;

const BEARER = /(?<![A-Za-z])((?:bearer|basic)[ \t]{1,4})([A-Za-z0-9+/=._~-]{6,})/gi;

/** Takes the values out of authorization and cookie headers. In: one line. */
export function withoutHeaders(line: string): string {
  if (!MAYBE.test(line)) return line;
  return withoutAuthorization(line)
    .replace(COOKIE, `$1${REDACTED}`)
    .replace(BEARER, (all, scheme: string, token: string) =>
      isCredential(scheme, token) ? scheme + REDACTED : all,
    );
}

function withoutAuthorization(line: string): string {
  let out = '';
  let done = 0;
  AUTHORIZATION.lastIndex = 0;
  for (let found = AUTHORIZATION.exec(line); found; found = AUTHORIZATION.exec(line)) {
    const from = AUTHORIZATION.lastIndex;
    LIST.lastIndex = from;
    SCHEME.lastIndex = from;
    const list = LIST.exec(line);
    const one = list ? null : SCHEME.exec(line);
    if (!list && !one) continue;
    const lead = list ? (/^\S+/.exec(list[0])?.[0].length ?? 0) + 1 : (one?.[1]?.length ?? 0);
    const value = list ? list[0].slice(lead) : (one?.[2] ?? '');
    const end = from + (list ?? one ?? [''])[0].length;
    AUTHORIZATION.lastIndex = end;
    if (value.startsWith(REDACTED.slice(0, -1)) && value.length <= REDACTED.length) continue;
    if (!list && !one?.[1] && /^[A-Za-z,._-]*$/.test(value)) continue;
    if (!list && /^(?:token|key|bot|bearer|basic)\s/i.test(one?.[1] ?? '') && /^[a-z]{1,20}$/.test(value))
      continue;
    out += line.slice(done, from + lead) + REDACTED;
    done = end;
  }
  return out + line.slice(done);
}

/** "Bearer authentication" and "basic check" are words; a credential has a digit, or is long, or decodes to user:password. */
function isCredential(scheme: string, token: string): boolean {
  if (/^basic/i.test(scheme)) return asText(token)?.includes(':') ?? (token.length >= 24 && /\d/.test(token));
  return /\d/.test(token) || token.length >= 24;
}
