import { Unavailable } from '../ports/failures.ts';
import type { SideNotes } from '../ports/side-notes.ts';

export type HoldDeps = { readonly notes: Pick<SideNotes, 'exclusively'> };

/** Somebody else is at it; a killed process is, until its lease ends. */
export class MirrorBusy extends Unavailable {
  constructor() {
    super('mirror-busy');
    this.name = 'MirrorBusy';
  }
}

/** A holder reads and writes a few records: milliseconds. Each try is a round trip to the store. */
const TRIES = 50;

/**
 * Runs `work` while nobody else changes the mirror of this channel: the drain and a backfill both read a record, merge
 * and write it back, and would otherwise overwrite each other. Throws MirrorBusy when another one holds it too long.
 */
export async function holdMirror<T>(deps: HoldDeps, channel: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < TRIES; tries++) {
    const held = await deps.notes.exclusively(`mirror.${channel}`, async () => ({ value: await work() }));
    if (held) return held.value;
  }
  throw new MirrorBusy();
}
