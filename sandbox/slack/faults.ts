/** What goes wrong with a call, on demand. */
export type Fault =
  /** Too many requests, whatever the budget says. */
  | { kind: '429'; retryAfter: number }
  /** A server error without JSON. */
  | { kind: '5xx'; status?: number }
  /** Slack's answer is this error; nothing happened. */
  | { kind: 'error'; error: string; details?: Record<string, unknown> }
  /** The effect and the answer come later. */
  | { kind: 'delay'; ms: number }
  /** Connection cut before anything happened. */
  | { kind: 'reset' }
  /** The effect is there, its events were delivered, but the answer never comes: the connection is cut. */
  | { kind: 'lost-reply' }
  /** The effect is there; this runs before the answer is sent. */
  | { kind: 'hook'; run: (call: { method: string; args: Record<string, unknown> }) => void | Promise<void> };

export type Faults = {
  /** `times` calls of this method (all, until cleared, without it) go wrong like this. `*` is every method. */
  set(method: string, fault: Fault, options?: { times?: number; after?: number }): void;
  clear(method?: string): void;
  /** What is still to go wrong; `left` calls of it, infinitely many where no number was asked for. */
  planned(): readonly PlannedFault[];
  /** The fault for the call that comes now; counts it. */
  take(method: string): Fault | undefined;
};

export type PlannedFault = { readonly method: string; readonly fault: Fault; readonly left: number };

type Planned = { method: string; fault: Fault; left: number; skip: number };

/** Keeps the faults that were asked for, in the order in which they were asked for. */
export const createFaults = (): Faults => {
  let planned: Planned[] = [];
  return {
    set(method, fault, options = {}) {
      const left = options.times ?? Number.POSITIVE_INFINITY;
      planned.push({ method, fault, left, skip: options.after ?? 0 });
    },
    clear(method) {
      planned = method ? planned.filter((one) => one.method !== method) : [];
    },
    planned: () =>
      planned.filter(({ left }) => left > 0).map(({ method, fault, left }) => ({ method, fault, left })),
    take(method) {
      for (const one of planned) {
        if (one.method !== method && one.method !== '*') continue;
        if (one.skip > 0) {
          one.skip -= 1;
          continue;
        }
        if (one.left <= 0) continue;
        one.left -= 1;
        return one.fault;
      }
      return undefined;
    },
  };
};
