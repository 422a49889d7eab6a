import { badRequest } from '../http/status-failure.ts';

/** Where the next page starts: after this key, in the list as it was at this version; -1 is whatever is there. */
export type ContinueToken = { version: number; after: string };

type Wire = { v: string; rv: number; start: string };

/** Writes a token as a real server does: unpadded base64url of JSON, the key with a NUL behind it. */
export const writeToken = ({ version, after }: ContinueToken): string => {
  const wire: Wire = { v: 'meta.k8s.io/v1', rv: version, start: `${version < 0 ? '' : '/'}${after}\u0000` };
  return Buffer.from(JSON.stringify(wire)).toString('base64url');
};

/** Reads a token; throws the server's 400 for another text. */
export function readToken(text: string): ContinueToken {
  const decoded = Buffer.from(text, 'base64url').toString('latin1');
  let wire: Partial<Wire>;
  try {
    wire = JSON.parse(decoded) as Partial<Wire>;
  } catch {
    throw bad(`invalid character ${quoted(firstOdd(decoded))} looking for beginning of value`);
  }
  if (wire.v !== 'meta.k8s.io/v1' || typeof wire.rv !== 'number' || typeof wire.start !== 'string') {
    throw bad('unrecognized encoded version');
  }
  const key = wire.start.endsWith('\u0000') ? wire.start.slice(0, -1) : wire.start;
  return { version: wire.rv, after: key.replace(/^\//, '') };
}

const bad = (why: string) => badRequest(`invalid continue token: continue key is not valid: ${why}`);

const firstOdd = (text: string): string => text.charAt(0);

/** As Go writes a character in an error. */
function quoted(char: string): string {
  const code = char.charCodeAt(0);
  return code >= 0x20 && code < 0x7f ? `'${char}'` : `'\\u${code.toString(16).padStart(4, '0')}'`;
}
