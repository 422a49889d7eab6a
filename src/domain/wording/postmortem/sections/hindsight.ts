import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { partyName } from '../party-name.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** What the log shows of what helped. */
export function wentWellSection({ wentWell }: Postmortem): Section {
  return {
    name: 'went-well',
    title: 'What went well',
    blocks: [sentences(wentWell)],
    prompts: ['What else helped, so that we keep it?'],
  };
}

/** What the log shows of what did not. */
export function wentBadlySection({ wentBadly }: Postmortem): Section {
  return {
    name: 'went-badly',
    title: 'What went badly',
    blocks: [sentences(wentBadly)],
    prompts: ['What else cost time, or made it worse?'],
  };
}

/** What could have been worse. */
export function gotLuckySection({ gotLucky }: Postmortem): Section {
  return {
    name: 'got-lucky',
    title: 'Where we got lucky',
    blocks: [sentences(gotLucky)],
    prompts: ['What would have made this much worse, and only happened not to be so?'],
  };
}

function sentences(list: readonly string[]): Block {
  return list.length === 0
    ? { kind: 'text', text: ['The log shows nothing that belongs here.'] }
    : { kind: 'list', items: list.map((sentence) => [sentence]) };
}

/** What is to be done, by whom and until when. */
export function actionItemsSection({ followups }: Postmortem, times: ZoneTimes): Section {
  return {
    name: 'action-items',
    title: 'Action items',
    blocks: [
      followups.length === 0
        ? {
            kind: 'text',
            text: [
              'None yet. ',
              { kind: 'code', text: '/incident followup <text> [@who] [due]' },
              ' adds one.',
            ],
          }
        : {
            kind: 'table',
            head: ['What', 'Who', 'Due', 'Done', 'Written down'],
            rows: followups.map(({ id, text, owner, due, by, at, done }): readonly Rich[] => [
              [{ kind: 'bold', text: String(id) }, ' ', text],
              [owner === null ? 'nobody yet' : partyName(owner)],
              [due ?? 'no date'],
              [done ? 'yes' : 'not yet'],
              [`by ${partyName(by)}, ${times.moment(at)}`],
            ]),
          },
    ],
    prompts: ['What else has to be done so that this does not happen again? Each with an owner and a date.'],
  };
}

/** Only people learn. */
export function lessonsSection(): Section {
  return {
    name: 'lessons',
    title: 'Lessons',
    blocks: [],
    prompts: ['What do we know now that we did not know before?', 'Whom else should we tell?'],
  };
}
