import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { confidenceWord } from '../../confidence-words.ts';
import type { Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';
import { timelineEntry } from './timeline-entry.ts';

/** The title, how far the draft is, and where the incident was, in few lines: what it was comes right below. */
export function titleSection(postmortem: Postmortem, times: ZoneTimes): Section {
  const { incident, verification, counts, full } = postmortem;
  const clocks = times.isUtc ? 'Times are UTC.' : `Times are those of ${times.zone}, with UTC in brackets.`;
  const shown = full ? ', with all that was said' : '';
  return {
    name: 'title',
    title: `${incident.id}: ${incident.title}`,
    blocks: [
      {
        kind: 'text',
        text: [
          {
            kind: 'bold',
            text: incident.drill ? 'Draft of a drill, not reviewed yet.' : 'Draft, not reviewed yet.',
          },
          ` Made from ${entries(verification.version)} of the incident’s log and ${messages(counts.messages)} in its channel${shown}. ${clocks}`,
        ],
      },
      { kind: 'list', items: subjects(postmortem) },
    ],
    prompts: ['Who wrote this, and who reviewed it?'],
  };
}

function entries(count: number): string {
  return count === 1 ? 'one entry' : `${count} entries`;
}

function messages(count: number): string {
  return count === 1 ? 'one message' : `${count} messages`;
}

/** Few lines, so that the summary stands on the first screen. */
function subjects({ incident }: Postmortem): readonly Rich[] {
  const { severity, worst, status, origin, cluster, namespace, team, channel, links } = incident;
  const worse = worst === severity ? '' : ` (at its worst ${worst.toUpperCase()})`;
  const where = [cluster, namespace].filter((name) => name !== null).join(' / ');
  const told: readonly (Rich | null)[] = [
    [
      { kind: 'bold', text: `${severity.toUpperCase()}${worse}` },
      `, ${status}${reopened(incident.reopenings)}, declared by ${originWord[origin] ?? origin}`,
    ],
    where === '' && channel === null
      ? null
      : [[where, channel === null ? '' : `#${channel.name}`].filter(Boolean).join(', in the channel ')],
    team === null ? null : [`Team: ${team}`],
    links.length === 0
      ? null
      : links.flatMap(
          ({ label, url }, index): Rich => [index === 0 ? 'Links: ' : ', ', { kind: 'link', label, url }],
        ),
  ];
  return told.filter((item) => item !== null);
}

/** Completes "declared by". */
const originWord: Readonly<Record<string, string>> = {
  alert: 'an alert',
  person: 'a person',
  storm: 'a storm of alerts',
  watchdog: 'the silence of an alert that always fires',
};

function reopened(times: number): string {
  if (times === 0) return '';
  return times === 1 ? ', after it was opened again once' : `, after it was opened again ${times} times`;
}

/** What happened, why, and what was done, for somebody who reads nothing else. */
export function summarySection({ summary, causes: [best] }: Postmortem): Section {
  const cause = best === undefined ? 'Cause:' : `Cause (${confidenceWord[best.confidence]}):`;
  const leads = { course: null, cause, changes: 'Changes to the cluster:', end: 'How it ended:' } as const;
  return {
    name: 'summary',
    title: 'Summary',
    blocks: summary.map(({ kind, text }) => {
      const lead = leads[kind];
      return { kind: 'text', text: lead === null ? [text] : [{ kind: 'bold', text: lead }, ` ${text}`] };
    }),
    prompts: ['In three sentences for somebody who was not there: what broke, for whom, and why?'],
  };
}

/** Whom it hurt. Only people know; what they said on the way is where they start from. */
export function impactSection({ impact }: Postmortem, times: ZoneTimes): Section {
  return {
    name: 'impact',
    title: 'Impact',
    blocks:
      impact.length === 0
        ? [{ kind: 'text', text: ['Nobody said anything about the impact during the incident.'] }]
        : [
            { kind: 'text', text: ['What was said about it during the incident:'] },
            { kind: 'entries', entries: impact.map((entry) => timelineEntry(entry, times, true)) },
          ],
    prompts: [
      'Who was affected?',
      'What could they not do?',
      'Since when, and until when?',
      'In numbers: failed requests, customers, orders, money, error budget?',
    ],
  };
}
