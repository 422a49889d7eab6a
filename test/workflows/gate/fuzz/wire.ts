import { Unavailable } from '../../../../src/ports/failures.ts';
import { Killed } from '../../../fakes/mortal.ts';

/** Which call of a process to the outside: the n-th of all, or the n-th of this method. */
export type Call = { readonly method: string | null; readonly nth: number };

/**
 * What happens to a process at one of its calls to the outside, right before or right after the call's effect: it is
 * killed; the call fails as one to Redis does whose connection is cut; or something else happens just then.
 */
export type Incidence = {
  readonly at: Call;
  readonly when: 'before' | 'after';
  readonly what: 'killed' | 'cut' | (() => Promise<void>);
};

/** A process's way to everything outside. */
export function createWire(incidence: Incidence | null): {
  /** The same port, as this process reaches it. */
  reach<T extends object>(port: T): T;
} {
  const calls = new Map<string | null, number>();
  let dead = false;
  const happens = async ({ what }: Incidence): Promise<void> => {
    if (what === 'killed') {
      dead = true;
      throw new Killed();
    }
    if (what === 'cut') throw new Unavailable('the connection was cut');
    await what();
  };
  const call = async (name: string, run: () => unknown): Promise<unknown> => {
    if (dead) throw new Killed();
    for (const each of [null, name]) calls.set(each, (calls.get(each) ?? 0) + 1);
    const { method = null, nth = 0 } = incidence?.at ?? {};
    const isIt = (method === null || method === name) && calls.get(method) === nth;
    const now = isIt ? incidence : null;
    if (now?.when === 'before') await happens(now);
    const answer = await run();
    if (now?.when === 'after') await happens(now);
    return answer;
  };
  return {
    reach: (port) =>
      new Proxy(port, {
        get: (target, name, receiver) => {
          const member = Reflect.get(target, name, receiver);
          if (typeof member !== 'function') return member;
          return (...args: unknown[]) => call(String(name), () => member.apply(target, args));
        },
      }),
  };
}
