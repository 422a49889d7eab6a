import { asText } from './base64.ts';
import { looksRandom } from './high-entropy.ts';
import { REDACTED } from './redacted.ts';

/** Runs of characters that could be an encoded key or an encoded text; padding belongs to the run before it. */
const RUN = /[A-Za-z0-9+/_-]+={0,2}/g;

/** Shorter text in base64 can't hold a name and a secret. */
const SHORTEST_TEXT = 12;

/** Shorter runs are not judged by how random they look: names and ids look random, too. */
const SHORTEST_RANDOM = 32;

/** What stands before a run that is a digest, a fingerprint or a public key, and so no secret. */
const PUBLIC_BEFORE =
  /(?:sha(?:1|224|256|384|512)[-:=]|(?:x-amz-id-2|host ?id|etag|integrity|checksum|digest|fingerprint|continue|h1)\\?["']?[:=]\s?\\?["']?|\/nix\/store\/)$/i;

/** SSH public keys begin with their kind in base64 (RFC 4253, 6.6). */
const PUBLIC_KEY = /^AAAA(?:B3NzaC1|C3NzaC1lZDI1|E2VjZHNh|Gnsk|InNr)/;

/** The beginnings of PEM and of OpenSSH's format in base64, wherever a longer run has them. */
const ARMOUR = /LS0tLS1CRUdJTi|LS0tLSBCRUdJTi|b3BlbnNzaC1rZXktdjE/;

/**
 * Takes out runs of base64 that decode to something with a secret in it, and long runs that look like random bytes.
 * In: one line, and what redacts the decoded text. Out: the line without them.
 */
export function withoutEncoded(line: string, inner: (text: string) => string): string {
  return line.replace(RUN, (run, at: number) => {
    if (run.length < SHORTEST_TEXT) return run;
    if (ARMOUR.test(run)) return REDACTED;
    const text = decoded(run);
    if (text !== null) {
      if (inner(text) !== text) return REDACTED;
      // Text that says nothing secret is no key; one bare word still may be.
      if (/[\s{"]/.test(text)) return run;
    }
    if (run.length < SHORTEST_RANDOM || PUBLIC_KEY.test(run)) return run;
    if (PUBLIC_BEFORE.test(line.slice(Math.max(0, at - 24), at))) return run;
    return looksRandom(run) ? REDACTED : run;
  });
}

/** A run as text; with something glued to its front, too, as in `payload_<base64>` or `data/<base64>`. */
function decoded(run: string): string | null {
  const all = asText(run);
  if (all !== null) return all;
  const glue = run.search(/[/_-]/);
  return glue < 0 || run.length - glue - 1 < SHORTEST_TEXT ? null : asText(run.slice(glue + 1));
}
