import type { Warning } from '../action/warning.ts';
import type { Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import type { Difference, Plan, Proposal } from '../proposal/proposal.ts';

/** What must be acknowledged is what the approver has to know, too: of it more is shown than of the notes. */
const MUSTS = 8;
const NOTES = 4;
const WARNING = 300;

/** Lines of the dry run's difference on the card; all of them are in the thread. */
const DIFFERENCES = 12;

/**
 * What could break (what the requester must acknowledge first, and marked), and what the API server says would differ.
 * What does not fit is counted, and whole in a file.
 */
export function consequenceParts({ id }: Incident, proposal: Proposal, plan: Plan): readonly Part[] {
  const { warnings, differences } = plan;
  const musts = warnings.filter(({ level }) => level === 'must-acknowledge');
  const notes = warnings.filter(({ level }) => level === 'note');
  const lines: Line[] = [
    [{ kind: 'bold', text: 'What could break' }, ...acknowledgedBy(proposal, musts)],
    ...musts.slice(0, MUSTS).map((warning) => mustLine(proposal, warning)),
    ...more(musts.length - MUSTS, 'more that must be acknowledged'),
    ...notes.slice(0, NOTES).map(({ sentence }): Line => [`• ${oneLine(sentence, WARNING)}`]),
    ...more(notes.length - NOTES, 'more to know'),
  ];
  if (warnings.length === 0) lines.push(['Nothing was found that speaks against it.']);
  const file = `${id.toLowerCase()}-${proposal.proposal}`;
  const isCut =
    musts.length > MUSTS ||
    notes.length > NOTES ||
    warnings.some(({ sentence }) => sentence.length > WARNING);
  return [
    { kind: 'text', lines },
    ...(isCut
      ? [
          {
            kind: 'file',
            label: 'All warnings are',
            text: warningText(warnings),
            fileName: `${file}-warnings.txt`,
          } as const,
        ]
      : []),
    ...differenceParts(differences, `${file}-dry-run.txt`),
  ];
}

function acknowledgedBy({ acknowledged, requester }: Proposal, musts: readonly Warning[]): Line {
  if (musts.length === 0 || !musts.every(({ id }) => acknowledged.includes(id))) return [];
  return [', acknowledged by ', { kind: 'user', user: requester }];
}

function mustLine({ acknowledged }: Proposal, { id, sentence }: Warning): Line {
  const mark = acknowledged.includes(id) ? '▲ ' : '▲ (not acknowledged) ';
  return [{ kind: 'bold', text: mark }, oneLine(sentence, WARNING)];
}

function more(count: number, words: string): readonly Line[] {
  return count > 0 ? [[`and ${count} ${words}`]] : [];
}

function warningText(warnings: readonly Warning[]): string {
  return warnings
    .map(({ level, sentence }) => `${level === 'note' ? 'note' : 'must be acknowledged'}: ${sentence}`)
    .join('\n');
}

function differenceParts(differences: readonly Difference[], fileName: string): readonly Part[] {
  if (differences.length === 0) return [];
  const text = differences.map(differenceWords).join('\n');
  return [
    { kind: 'context', lines: [['The API server’s dry run would change:']] },
    { kind: 'preformatted', text, fileName, most: DIFFERENCES },
  ];
}

/** Below each other: side by side two images do not fit a phone. */
function differenceWords({ path, before, after }: Difference): string {
  if (before === null && after === null) return path;
  return [path, ...(before === null ? [] : [`- ${before}`]), ...(after === null ? [] : [`+ ${after}`])].join(
    '\n',
  );
}
