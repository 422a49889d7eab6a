/** The characters that Kubernetes generates names from: no vowels, nothing that looks like another. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/** A generator of the five characters at the end of generated names; the same ones in every run. */
export function createNameSuffixes(): () => string {
  let state = 0x2545f491;
  return () => {
    let suffix = '';
    for (let at = 0; at < 5; at += 1) {
      // Numerical Recipes' linear congruential generator: good enough for names.
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      suffix += SAFE[(state >>> 8) % SAFE.length];
    }
    return suffix;
  };
}
