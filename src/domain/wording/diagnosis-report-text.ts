import { refWords } from '../cluster/object-ref.ts';
import type { DiagnosisReport } from '../diagnosis-report.ts';
import type { RankedFinding } from '../finding.ts';
import { utcText } from '../utc-text.ts';
import { confidenceWord } from './confidence-words.ts';

/** A whole diagnosis as plain text, for the file in the thread and for the evidence. */
export function diagnosisReportText(report: DiagnosisReport): string {
  const { cluster, subject, findings, looked, checks, gaps } = report;
  const kinds = Object.entries(looked)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`);
  return [
    `Diagnosis of ${cluster.name} (${cluster.server}, ${cluster.version}, uid ${cluster.uid})`,
    `Taken at ${utcText(report.takenAt)}; the trouble began at ${utcText(report.onset)}.`,
    `Subject: ${subject.objects.map(refWords).join(', ') || subject.namespace || 'none'}`,
    '',
    ...(findings.length === 0 ? ['No cause was found.', ''] : findings.flatMap(findingLines)),
    `Looked at: ${kinds.join(', ')}; ${checks} checks.`,
    ...(gaps.length === 0 ? [] : ['Not seen:', ...gaps.map(({ sentence }) => `- ${sentence}`)]),
    '',
  ].join('\n');
}

function findingLines(finding: RankedFinding, index: number): readonly string[] {
  return [
    `${index + 1}. ${finding.sentence}`,
    `   ${confidenceWord[finding.confidence]}, ${finding.severity}; check ${finding.check}; ${refWords(finding.object)}`,
    ...(finding.changedAt === null ? [] : [`   changed at ${utcText(finding.changedAt)}`]),
    finding.path === null
      ? '   no way from the alert to it was found'
      : `   way from the alert: ${finding.path.map(refWords).join(' -> ')}`,
    ...finding.evidence.flatMap(({ label, text }) => indented(`${label}: ${text}`)),
    ...(finding.help ? indented(`would help: ${finding.help.text}`) : []),
    ...finding.lookNext.map((line) => `   look next: ${line}`),
    ...finding.explains.map(({ check, object }) => `   explains: ${check} of ${refWords(object)}`),
    '',
  ];
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line, index) => (index === 0 ? `   - ${line}` : `     ${line}`));
}
