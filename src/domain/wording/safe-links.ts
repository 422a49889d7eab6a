import type { Link } from '../fact.ts';

/** The links that may be shown: http and https only. Anything else in an annotation is no link that a person should tap. */
export function safeLinks(links: readonly Link[]): readonly Link[] {
  return links.filter((link) => isWebUrl(link.url));
}

/** True for an absolute http or https address without white space or control characters. */
export function isWebUrl(url: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused.
  return /^https?:\/\/[^\s\u0000-\u001f<>|"\\]+$/i.test(url) && url.length <= 2_000;
}
