import type { Button, Line } from '../document.ts';
import { countFollowups } from '../followup.ts';
import type { Incident } from '../incident.ts';
import type { Notice, NoticeBody } from '../notice.ts';
import { oneLine } from '../one-line.ts';
import { isWorse } from '../severity.ts';
import { actions } from './actions.ts';
import { actorWord } from './actor-words.ts';
import { countOf } from './alert-words.ts';
import { changeSaying, secondKeySaying } from './change-saying.ts';
import { draftSaying } from './draft-saying.ts';
import { followupCount, followupTerms } from './followup-words.ts';
import { roleButtons } from './role-buttons.ts';
import { isWebUrl } from './safe-links.ts';
import type { Saying } from './saying.ts';
import { severityLabel } from './severity-words.ts';
import { cancelWord, statusShort } from './status-words.ts';
import { watchEnd } from './watch-words.ts';

type Body<K extends NoticeBody['kind']> = Extract<NoticeBody, { readonly kind: K }>;
type Sayers = {
  readonly [K in NoticeBody['kind']]: (body: Body<K>, incident: Incident, notice: Notice) => Saying;
};

const answerWord = { answered: 'Answer', refused: 'Not asked', failed: 'No answer' } as const;

const by = (notice: Notice): Line => [' by ', actorWord(notice.by)];

const sayers: Sayers = {
  severity: (body, _incident, notice) => ({
    line: [
      `Severity ${isWorse(body.to, body.from) ? 'raised' : 'lowered'} from ${severityLabel(body.from)} to `,
      { kind: 'bold', text: severityLabel(body.to) },
      ...by(notice),
      '.',
    ],
    quote: body.reason,
  }),
  status: (body, _incident, notice) => ({
    line: ['Status is now ', { kind: 'bold', text: statusShort[body.to] }, ', set', ...by(notice), '.'],
    quote: body.reason,
  }),
  resolved: (body, incident, notice) => ({
    line: [
      { kind: 'bold', text: 'Resolved' },
      ...by(notice),
      body.firing > 0
        ? `, while ${countOf(body.firing, 'alert')} still fire${body.firing === 1 ? 's' : ''}.`
        : '.',
      ...followupsLeft(incident),
    ],
    quote: body.reason,
    buttons: [reopenButton(incident)],
  }),
  cancelled: (body, incident, notice) => ({
    line: [{ kind: 'bold', text: 'Cancelled' }, ...by(notice), `: ${cancelWord[body.reason]}.`],
    quote: body.text,
    buttons: [reopenButton(incident)],
  }),
  reopened: (body, _incident, notice) => ({
    line: [{ kind: 'bold', text: 'Reopened' }, ...by(notice), '.'],
    quote: body.reason,
  }),
  'alerts-doubled': (body, incident) => ({
    line: [
      body.from === 0
        ? `It fires again: ${countOf(body.to, 'alert')} now.`
        : `It is spreading: ${countOf(body.to, 'alert')} fire now, up from ${body.from}.`,
    ],
    buttons: [{ action: actions.showAlerts, value: incident.id, label: 'Alerts' }],
  }),
  'all-clear': (body, incident) => ({
    line: [allClear(body)],
    buttons: [{ action: actions.resolve, value: incident.id, label: 'Resolve', style: 'primary' }],
  }),
  'still-firing': (body, incident) => ({
    line: [
      `${countOf(body.firing, 'alert')} that fired when this was resolved still fire${body.firing === 1 ? 's' : ''}. Reopen, or leave it.`,
    ],
    buttons: [reopenButton(incident), { action: actions.showAlerts, value: incident.id, label: 'Alerts' }],
  }),
  'role-proposed': (body, incident) => ({
    line: [
      { kind: 'user', user: body.user },
      `, will you be ${body.role}? Please answer by `,
      { kind: 'time', at: body.acceptBy, style: 'time' },
      '.',
    ],
    buttons: roleButtons(incident.id, body.role),
  }),
  'role-escalated': (body, incident) => ({
    line: [
      { kind: 'user', user: body.from },
      ' did not answer. ',
      ...mentions(body.to),
      body.to.length ? `, who takes ${body.role}?` : `Who takes ${body.role}?`,
    ],
    buttons: roleButtons(incident.id, body.role),
  }),
  'role-assigned': (body) => ({
    line: [{ kind: 'user', user: body.user }, ` is ${body.role} now.`],
  }),
  'role-vacated': (body, incident) => ({
    line: [{ kind: 'user', user: body.user }, ` is no longer ${body.role} (${oneLine(body.reason, 200)}).`],
    buttons: [roleButtons(incident.id, body.role)[0]].filter((button) => button !== undefined),
  }),
  note: (body, _incident, notice) => ({
    line: ['Note', ...by(notice), ' · ', { kind: 'time', at: body.happenedAt, style: 'date-time' }, ':'],
    quote: body.text,
  }),
  update: (body, _incident, notice) => ({
    line: [{ kind: 'bold', text: 'Update' }, ...by(notice), ':'],
    quote: body.text,
  }),
  followup: (body, _incident, notice) => ({
    line: [
      { kind: 'bold', text: `Action item ${body.followup}` },
      ...followupTerms(body),
      ', added',
      ...by(notice),
      ':',
    ],
    quote: body.text,
  }),
  'followup-done': (body, _incident, notice) => ({
    line: [{ kind: 'bold', text: `Action item ${body.followup}` }, ' is done, closed', ...by(notice), '.'],
    quote: body.text,
  }),
  renamed: (body, _incident, notice) => ({
    line: [
      'Now called “',
      oneLine(body.to, 200),
      '”, named',
      ...by(notice),
      `. Before: “${oneLine(body.from, 200)}”.`,
    ],
  }),
  link: (body, _incident, notice) => ({
    line: [
      'Link added',
      ...by(notice),
      ': ',
      isWebUrl(body.url)
        ? { kind: 'link', url: body.url, label: oneLine(body.label, 80) || 'link' }
        : body.label,
    ],
  }),
  postmortem: draftSaying,
  answer: (body, _incident, notice) => ({
    line: [
      { kind: 'bold', text: answerWord[body.outcome] },
      ' ',
      { kind: 'code', text: oneLine(body.asked, 200) },
      ` in ${oneLine(body.cluster, 80)}, asked`,
      ...by(notice),
      `: ${oneLine(body.summary, 1_500)}`,
    ],
  }),
  'no-diagnosis': (body, _incident, notice) => ({
    line: [
      { kind: 'bold', text: 'No diagnosis' },
      ', asked',
      ...by(notice),
      `: ${oneLine(body.sentence, 600)}`,
    ],
  }),
  'watch-changed': (body) => ({
    line: [
      { kind: 'bold', text: 'Changed' },
      ': ',
      { kind: 'code', text: oneLine(body.asked, 200) },
      `: ${oneLine(body.summary, 300)}`,
    ],
    quote: body.changes.length ? body.changes.slice(0, 10).join('\n') : null,
  }),
  'watch-ended': (body) => ({
    line: [
      'No longer watching ',
      { kind: 'code', text: oneLine(body.asked, 200) },
      `: ${watchEnd[body.why]}.`,
    ],
  }),
  change: changeSaying,
  'second-key': secondKeySaying,
  'channel-replaced': (body, incident) => ({
    line: [
      `Work on ${incident.id} goes on here: `,
      { kind: 'channel', channel: body.before },
      ' was archived or deleted. What was said there is in the log.',
    ],
  }),
  'channel-restored': (_body, incident) => ({
    line: [
      `Keyturn was shut out of this channel, but ${incident.id} is still open, so it is back. Resolve the incident first.`,
    ],
  }),
};

/** The words of a notice, exhaustive over its kinds. */
export function noticeSaying(notice: Notice, incident: Incident): Saying {
  const sayer = sayers[notice.body.kind] as (body: NoticeBody, incident: Incident, notice: Notice) => Saying;
  return sayer(notice.body, incident, notice);
}

function reopenButton(incident: Incident): Button {
  return { action: actions.reopen, value: incident.id, label: 'Reopen' };
}

/** What is to be done afterwards is easily forgotten once it works again. */
function followupsLeft(incident: Incident): Line {
  const count = followupCount(incident);
  return count === null || countFollowups(incident).open === 0 ? [] : [` There is more to do: ${count}.`];
}

function allClear(body: Body<'all-clear'>): string {
  const gone = body.gone ? `; ${body.gone} went silent without clearing` : '';
  return `No alert fires any more (${body.resolved} cleared${gone}). Is it over?`;
}

function mentions(users: readonly string[]): Line {
  return users.flatMap((user, index): Line => [...(index ? [', '] : []), { kind: 'user', user }]);
}
