import type { RequestInfo } from './http/request-info.ts';

/** Which requests go wrong; what is left out fits every one. */
export type FaultMatch = {
  verb?: string;
  /** The core group is the empty string. */
  group?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  user?: string;
  /** Only rehearsals, or only what is meant. */
  dryRun?: boolean;
};

export type FaultKind =
  /** The token is not accepted (any more). */
  | { kind: 'unauthorized' }
  /** No role allows it, whatever the roles say. */
  | { kind: 'forbidden' }
  /** The object, or for a list the resource, is not there. */
  | { kind: 'not-found' }
  /** Only of requests with a continue token: it is too old, and the answer holds another. */
  | { kind: 'expired-token' }
  /** Priority and fairness turns the request away. `retryAfter` in seconds. */
  | { kind: 'too-many-requests'; retryAfter?: number }
  | { kind: 'server-error'; message?: string }
  /** An APIService behind the server is away: plain text, not a Status. */
  | { kind: 'unavailable' }
  /** No answer ever; the connection stays open. With `committed` what was asked for happens all the same. */
  | { kind: 'hang'; committed?: true }
  /**
   * The connection is cut: before anything happens; when it has happened and nothing was answered yet (`committed`:
   * the client can't know); or while the answer is on its way.
   */
  | { kind: 'cut'; when?: 'before' | 'committed' | 'after-headers' | 'in-body' }
  /** The answer comes this much later. */
  | { kind: 'slow'; ms: number }
  /** Until removed, new connections meet a certificate of another authority; what it matches is not looked at. */
  | { kind: 'wrong-certificate' };

export type Fault = FaultKind & FaultMatch & { times?: number };

export type Faults = {
  /** Plans a fault, `times` times or until the returned function or `clear` takes it away. */
  add(fault: Fault): () => void;
  clear(): void;
};

export type FaultPlan = Faults & {
  /** The fault for this request, if one was planned; counts it. */
  take(info: RequestInfo, hasToken: boolean, user: string, dryRun: boolean): Fault | undefined;
  onChange(listener: () => void): void;
  wrongCertificate(): boolean;
};

/** Keeps the faults that were asked for, in the order in which they were. */
export function createFaultPlan(): FaultPlan {
  const planned = new Set<{ fault: Fault; left: number }>();
  const listeners: (() => void)[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    add(fault) {
      const plan = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      planned.add(plan);
      changed();
      return () => {
        planned.delete(plan);
        changed();
      };
    },
    clear() {
      planned.clear();
      changed();
    },
    take(info, hasToken, user, dryRun) {
      for (const plan of planned) {
        const { fault } = plan;
        if (fault.kind === 'wrong-certificate' || !fits(fault, info, user)) continue;
        if (fault.dryRun !== undefined && fault.dryRun !== dryRun) continue;
        if (fault.kind === 'expired-token' && !hasToken) continue;
        plan.left -= 1;
        if (plan.left <= 0) planned.delete(plan);
        return fault;
      }
      return undefined;
    },
    onChange: (listener) => void listeners.push(listener),
    wrongCertificate: () => [...planned].some(({ fault }) => fault.kind === 'wrong-certificate'),
  };
}

const MATCHED = ['verb', 'group', 'resource', 'subresource', 'namespace', 'name'] as const;

const fits = (fault: FaultMatch, info: RequestInfo, user: string): boolean =>
  MATCHED.every((key) => fault[key] === undefined || fault[key] === info[key]) &&
  (fault.user === undefined || fault.user === user);
