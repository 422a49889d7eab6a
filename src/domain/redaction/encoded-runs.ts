import { asText } from './base64.ts';
import { looksRandom } from './high-entropy.ts';
import type { Stretch } from './stretch.ts';

/**
 * Runs of characters that could be an encoded key or an encoded text; padding belongs to the run before it. Shorter ones
 * can't hold a name and a secret.
 */
const RUN = /[A-Za-z0-9+/_-]{12,}={0,2}/g;

/** The same for what follows a glued word. */
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
 * Finds runs of base64 that decode to something with a secret in it, and long runs that look like random bytes.
 * In: one line, and what redacts the decoded text. Out: where they are.
 */
export function findEncoded(line: string, inner: (text: string) => string): readonly Stretch[] {
  const found: Stretch[] = [];
  // What is decoded has runs of its own, so the pattern's own place in the line is of no use here.
  for (const { 0: run, index: from } of line.matchAll(RUN)) {
    const before = line.slice(Math.max(0, from - 24), from);
    if (isKey(run, before, inner)) found.push({ from, to: from + run.length });
  }
  return found;
}

function isKey(run: string, before: string, inner: (text: string) => string): boolean {
  if (ARMOUR.test(run)) return true;
  const text = decoded(run);
  if (text !== null) {
    if (inner(text) !== text) return true;
    // Text that says nothing secret is no key; one bare word still may be.
    if (/[\s{"]/.test(text)) return false;
  }
  if (run.length < SHORTEST_RANDOM || PUBLIC_KEY.test(run)) return false;
  return !PUBLIC_BEFORE.test(before) && looksRandom(run);
}

/** A run as text; with something glued to its front, too, as in `payload_<base64>` or `data/<base64>`. */
function decoded(run: string): string | null {
  const all = asText(run);
  if (all !== null) return all;
  const glue = run.search(/[/_-]/);
  return glue < 0 || run.length - glue - 1 < SHORTEST_TEXT ? null : asText(run.slice(glue + 1));
}
