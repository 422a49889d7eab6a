/** Slack's limit for an address in a link. */
const MOST = 3000;

/** The address, normalised, when it is one of http or https that Slack can link to; else null: show it as text. */
export function httpUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  // An address that carries a password is not passed on at all.
  if (url.username !== '' || url.password !== '') return null;
  const safe = url.href.replace(/[|<>"'`\\^{}\s]/g, encodeURIComponent);
  return safe.length <= MOST ? safe : null;
}
