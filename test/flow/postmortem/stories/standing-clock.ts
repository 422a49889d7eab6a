/** A clock that stands still until somebody moves it: what happens without anybody moving it happens at one moment. */
export type StandingClock = {
  now(): number;
  passes(milliseconds: number): void;
};

/** `at`: where it stands first, RFC 3339. */
export function createStandingClock(at: string): StandingClock {
  let now = Date.parse(at);
  return {
    now: () => now,
    passes(milliseconds) {
      now += milliseconds;
    },
  };
}
