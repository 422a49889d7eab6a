import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncidentId } from '../../domain/fact.ts';

/** A key of the chain. Its id stands beside every code it made, so that keys can be rotated. */
export type ChainKey = { readonly id: string; readonly secret: string };

/** The first key makes new codes; all of them verify old ones. */
export type ChainKeys = readonly [ChainKey, ...ChainKey[]];

/** One link: the code over a text and the link before it, and the id of the key that made it. */
export type Link = { readonly mac: string; readonly key: string };

export type Chain = {
  /** What the first fact of an incident is linked to: a fact cannot be moved to another incident. */
  start(id: IncidentId): string;
  link(previous: string, text: string): Link;
  /** Null: the key that made the link is not among ours. */
  holds(previous: string, text: string, link: Link): boolean | null;
};

/** HMAC-SHA256 links over canonical JSON (RFC 2104); the texts come from domain/canonical-json.ts. */
export function createChain(keys: ChainKeys): Chain {
  const secrets = new Map(keys.map(({ id, secret }) => [id, secret]));
  const code = (secret: string, previous: string, text: string) =>
    // The first part has no line break, so the two cannot be cut apart differently.
    createHmac('sha256', secret).update(`${previous}\n${text}`).digest();
  return {
    start: (id) => `start:${id}`,
    link: (previous, text) => ({
      mac: code(keys[0].secret, previous, text).toString('hex'),
      key: keys[0].id,
    }),
    holds(previous, text, { mac, key }) {
      const secret = secrets.get(key);
      if (secret === undefined) return null;
      const expected = code(secret, previous, text);
      const found = Buffer.from(mac, 'hex');
      return found.length === expected.length && timingSafeEqual(found, expected);
    },
  };
}
