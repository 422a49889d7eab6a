import { harmless } from '../harmless.ts';
import { REDACTED } from '../redaction/redacted.ts';
import { isWebUrl } from '../wording/safe-links.ts';
import type { CleanText } from './clean-text.ts';

/** A character behind a percent sign. */
const CODES = /(?:%[0-9a-f]{2})+/gi;

/**
 * An address from outside as a link may have it: without secrets. Null: it is no web address, or hides a secret (perhaps
 * only the rest of one) behind its percent signs, which cannot be taken out without making it lead elsewhere.
 */
export function cleanAddress(address: string, clean: CleanText): string | null {
  const bare = clean(address);
  if (!isWebUrl(bare)) return null;
  const read = harmless(decoded(bare));
  if (read === bare) return bare;
  return clean(read) === read && !bare.includes(REDACTED) ? bare : null;
}

/** Code by code, so that one that is none does not hide the others. Out: as it is where the codes are no text. */
function decoded(address: string): string {
  return address.replace(CODES, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}
