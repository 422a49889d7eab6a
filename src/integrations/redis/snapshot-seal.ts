import type { IncidentId } from '../../domain/fact.ts';

/** What a snapshot's seal is linked to, so that a snapshot of another incident or of an older version does not pass. */
export function sealText(id: IncidentId, version: number, head: string): string {
  return `snapshot:${id}:${version}:${head}`;
}
