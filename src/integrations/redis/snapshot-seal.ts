import type { IncidentId } from '../../domain/fact.ts';
import type { Chain } from './chain.ts';

/** An incident's state as the append wrote it. */
export type State = {
  readonly version: number;
  readonly head: string;
  readonly snapshot: string;
  readonly seal: string;
  readonly sealKey: string;
};

/** What a snapshot's seal is linked to, so that a snapshot of another incident or of an older version does not pass. */
export function sealText(id: IncidentId, version: number, head: string): string {
  return `snapshot:${id}:${version}:${head}`;
}

/** Whether a snapshot is as it was written. Null: the key of its seal is not among ours. */
export function isSealed(chain: Chain, id: IncidentId, state: State): boolean | null {
  const link = { mac: state.seal, key: state.sealKey };
  return chain.holds(sealText(id, state.version, state.head), state.snapshot, link);
}
