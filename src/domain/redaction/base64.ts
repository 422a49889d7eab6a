/** Standard and URL alphabets (RFC 4648), padding or not; only these occur in what is given here. */
const ALPHABET = /^[A-Za-z0-9+/_-]*={0,2}$/;

/**
 * The text that a run of base64 holds, as Latin letters; null when it decodes to something that is no text (control
 * characters, or more than a few bytes beyond ASCII). A run that was cut off is read as far as it goes.
 */
export function asText(run: string): string | null {
  if (!ALPHABET.test(run)) return null;
  const bare = run.replace(/=+$/, '');
  const whole = bare.length % 4 === 1 ? bare.slice(0, -1) : bare;
  if (whole === '') return null;
  // The first bytes tell most ordinary words from text, before all is decoded.
  if (!isText(decode(whole.slice(0, 16)))) return null;
  const text = decode(whole);
  return isText(text) ? text : null;
}

function decode(base64: string): string {
  return atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
}

function isText(bytes: string): boolean {
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    if (code < 32 && code !== 10 && code !== 13 && code !== 9) return false;
    if (code >= 127) odd++;
  }
  return odd * 20 <= bytes.length;
}
