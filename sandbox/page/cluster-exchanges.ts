import type { RequestRecord } from '../cluster/http/request-log.ts';
import type { SandboxCluster } from '../cluster/sandbox-cluster.ts';
import type { Exchange } from './exchange-log.ts';

/** What the bot asked the cluster lately. */
export type ClusterExchanges = {
  /** The last ones, oldest first. */
  recent(): readonly Exchange[];
  /** Requests answered in the last minute, and how long half of them took at most, in milliseconds. */
  pace(): { readonly requests: number; readonly ms: number | undefined };
};

type Asked = { readonly id: number; at: number; record: RequestRecord; times: number };

const KEPT = 80;
const MINUTE = 60_000;

/** Hundreds of them are one check of the identity: nobody wants to see each. */
const REVIEWS = /^selfsubject(access|rules)reviews$/;

/** Notes each request from now on; reviews that follow each other are one exchange. */
export function createClusterExchanges(
  cluster: Pick<SandboxCluster, 'onRequest'>,
  now: () => number = Date.now,
): ClusterExchanges {
  const asked: Asked[] = [];
  const paces: { at: number; ms: number }[] = [];
  let count = 0;
  cluster.onRequest((record) => {
    const at = now();
    paces.push({ at, ms: record.ms });
    while (at - (paces[0]?.at ?? at) > MINUTE) paces.shift();
    const last = asked.at(-1);
    if (last && REVIEWS.test(record.resource) && REVIEWS.test(last.record.resource)) {
      Object.assign(last, { at, record, times: last.times + 1 });
      return;
    }
    count += 1;
    asked.push({ id: count, at, record, times: 1 });
    if (asked.length > KEPT) asked.shift();
  });
  return {
    recent: () => asked.map(exchangeOf),
    pace() {
      const lately = paces.filter(({ at }) => now() - at <= MINUTE).map(({ ms }) => ms);
      return { requests: lately.length, ms: lately.sort((a, b) => a - b)[Math.floor(lately.length / 2)] };
    },
  };
}

function exchangeOf({ id, at, record, times }: Asked): Exchange {
  const { method, path, status, ms, bytes, user, userAgent } = record;
  return {
    id: `cluster-${id}`,
    from: 'bot',
    to: 'cluster',
    what: times > 1 ? `${method} access reviews, ${times} of them` : `${method} ${path}`,
    at,
    ms,
    outcome: status === 0 ? 'connection cut' : String(status),
    isOk: status >= 200 && status < 400,
    request: { method, path, user, userAgent },
    answer: { status, bytes },
  };
}
