import type { Instant } from '../../domain/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ChangeTarget } from './allowed-changes.ts';
import { answerFailure } from './answer-failure.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { createConnectionPool } from './connection-pool.ts';
import { dryRunOf } from './dry-run-of.ts';
import { type Answer, exchange } from './exchange.ts';
import { networkFailure } from './network-failure.ts';
import { orLate } from './or-late.ts';
import { type Once, sentOnce } from './sent-once.ts';
import { warningsOf } from './warnings-of.ts';
import type { WireChange } from './wire-change.ts';

/** Bytes of one answer that are taken in: an object is at most 1.5 MB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** One change on its way. `target` is what it changes: RBAC's words for a refusal. */
export type Sending = {
  readonly wire: WireChange;
  readonly target: ChangeTarget;
  readonly userAgent: string;
  readonly until: Instant;
};

/** The way of one kind of changes to a cluster: of rehearsals, or of the real ones. */
export type ChangeDoor = {
  send(sending: Sending): Promise<{ readonly answer: JsonObject; readonly warnings: readonly string[] }>;
  close(): Promise<void>;
};

/** Nothing went out, so nothing can have happened. */
export class NotSent extends ClusterFailure {
  constructor({ kind, detail, rule, status, cause }: ClusterFailure) {
    super(kind, { detail, rule, status, cause });
    this.name = 'NotSent';
  }
}

/**
 * Opens a door for rehearsals, through which nothing goes that is not a dry run everywhere, or for writing, through
 * which nothing goes that says anything of one. Each request is tried once, over a connection of its own (one that was
 * kept open may be cut at the very moment), and ends by its `until`. Throws NotSent when it certainly did not go out,
 * else another ClusterFailure.
 */
export function createChangeDoor(deps: {
  readonly mode: 'rehearsal' | 'writing';
  readonly access: ClusterAccess;
  readonly clock: Clock;
}): ChangeDoor {
  const pool = createConnectionPool();
  const fitting = deps.mode === 'rehearsal' ? 'everywhere' : 'nowhere';
  return {
    async send(sending) {
      if (dryRunOf(sending.wire) !== fitting) throw new NotSent(unfit(deps.mode));
      const patience = sending.until - deps.clock.now();
      if (patience <= 0) throw new NotSent(networkFailure(null, { isLate: true, patience }));
      const signal = AbortSignal.timeout(patience);
      let once: Once | null = null;
      try {
        const reached = await orLate(deps.access(), signal);
        once = sentOnce(pool.for(reached));
        return read(await exchange(once.dispatcher, reached, exchanged(sending, signal)), sending.target);
      } catch (error) {
        const failure = networkFailure(error, { isLate: signal.aborted, patience });
        throw once?.wasSent() ? failure : new NotSent(failure);
      }
    },
    close: () => pool.close(),
  };
}

function exchanged({ wire, userAgent }: Sending, signal: AbortSignal): Parameters<typeof exchange>[2] {
  return { ...wire, userAgent, signal, accept: 'application/json', maxBytes: MAX_BYTES, alone: true };
}

function read(answer: Answer, { verb, group, resource, namespace }: ChangeTarget) {
  const { status } = answer;
  if (status < 200 || status >= 300)
    throw answerFailure(answer, { verbs: [verb], group, resource, namespace });
  const body = parsed(answer);
  if (!isJsonObject(body)) throw new ClusterFailure('broken', { status, detail: 'the answer is no object' });
  return { answer: body, warnings: warningsOf(answer.warning) };
}

function parsed({ status, body }: Answer): Json {
  try {
    const json: Json = JSON.parse(body);
    return json;
  } catch (cause) {
    throw new ClusterFailure('broken', { status, detail: 'the answer is not JSON', cause });
  }
}

function unfit(mode: 'rehearsal' | 'writing'): ClusterFailure {
  const detail =
    mode === 'rehearsal'
      ? 'nothing was sent: this rehearsal could be taken for the real thing'
      : 'nothing was sent: this change says something of a dry run';
  return new ClusterFailure('refused', { detail });
}
