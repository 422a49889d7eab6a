import type { Evidence, RankedFinding } from './finding.ts';

/** Bounds of what the log holds of a finding; the whole is in the evidence. */
const SENTENCE = 600;
const EVIDENCE = 8;
const EVIDENCE_TEXT = 1_200;
const OBJECTS = 20;

/** A finding as the log holds it: bounded, whatever a check puts into it. */
export function keptFinding(finding: RankedFinding): RankedFinding {
  return {
    ...finding,
    sentence: clipped(finding.sentence, SENTENCE),
    affects: finding.affects.slice(0, OBJECTS),
    evidence: finding.evidence.slice(0, EVIDENCE).map(
      (evidence): Evidence => ({
        ...evidence,
        text: clipped(evidence.text, EVIDENCE_TEXT),
      }),
    ),
    path: finding.path?.slice(0, OBJECTS) ?? null,
    explains: finding.explains.slice(0, OBJECTS),
    lookNext: finding.lookNext.slice(0, 5),
  };
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
