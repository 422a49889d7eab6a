import type { Postmortem } from '../../../postmortem/postmortem.ts';
import type { Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';
import { timelineEntry } from './timeline-entry.ts';

/** The title, how far the draft is, and what the incident was in a few lines. */
export function titleSection(postmortem: Postmortem, times: ZoneTimes): Section {
  const { incident, verification, full } = postmortem;
  return {
    name: 'title',
    title: `${incident.id}: ${incident.title}`,
    blocks: [
      {
        kind: 'text',
        text: [
          { kind: 'bold', text: 'Draft, not reviewed yet.' },
          ` It was made from the incident's log up to fact ${verification.version}, with ${
            full ? 'every fact and message' : 'the important facts and messages'
          }. Times are those of ${times.zone}, with UTC beside them.`,
        ],
      },
      { kind: 'list', items: subjects(postmortem) },
    ],
    prompts: ['Who wrote this, and who reviewed it?'],
  };
}

function subjects({ incident }: Postmortem): readonly Rich[] {
  const worst = incident.worst === incident.severity ? '' : ` (the worst it was: ${incident.worst})`;
  const told: readonly (Rich | null)[] = [
    incident.drill ? [{ kind: 'bold', text: 'This was a drill.' }] : null,
    ['Status: ', incident.status, reopened(incident.reopenings)],
    ['Severity: ', incident.severity, worst],
    ['Origin: ', incident.origin],
    incident.cluster === null ? null : ['Cluster: ', incident.cluster],
    incident.namespace === null ? null : ['Namespace: ', incident.namespace],
    incident.team === null ? null : ['Team: ', incident.team],
    incident.channel === null ? null : ['Channel: ', `#${incident.channel.name}`],
    ...incident.links.map(({ label, url }): Rich => ['Link: ', { kind: 'link', label, url }]),
  ];
  return told.filter((item) => item !== null);
}

function reopened(times: number): string {
  if (times === 0) return '';
  return times === 1 ? ', after it was opened again once' : `, after it was opened again ${times} times`;
}

/** What happened, in a few sentences. */
export function summarySection({ summary }: Postmortem): Section {
  return {
    name: 'summary',
    title: 'Summary',
    blocks: [{ kind: 'text', text: [summary] }],
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
