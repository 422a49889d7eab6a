import type { Confidence } from '../../../finding.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';
import type { PostmortemCause, PostmortemDiagnosis } from '../../../postmortem/postmortem-cause.ts';
import { confidenceWord } from '../../confidence-words.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

const order: readonly Confidence[] = ['proven', 'consistent', 'context'];

/**
 * What the diagnosis found: first what is proven, with the evidence, then what only fits, marked as such. What a cause
 * explains stands below it and not beside it. At the end what was looked at, which also says what "nothing" means.
 */
export function rootCauseSection({ causes, diagnoses }: Postmortem, times: ZoneTimes): Section {
  const leads = causes.filter(({ explainedBy }) => explainedBy === null);
  const sorted = order.flatMap((confidence) => leads.filter((cause) => cause.confidence === confidence));
  const isProven = leads.some(({ confidence }) => confidence === 'proven');
  return {
    name: 'root-cause',
    title: 'Root cause',
    blocks: [
      ...(isProven ? [] : [nothingProven(leads.length)]),
      ...sorted.flatMap((lead) => [...causeBlocks(lead, times), ...explainedBlocks(lead, causes)]),
      ...lookedBlocks(diagnoses, times),
    ],
    prompts: ['Why was this possible? What made it likely, and what made it as bad as it was?'],
  };
}

function nothingProven(count: number): Block {
  const found =
    count === 0
      ? ' No diagnosis found anything in the cluster that explains the alerts. The cause may lie in the application, in its data, or outside the cluster.'
      : ' What follows fits what was seen; something else could be the cause, too.';
  return { kind: 'text', text: [{ kind: 'bold', text: 'No cause is proven.' }, found] };
}

/** What follows from a cause, each by itself: what is proven with its evidence, of the rest a sentence. */
function explainedBlocks(lead: PostmortemCause, causes: readonly PostmortemCause[]): readonly Block[] {
  const explained = causes.filter(
    ({ explainedBy }) => explainedBy?.check === lead.check && explainedBy.object === lead.object,
  );
  const sentence = ({ confidence, sentence: text }: PostmortemCause): Rich => [
    { kind: 'bold', text: `It explains (${confidenceWord[confidence]}):` },
    ` ${text}`,
  ];
  const isProven = ({ confidence }: PostmortemCause) => confidence === 'proven';
  const others = explained.filter((cause) => !isProven(cause));
  return [
    ...explained
      .filter(isProven)
      .flatMap((cause): readonly Block[] => [
        { kind: 'text', text: sentence(cause) },
        ...listOf(evidenceLines(cause.evidence)),
        ...evidenceTables(cause.evidence),
      ]),
    ...others.map((cause): Block => ({ kind: 'text', text: sentence(cause) })),
  ];
}

function listOf(items: readonly Rich[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** Kinds of which more than these were looked at are counted. */
const LOOKED = 8;

function lookedBlocks(diagnoses: readonly PostmortemDiagnosis[], times: ZoneTimes): readonly Block[] {
  return diagnoses.map(({ at, cluster, looked, checks, gaps }) => {
    const kinds = looked.slice(0, LOOKED).map(({ kind, count }) => `${count} ${kind}`);
    const more = looked.length - kinds.length;
    const others = more > 0 ? ` and objects of ${more} more ${more === 1 ? 'kind' : 'kinds'}` : '';
    const unseen = gaps.length === 0 ? '' : ` Not seen: ${gaps.join(' ')}`;
    const what = kinds.length === 0 ? 'nothing' : `${kinds.join(', ')}${others}`;
    const when = times.moment(at);
    return {
      kind: 'text',
      text: [
        { kind: 'bold', text: 'Looked at:' },
        ` the diagnosis of ${cluster} at ${when} looked at ${what} with ${checks} checks.${unseen}`,
      ],
    };
  });
}

function causeBlocks(cause: PostmortemCause, times: ZoneTimes): readonly Block[] {
  const items: readonly Rich[] = [
    ['Object: ', cause.object, ', found by the check ', { kind: 'code', text: cause.check }],
    ...(cause.way.length === 0 ? [] : [[`From the alert to it: ${cause.way.join(' → ')}`]]),
    [`First seen by a diagnosis at ${times.moment(cause.firstSeenAt)}`],
    ...(cause.changedAt === null ? [] : [[`Like this since ${times.moment(cause.changedAt)}`]]),
    ...evidenceLines(cause.evidence),
    ...(cause.help === null ? [] : [[{ kind: 'bold', text: 'Would help:' } as const, ` ${cause.help}`]]),
  ];
  return [
    {
      kind: 'heading',
      text: `${marked(confidenceWord[cause.confidence])}: ${cause.sentence}`,
      anchor: null,
    },
    ...(cause.meaning === null
      ? []
      : [{ kind: 'text', text: [{ kind: 'bold', text: 'In plain words:' }, ` ${cause.meaning}`] } as const]),
    { kind: 'list', items },
    ...evidenceTables(cause.evidence),
  ];
}

function evidenceLines(evidence: PostmortemCause['evidence']): readonly Rich[] {
  return evidence
    .filter(({ isTable }) => !isTable)
    .map(({ label, text }): Rich => [{ kind: 'bold', text: `${label}:` }, ' ', { kind: 'code', text }]);
}

function evidenceTables(evidence: PostmortemCause['evidence']): readonly Block[] {
  return evidence
    .filter(({ isTable }) => isTable)
    .flatMap(({ label, text }): readonly Block[] => [
      { kind: 'text', text: [{ kind: 'bold', text: `${label}:` }] },
      { kind: 'code', language: 'text', text },
    ]);
}

function marked(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
