import type { Ids } from './ids.ts';

const LIFETIME_MS = 30 * 60_000;
const USES = 5;

export type ResponseTarget = {
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | undefined;
  /** The message that holds the button, if it was a click. */
  readonly source: { readonly ts: string; readonly ephemeral: boolean } | undefined;
};

export type ResponseUrls = {
  /** The path part of a new response_url. */
  issue(target: ResponseTarget): string;
  /** Where an answer to this path goes, or why Slack would not take it. */
  use(path: string): ResponseTarget | 'used_url' | 'expired_url' | 'unknown_url';
};

/** Keeps the response_urls: five uses within thirty minutes each. */
export const createResponseUrls = (ids: Ids, clock: () => number): ResponseUrls => {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();
  return {
    issue(target) {
      const path = `/response/${ids.next('R')}/${ids.hex(12)}`;
      issued.set(path, { target, at: clock(), uses: 0 });
      return path;
    },
    use(path) {
      const known = issued.get(path);
      if (!known) return 'unknown_url';
      if (clock() - known.at > LIFETIME_MS) return 'expired_url';
      if (known.uses >= USES) return 'used_url';
      known.uses += 1;
      return known.target;
    },
  };
};
