import { refKey } from './cluster/object-ref.ts';
import type { RankedFinding } from './finding.ts';

/** The findings that no other one explains, in their order: what people read first. */
export function leadingFindings(findings: readonly RankedFinding[]): readonly RankedFinding[] {
  const explained = new Set(
    findings.flatMap(({ explains }) => explains.map(({ check, object }) => `${check} ${refKey(object)}`)),
  );
  return findings.filter(({ check, object }) => !explained.has(`${check} ${refKey(object)}`));
}
