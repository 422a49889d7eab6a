/** While Redis is away every queue and worker says so with each attempt; the connection has said it already. */
const PAUSE = 30_000;

/** Says at most one thing in half a minute, with the number of those that were not said. */
export function sparingly(say: (fields: object) => void): (fields: object) => void {
  let quietUntil = 0;
  let unsaid = 0;
  return (fields) => {
    const now = performance.now();
    if (now < quietUntil) {
      unsaid += 1;
      return;
    }
    say({ ...fields, unsaid });
    quietUntil = now + PAUSE;
    unsaid = 0;
  };
}
