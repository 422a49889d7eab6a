import type { Inline, Line } from '../document.ts';
import type { AlertDelta, Fact, FactBody, FactKind } from '../fact.ts';
import { oneLine } from '../one-line.ts';
import { alertName, countOf, labelsText } from './alert-words.ts';
import { draftTerms, givenUpTerms } from './export-terms.ts';
import { followupTerms } from './followup-words.ts';
import { gateWords } from './gate-words.ts';
import { isWebUrl } from './safe-links.ts';
import { severityLabel } from './severity-words.ts';
import { cancelWord, statusShort } from './status-words.ts';
import { reasonText, stepText } from './step-words.ts';
import { watchEnd } from './watch-words.ts';

type Body<K extends FactKind> = Extract<FactBody, { readonly kind: K }>;
type Sayers = { readonly [K in FactKind]: (body: Body<K>) => Line };

const code = (text: string): Inline => ({ kind: 'code', text: oneLine(text, 200) });
const user = (id: string): Inline => ({ kind: 'user', user: id });
const because = (reason: string | null): string => (reason ? `: ${oneLine(reason, 300)}` : '');

const sayers: Sayers = {
  'incident.declared': (body) => [
    `${body.drill ? 'drill ' : ''}declared as ${severityLabel(body.severity)}, ${statusShort[body.status]}: ${oneLine(body.title, 200)}`,
  ],
  'correlation.joined': (body) => [`another group of alerts joined (${labelsText(body.labels)})`],
  'alerts.changed': (body) => [`alerts: ${deltaText(body.delta)}; ${body.counts.firing} firing now`],
  'status.changed': (body) => [
    `status ${statusShort[body.from]} → ${statusShort[body.to]}${because(body.reason)}`,
  ],
  'incident.cancelled': (body) => [`cancelled, ${cancelWord[body.reason]}${because(body.text)}`],
  'incident.reopened': (body) => [`reopened${because(body.reason)}`],
  'severity.changed': (body) => [
    `severity ${severityLabel(body.from)} → ${severityLabel(body.to)}${because(body.reason)}`,
  ],
  'title.changed': (body) => [`renamed from “${oneLine(body.from, 150)}” to “${oneLine(body.to, 150)}”`],
  'note.added': (body) => [`note: ${oneLine(body.text, 500)}`],
  'update.posted': (body) => [`update: ${oneLine(body.text, 500)}`],
  'followup.added': (body) => [
    `action item ${body.followup}`,
    ...followupTerms(body),
    `: ${oneLine(body.text, 400)}`,
  ],
  'followup.closed': (body) => [`action item ${body.followup} is done`],
  'link.added': (body) => [
    'link added: ',
    isWebUrl(body.link.url)
      ? { kind: 'link', url: body.link.url, label: oneLine(body.link.label, 80) || 'link' }
      : oneLine(body.link.label, 80),
  ],
  'message.marked': (body) => [`a message was put on the timeline (${body.via})`],
  'role.proposed': (body) => ['asked ', user(body.user), ` to be ${body.role}`],
  'role.escalated': (body) => [
    user(body.from),
    ` did not answer for ${body.role}; ${body.everyone ? 'everyone on the list is asked' : 'the next one is asked'}`,
  ],
  'role.assigned': (body) => [
    user(body.user),
    ` is ${body.role}`,
    ...(body.previous ? [', instead of ', user(body.previous)] : []),
  ],
  'role.vacated': (body) => [user(body.user), ` is no longer ${body.role}${because(body.reason)}`],
  'channel.opened': (body) => [
    body.adopted ? 'took over the channel ' : 'opened the channel ',
    { kind: 'channel', channel: body.channel },
  ],
  'channel.lost': (body) => [`lost the channel${because(reasonText(body.reason))}`],
  'step.done': (body) => [`done: ${stepText(body.step)}`],
  'step.skipped': (body) => [`left out: ${stepText(body.step)}${because(reasonText(body.reason))}`],
  'step.blocked': (body) => [`waiting: ${stepText(body.step)}${because(reasonText(body.reason))}`],
  'query.asked': (body) => [`asked ${body.question.cluster}: `, code(body.question.text)],
  'query.answered': (body) => [
    `${body.outcome === 'answered' ? 'answer' : body.outcome}: ${oneLine(body.summary, 300)}`,
  ],
  'diagnosis.asked': (body) => [
    body.about ? `wants a diagnosis of ${body.about.resource}/${body.about.name}` : 'wants a diagnosis',
  ],
  'diagnosis.completed': (body) => [
    `diagnosis of ${body.cluster}: ${oneLine(body.findings[0]?.sentence ?? 'no cause found', 400)}`,
  ],
  'diagnosis.failed': (body) => [`no diagnosis of ${body.cluster}: ${oneLine(body.sentence, 300)}`],
  'evidence.kept': (body) => [`kept ${countOf(body.items.length, 'piece')} of evidence`],
  'watch.started': (body) => [
    `watches ${body.question.cluster}: `,
    code(body.question.text),
    ' until ',
    { kind: 'time', at: body.until, style: 'time' },
  ],
  'watch.changed': (body) => [`watch ${body.watch}: ${oneLine(body.summary, 300)}`],
  'watch.ended': (body) => [`watch ${body.watch} ended${because(watchEnd[body.why])}`],
  ...gateWords,
  'postmortem.asked': (body) => [
    `${body.why === 'resolved' ? 'resolved, so wants' : 'wants'} postmortem draft ${body.export} (${body.formats.join(', ')}${body.full ? ', full' : ''})`,
  ],
  'postmortem.drafted': (body) => [`postmortem draft ${body.export}: ${draftTerms(body)}`],
  'postmortem.cancelled': ({ export: number, reason }) => [
    reason === undefined
      ? `stopped postmortem draft ${number}`
      : `gave up postmortem draft ${number}: ${givenUpTerms(reason)}`,
  ],
  'messages.sealed': (body) => [`sealed ${countOf(body.records.length, 'message')} of the channel`],
};

/** What a fact says, as the rest of a sentence after its time and who did it. Exhaustive over the kinds of facts. */
export function factWords(fact: Fact): Line {
  const sayer = sayers[fact.body.kind] as ((body: FactBody) => Line) | undefined;
  // A newer version may have written kinds that this one has no words for.
  return sayer ? sayer(fact.body) : [`something this version has no words for (${String(fact.body.kind)})`];
}

function deltaText(delta: AlertDelta): string {
  const parts = (
    [
      ['joined', delta.joined],
      ['fired again', delta.refired],
      ['came back', delta.returned],
      ['cleared', delta.resolved],
      ['gone', delta.gone],
      ['back, not confirmed', delta.held],
    ] as const
  )
    .filter(([, episodes]) => episodes.length > 0)
    .map(([word, episodes]) => {
      const [first] = episodes;
      return first && episodes.length === 1
        ? `${alertName(first.labels)} ${word}`
        : `${episodes.length} ${word}`;
    });
  return parts.join(', ') || 'nothing changed';
}
