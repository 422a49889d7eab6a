import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../../src/domain/instant.ts';
import type { Party } from '../../../../src/domain/postmortem/postmortem.ts';
import { postmortemSections } from '../../../../src/domain/wording/postmortem/postmortem-sections.ts';
import { NOON } from '../../../builders/incident.ts';
import { anEntry, aPostmortem } from '../../../builders/postmortem.ts';
import { told } from './told-section.ts';

const eu: Party = { kind: 'alertmanager', source: 'eu1' };
const us: Party = { kind: 'alertmanager', source: 'us1' };

const joined = (seconds: number, by: Party = eu) =>
  anEntry({
    id: `f${seconds}`,
    at: NOON + seconds * SECOND,
    kind: 'alert',
    fact: 'correlation.joined',
    by,
    text: `another group of alerts joined (job=job-${seconds})`,
  });
const seal = (count: number) =>
  anEntry({ id: `f9${count}`, fact: 'messages.sealed', text: `sealed ${count} messages of the channel` });

/** The lines of the timeline, with what stands above them. */
const shown = (timeline: readonly ReturnType<typeof anEntry>[], full = true) =>
  told(postmortemSections(aPostmortem({ timeline, full, zone: 'UTC' })), 'timeline');

describe('what of a timeline is a line of the document', () => {
  it('what only seals messages is in the JSON alone, and the timeline says so', () => {
    const [scope, ...lines] = shown([anEntry(), seal(4), seal(7)]);

    expect(scope).toContain('2 entries, which only seal messages in the log, are in the JSON draft alone.');
    expect(lines).toEqual(['Friday, 2026-11-20', '12:05:00 Ana Lopez: set the status to identified']);
    expect(shown([anEntry(), seal(4)])[0]).toContain('One entry, which only seals messages');
    expect(shown([anEntry()])[0]).not.toContain('JSON');
  });

  it('groups of alerts that joined within five minutes are one line, whatever stands between them', () => {
    const between = anEntry({ at: NOON + 2 * SECOND, text: 'set the status to identified' });

    expect(shown([joined(1), between, joined(3), joined(300), joined(302)]).slice(2)).toEqual([
      '12:00:01 Alertmanager (eu1): another group of alerts joined (job=job-1), and 2 more by 12:05:00',
      '12:00:02 Ana Lopez: set the status to identified',
      '12:05:02 Alertmanager (eu1): another group of alerts joined (job=job-302)',
    ]);
  });

  it('two groups are told one by one, and those of each Alertmanager by themselves', () => {
    expect(shown([joined(1), joined(2, us), joined(3)]).slice(2)).toEqual([
      '12:00:01 Alertmanager (eu1): another group of alerts joined (job=job-1)',
      '12:00:02 Alertmanager (us1): another group of alerts joined (job=job-2)',
      '12:00:03 Alertmanager (eu1): another group of alerts joined (job=job-3)',
    ]);
  });

  it('says the day of the last one when it is another day', () => {
    const midnight = 12 * 60 * MINUTE;
    const late = [-2, -1, 1].map((seconds) => joined(midnight / SECOND + seconds));

    expect(shown(late)[2]).toMatch(/and 2 more by 2026-11-21 00:00:01$/);
  });
});
