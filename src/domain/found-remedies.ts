import type { FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import type { FoundRemedy } from './investigation.ts';
import { leadingFindings } from './leading-findings.ts';
import { oneLine } from './one-line.ts';

/** More than a message shows nobody can choose from. */
const MOST = 5;

/** What could be proposed after a diagnosis: of each leading finding that one of our actions would help. */
export function foundRemedies({
  diagnosis,
  findings,
}: Extract<FactBody, { kind: 'diagnosis.completed' }>): readonly FoundRemedy[] {
  const leading = leadingFindings(findings);
  return findings
    .flatMap((finding, index): readonly FoundRemedy[] => {
      if (!finding.help?.remedy || !leading.includes(finding)) return [];
      const { target, remedy } = finding.help;
      return [{ diagnosis, index, target, remedy, sentence: oneLine(finding.sentence, 300) }];
    })
    .slice(0, MOST);
}

/** What a finding's button proposes; null: the finding is of an earlier diagnosis, or nothing of ours would help. */
export function remedyOf(
  { investigation }: Incident,
  { diagnosis, index }: Pick<FoundRemedy, 'diagnosis' | 'index'>,
): FoundRemedy | null {
  const { remedies } = investigation.diagnosis;
  return remedies.find((each) => each.diagnosis === diagnosis && each.index === index) ?? null;
}
