import { createRedactor } from './create-redactor.ts';

/**
 * Takes out what looks like a secret: tokens, JWT, PEM, cloud keys, addresses with a password, password= pairs, all of
 * it in base64, too, and long runs of high entropy. Names, digests, UUIDs, pod names and paths stay, and so does every
 * other character. The time taken is in proportion to the text. In: any text. Out: the text without secrets.
 */
export function redact(text: string): string {
  const redactor = createRedactor();
  return redactor.push(text) + redactor.end();
}
