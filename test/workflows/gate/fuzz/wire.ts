import { Unavailable } from '../../../../src/ports/failures.ts';
import { Killed } from '../../../fakes/mortal.ts';

/**
 * What happens to a process at its n-th call to the outside, right before or right after the call's effect: it is
 * killed; the call fails as one to Redis does whose connection is cut; or something else happens just then.
 */
export type Incidence = {
  readonly atCall: number;
  readonly when: 'before' | 'after';
  readonly what: 'killed' | 'cut' | (() => Promise<void>);
};

/** A process's way to everything outside. */
export function createWire(incidence: Incidence | null): {
  /** The same port, as this process reaches it. */
  reach<T extends object>(port: T): T;
} {
  let calls = 0;
  let dead = false;
  const happens = async ({ what }: Incidence): Promise<void> => {
    if (what === 'killed') {
      dead = true;
      throw new Killed();
    }
    if (what === 'cut') throw new Unavailable('the connection was cut');
    await what();
  };
  const call = async (run: () => unknown): Promise<unknown> => {
    if (dead) throw new Killed();
    calls += 1;
    const now = incidence?.atCall === calls ? incidence : null;
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
          return (...args: unknown[]) => call(() => member.apply(target, args));
        },
      }),
  };
}
