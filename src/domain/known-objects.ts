import { type ObjectRef, refKey } from './cluster/object-ref.ts';
import type { FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import { incidentSubject } from './incident-subject.ts';

/** More than this nobody looks through on a phone. */
const MOST = 40;

/**
 * What an incident knows of its cluster by name: what the last diagnosis blames, what lies on the way to it and suffers
 * from it, then what the alerts are about. Each once, the most telling first.
 */
export function knownObjects(
  incident: Incident,
  diagnosis: Extract<FactBody, { kind: 'diagnosis.completed' }> | null,
): readonly ObjectRef[] {
  const findings = diagnosis?.findings ?? [];
  const all = [
    ...findings.flatMap(({ object, help }) => [...(help ? [help.target] : []), object]),
    ...(incidentSubject(incident)?.objects ?? []),
    ...findings.flatMap(({ path, affects }) => [...(path ?? []), ...affects]),
  ];
  return [...new Map(all.map((ref) => [refKey(ref), ref])).values()].slice(0, MOST);
}
