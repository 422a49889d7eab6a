import type { Confidence } from '../../../finding.ts';
import type { Postmortem, PostmortemCause } from '../../../postmortem/postmortem.ts';
import { confidenceWord } from '../../confidence-words.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

const order: readonly Confidence[] = ['proven', 'consistent', 'context'];

/** What the diagnosis found: first what is proven, with the evidence, then what only fits, marked as such. */
export function rootCauseSection({ causes }: Postmortem, times: ZoneTimes): Section {
  const sorted = order.flatMap((confidence) => causes.filter((cause) => cause.confidence === confidence));
  const isProven = causes.some(({ confidence }) => confidence === 'proven');
  return {
    name: 'root-cause',
    title: 'Root cause',
    blocks: [...(isProven ? [] : [nothingProven]), ...sorted.flatMap((cause) => causeBlocks(cause, times))],
    prompts: ['Why was this possible? What made it likely, and what made it as bad as it was?'],
  };
}

const nothingProven: Block = {
  kind: 'text',
  text: [
    { kind: 'bold', text: 'Nothing is proven.' },
    ' No diagnosis showed a cause that explains it alone.',
  ],
};

function causeBlocks(cause: PostmortemCause, times: ZoneTimes): readonly Block[] {
  const lines = cause.evidence.filter(({ isTable }) => !isTable);
  const tables = cause.evidence.filter(({ isTable }) => isTable);
  const items: readonly Rich[] = [
    ['Object: ', cause.object, ', found by the check ', { kind: 'code', text: cause.check }],
    [`First seen by a diagnosis at ${times.moment(cause.firstSeenAt)}`],
    ...(cause.changedAt === null ? [] : [[`Like this since ${times.moment(cause.changedAt)}`]]),
    ...lines.map(
      ({ label, text }): Rich => [{ kind: 'bold', text: `${label}:` }, ' ', { kind: 'code', text }],
    ),
  ];
  return [
    { kind: 'heading', text: `${marked(confidenceWord[cause.confidence])}: ${cause.sentence}` },
    { kind: 'list', items },
    ...tables.flatMap(({ label, text }): readonly Block[] => [
      { kind: 'text', text: [{ kind: 'bold', text: `${label}:` }] },
      { kind: 'code', language: 'text', text },
    ]),
  ];
}

function marked(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
