import type { Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { confidenceWord } from './confidence-words.ts';

/**
 * What is known of the cause, for the card and the triage message: at most three findings, or that there is none, or
 * why there is no diagnosis. Nothing while nobody looked; what is only worth knowing is in the channel.
 */
export function diagnosisPart({ investigation }: Incident): readonly Part[] {
  const { done, top, gaps, at, failure } = investigation.diagnosis;
  if (failure !== null) {
    const line: Line = [
      { kind: 'bold', text: 'No diagnosis yet: ' },
      `${oneLine(failure.sentence, 300)} Next try `,
      { kind: 'time', at: failure.retryAt, style: 'time' },
      '.',
    ];
    return [{ kind: 'text', lines: [line] }];
  }
  if (done === 0 || at === null) return [];
  const asOf: Line = [' (as of ', { kind: 'time', at, style: 'time' }, ')'];
  const causes = top.filter(({ confidence }) => confidence !== 'context');
  if (causes.length === 0) {
    const seen = gaps > 0 ? `; ${gaps === 1 ? 'one kind' : `${gaps} kinds`} could not be read` : '';
    return [
      { kind: 'text', lines: [[{ kind: 'bold', text: 'Diagnosis: ' }, `no cause found${seen}`, ...asOf]] },
    ];
  }
  const lines = causes.map(
    ({ sentence, confidence }): Line => [`• ${oneLine(sentence, 220)} (${confidenceWord[confidence]})`],
  );
  return [{ kind: 'text', lines: [[{ kind: 'bold', text: 'Diagnosis' }, ...asOf], ...lines] }];
}
