import { inject } from 'vitest';

/** How many cases a property is tried with in this run. In: how many guard a change. */
export function runs(guarding: number): number {
  return guarding * inject('properties').factor;
}
