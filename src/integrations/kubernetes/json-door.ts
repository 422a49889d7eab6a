import { setTimeout as sleep } from 'node:timers/promises';
import type { AccessRule } from '../../domain/cluster/cluster-trouble.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import type { Json } from '../../domain/json.ts';
import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { answerFailure } from './answer-failure.ts';
import type { BodyText } from './body-text.ts';
import type { Access, ClusterAccess } from './cluster-access.ts';
import { createConnectionPool } from './connection-pool.ts';
import { type Answer, type Exchange, exchange, type Sink } from './exchange.ts';
import { isCut, networkFailure } from './network-failure.ts';
import { orLate } from './or-late.ts';

/** Bytes of one answer that are taken in. A page of 500 large pods is some 10 MB. */
const MAX_BYTES = 48 * 1024 * 1024;

/** A view makes some sixty requests in a second; files and tokens rotate less often. */
const FRESH = SECOND;

/** The only places to POST to: questions about oneself, of which nothing is stored. */
const reviews: readonly string[] = [
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
  '/apis/authentication.k8s.io/v1/selfsubjectreviews',
];

/** This door has no way to write: other methods do not even compile. */
type Reading = Pick<Exchange, 'body' | 'open'> & { readonly method: 'GET' | 'POST' };

/** One request. `rule` is what RBAC must say for it; it comes back with a refusal. `path` begins with a slash. */
export type Ask = {
  readonly path: string;
  readonly until: Instant;
  readonly rule: AccessRule | null;
  /** `application/json` unless told otherwise. */
  readonly accept?: string;
  readonly maxBytes?: number;
  /** How the body becomes the text that is parsed, when not as it is. */
  readonly body?: BodyText;
};

/**
 * The one way to a cluster: authentication, pooled connections, deadline, bound, and failures of the port. What comes
 * back is any JSON; whoever asked checks it.
 */
export type JsonDoor = {
  /** Host and port of the API server, by `until`. Throws ClusterFailure without usable credentials. */
  server(until: Instant): Promise<string>;
  get(ask: Ask): Promise<Json>;
  /**
   * For the reviews of oneself and one's own rights, and for no other path: nothing is stored, so they may be repeated
   * after a cut connection like a GET.
   */
  review(ask: Ask, body: object): Promise<Json>;
  /** A text, as it comes in. `open` is called for each attempt and says who takes the chunks. Out: the status. */
  text(ask: Ask, open: Sink): Promise<number>;
  close(): Promise<void>;
};

/**
 * Opens the door to one cluster. Each request ends by its `until`; a 429 whose Retry-After lies within it is waited
 * for once, and a connection that was cut is tried once more. All methods throw ClusterFailure.
 */
export function createJsonDoor(deps: {
  readonly access: ClusterAccess;
  readonly clock: Clock;
  /** Keyturn's own, for the User-Agent. */
  readonly version: string;
}): JsonDoor {
  const pool = createConnectionPool();
  const access = onceASecond(deps.access, deps.clock);
  const send = async (ask: Ask, rest: Reading): Promise<Answer> => {
    const patience = ask.until - deps.clock.now();
    if (patience <= 0) throw networkFailure(null, { isLate: true, patience });
    const signal = AbortSignal.timeout(patience);
    try {
      const reached = await orLate(access(), signal);
      return await exchange(pool.for(reached), reached, {
        ...rest,
        signal,
        path: ask.path,
        accept: ask.accept ?? 'application/json',
        userAgent: `keyturn/${deps.version}`,
        maxBytes: ask.maxBytes ?? MAX_BYTES,
      });
    } catch (error) {
      if (!signal.aborted && isCut(error)) throw error;
      throw networkFailure(error, { isLate: signal.aborted, patience });
    }
  };
  const patiently = (ask: Ask, rest: Reading) => withSecondTry(deps.clock, ask, () => send(ask, rest));
  return {
    server: async (until) => new URL((await accessWithin(access, until - deps.clock.now())).server).host,
    get: async (ask) => {
      const { body } = ask;
      if (!body) return parsed(await patiently(ask, { method: 'GET' }));
      const answer = await patiently(ask, { method: 'GET', open: body.open });
      return parsed({ ...answer, body: body.whole() });
    },
    async review(ask, body) {
      if (!reviews.includes(ask.path)) throw new Error('only reviews of the own rights are posted');
      return parsed(await patiently(ask, { method: 'POST', body: JSON.stringify(body) }));
    },
    text: async (ask, open) => (await patiently(ask, { method: 'GET', open })).status,
    close: () => pool.close(),
  };
}

/** Requests of the same second share one look, also while it is under way. */
function onceASecond(access: ClusterAccess, clock: Clock): ClusterAccess {
  let last: { readonly access: Promise<Access>; readonly at: Instant } | null = null;
  return () => {
    if (last && clock.now() - last.at < FRESH) return last.access;
    const look = { access: access(), at: clock.now() };
    look.access.catch(() => {
      if (last === look) last = null;
    });
    last = look;
    return look.access;
  };
}

async function accessWithin(access: ClusterAccess, patience: number): Promise<Access> {
  if (patience <= 0) throw networkFailure(null, { isLate: true, patience });
  const signal = AbortSignal.timeout(patience);
  try {
    return await orLate(access(), signal);
  } catch (error) {
    throw networkFailure(error, { isLate: signal.aborted, patience });
  }
}

async function withSecondTry(clock: Clock, ask: Ask, attempt: () => Promise<Answer>): Promise<Answer> {
  const first = await attempt().catch((error: unknown) => {
    if (error instanceof ClusterFailure) throw error;
    return null;
  });
  if (first && first.status !== 429) return checked(first, ask);
  if (first) {
    // Without the header nobody knows how long: the caller decides.
    if (first.retryAfter === null || clock.now() + first.retryAfter >= ask.until) return checked(first, ask);
    await sleep(first.retryAfter);
  }
  try {
    return checked(await attempt(), ask);
  } catch (error) {
    throw networkFailure(error, { isLate: false, patience: 0 });
  }
}

function checked(answer: Answer, ask: Ask): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw answerFailure(answer, ask.rule);
}

function parsed({ status, body }: Answer): Json {
  try {
    const json: Json = JSON.parse(body);
    return json;
  } catch (cause) {
    throw new ClusterFailure('broken', { status, detail: 'the answer is not JSON', cause });
  }
}
