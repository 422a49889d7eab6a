/** What a killed process would have been doing: nothing after this reaches anything. */
export class Killed extends Error {}

/** A process that dies at its n-th call to the outside, right before or right after the call's effect. */
export function mortal(dies: { readonly atCall: number; readonly when: 'before' | 'after' }): {
  /** The same port, as the mortal process reaches it. */
  reach<T extends object>(port: T): T;
  readonly isDead: () => boolean;
} {
  let calls = 0;
  let dead = false;
  const call = async (run: () => unknown): Promise<unknown> => {
    if (dead) throw new Killed();
    calls += 1;
    if (calls !== dies.atCall) return run();
    // A dead process runs no catch and no finally that anybody could notice.
    if (dies.when === 'before') {
      dead = true;
      throw new Killed();
    }
    await run();
    dead = true;
    throw new Killed();
  };
  return {
    isDead: () => dead,
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
