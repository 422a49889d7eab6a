import { refWords } from '../cluster/object-ref.ts';
import type { Document, Line, Part } from '../document.ts';
import type { FactBody } from '../fact.ts';
import type { Evidence, RankedFinding } from '../finding.ts';
import { foundRemedies } from '../found-remedies.ts';
import type { Incident } from '../incident.ts';
import { leadingFindings } from '../leading-findings.ts';
import { oneLine } from '../one-line.ts';
import type { GateRules } from '../proposal/gate-rules.ts';
import { toldWay } from '../told-way.ts';
import { lookNextLines } from './answer-message.ts';
import { confidenceWord } from './confidence-words.ts';
import { headline } from './headline.ts';
import { phoneEvidence } from './phone-evidence.ts';
import { remedyPart } from './remedy-part.ts';

export type CompletedDiagnosis = Extract<FactBody, { kind: 'diagnosis.completed' }>;

/** More causes than this at once nobody follows on a phone; the rest is in the thread. */
const SHOWN = 3;

/** Kinds of a view that are figures of objects which are counted anyway. */
const MEASURED = /usage$/;

/** Lines of proof shown with a finding; all of them are in the thread. */
const EVIDENCE_SHOWN = 4;

/**
 * What a diagnosis found, as a message: at most three causes, each with its proof, what to look at next and what would
 * help; what is only worth knowing is a line each, in the places that are left. `report` is the whole as text, for the
 * thread; null when it is not kept any more. `gate`: what may be changed, and where; null: nothing.
 */
export function diagnosisMessage(
  incident: Incident,
  diagnosis: CompletedDiagnosis,
  report: string | null,
  gate: GateRules | null = null,
): Document {
  const leading = leadingFindings(diagnosis.findings);
  const remedies = foundRemedies(diagnosis);
  const causes = leading.filter(isCause);
  const shown = causes.slice(0, SHOWN);
  const parts: Part[] = [{ kind: 'text', lines: [title(diagnosis, causes)] }];
  shown.forEach((finding, index) => {
    parts.push(...findingParts(finding, index + 1));
    const found = remedies.find((each) => diagnosis.findings[each.index] === finding);
    if (found) parts.push(...remedyPart(incident.id, found, { gate, cluster: diagnosis.cluster }));
  });
  if (shown.length === 0) parts.push({ kind: 'text', lines: nothingFound(diagnosis) });
  const others = leading.filter((finding) => !isCause(finding)).slice(0, SHOWN - shown.length);
  if (others.length > 0) parts.push({ kind: 'context', lines: worthKnowing(others) });
  parts.push({ kind: 'context', lines: [lookedAt(diagnosis), ...gapLines(diagnosis)] });
  if (report !== null) {
    const fileName = `${diagnosis.evidence}.txt`;
    parts.push({ kind: 'file', label: 'All findings with their evidence are', text: report, fileName });
  }
  return { push: [`${headline(incident)}: ${pushWords(causes[0], diagnosis)}`], parts };
}

/** What is only worth knowing is true, but not why the alert fires. */
const isCause = ({ confidence }: RankedFinding): boolean => confidence !== 'context';

function pushWords(first: RankedFinding | undefined, { cluster }: CompletedDiagnosis): string {
  if (!first) return `no cause found in ${oneLine(cluster, 80)}`;
  return `${first.confidence === 'proven' ? 'cause' : 'likely cause'}: ${oneLine(first.sentence, 250)}`;
}

function title({ why, cluster }: CompletedDiagnosis, causes: readonly RankedFinding[]): Line {
  const what = { opened: 'First diagnosis', asked: 'Diagnosis', grew: 'Diagnosis, as it spreads' }[why];
  return [{ kind: 'bold', text: `${what} of ${oneLine(cluster, 80)}` }, `: ${found(causes)}.`];
}

function found([first, ...more]: readonly RankedFinding[]): string {
  if (!first) return 'no cause found';
  if (first.confidence !== 'proven') {
    return more.length === 0 ? 'one likely cause, not proven' : `${more.length + 1} likely causes`;
  }
  return `a proven cause${more.length === 0 ? '' : `, and ${more.length} more to look at`}`;
}

function worthKnowing(findings: readonly RankedFinding[]): readonly Line[] {
  return findings.map(({ sentence }) => [`Also seen, not the cause by itself: ${oneLine(sentence, 250)}`]);
}

function findingParts(finding: RankedFinding, number: number): readonly Part[] {
  const lines: Line[] = [
    [
      { kind: 'bold', text: `${number}. ` },
      oneLine(finding.sentence, 600),
      ` (${confidenceWord[finding.confidence]})`,
    ],
    ...pathLine(finding),
    ...finding.evidence.slice(0, EVIDENCE_SHOWN).flatMap(evidenceLine),
  ];
  const table = finding.evidence.find(({ kind }) => kind === 'table');
  const next: Line[] = [
    ...(finding.help ? [['Would help: ', oneLine(finding.help.text, 300)] as Line] : []),
    ...lookNextLines(finding.lookNext.slice(0, 2)),
  ];
  return [
    { kind: 'text', lines },
    ...(table && number === 1
      ? [
          {
            kind: 'preformatted',
            text: phoneEvidence(table.text),
            fileName: 'evidence.txt',
            most: 12,
          } as const,
        ]
      : []),
    ...(next.length > 0 ? [{ kind: 'context', lines: next } as const] : []),
  ];
}

/** The way from the alert to the cause, when it is more than the object itself. */
function pathLine(finding: RankedFinding): readonly Line[] {
  const way = toldWay(finding);
  if (way.length === 0) return [];
  return [[{ kind: 'italic', text: oneLine(way.map(refWords).join(' → '), 300) }]];
}

function evidenceLine(evidence: Evidence): readonly Line[] {
  if (evidence.kind === 'table') return [];
  return [[`• ${oneLine(evidence.label, 80)}: ${oneLine(evidence.text, 300)}`]];
}

function nothingFound({ gaps }: CompletedDiagnosis): readonly Line[] {
  return [
    [
      'Nothing in the cluster’s objects explains the alert',
      gaps.length > 0 ? ', as far as they could be seen.' : '.',
      ' The cause may lie in the application, in its data, or outside the cluster.',
    ],
  ];
}

function lookedAt({ looked, checks }: CompletedDiagnosis): Line {
  const kinds = Object.entries(looked)
    .filter(([kind, count]) => count > 0 && !MEASURED.test(kind))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([kind, count]) => `${count} ${kind}`);
  return [`Looked at ${kinds.join(', ')} with ${checks} checks.`];
}

/** Two kinds are often missing for one reason, such as both of the metrics. */
function gapLines(diagnosis: CompletedDiagnosis): readonly Line[] {
  const gaps = [...new Set(diagnosis.gaps)];
  const shown = gaps.slice(0, 3).map((gap): Line => [`Not seen: ${oneLine(gap, 250)}`]);
  return gaps.length > 3 ? [...shown, [`… and ${gaps.length - 3} more that could not be seen.`]] : shown;
}
