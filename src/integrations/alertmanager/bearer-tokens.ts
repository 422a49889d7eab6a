import { hash, timingSafeEqual } from 'node:crypto';

type Holder = { readonly name: string; readonly tokens: readonly string[] };

/**
 * Makes the function that finds whose bearer token an Authorization header holds; undefined: nobody's. Digests of equal
 * length are compared, and all of them in every case, so that the time it takes says nothing about any token.
 */
export function createTokenCheck<H extends Holder>(
  holders: readonly H[],
): (header: string | undefined) => H | undefined {
  const known = holders.flatMap((holder) =>
    holder.tokens.map((token) => ({ holder, digest: digestOf(token) })),
  );
  return (header) => {
    const [, token] = /^bearer +(\S+) *$/i.exec(header ?? '') ?? [];
    const digest = digestOf(token ?? '');
    let found: H | undefined;
    for (const each of known) if (timingSafeEqual(each.digest, digest)) found = each.holder;
    return token ? found : undefined;
  };
}

function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
