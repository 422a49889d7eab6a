import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../src/domain/instant.ts';
import { postmortemSections } from '../../../../src/domain/wording/postmortem/postmortem-sections.ts';
import {
  aChange,
  aMessage,
  anEntry,
  aPostmortem,
  aPostmortemAlert,
  ben,
} from '../../../builders/postmortem.ts';
import { lines, section, told } from './told-section.ts';

describe('what stands in a postmortem', () => {
  it('has its sections in the order in which they are read', () => {
    expect(postmortemSections(aPostmortem()).map(({ name }) => name)).toEqual([
      'title',
      'summary',
      'impact',
      'times',
      'detection',
      'timeline',
      'response',
      'root-cause',
      'went-well',
      'went-badly',
      'got-lucky',
      'action-items',
      'lessons',
      'participants',
      'evidence',
      'verification',
    ]);
  });

  it('asks people for what only they know, first of all for the impact', () => {
    const sections = postmortemSections(aPostmortem());

    expect(section(sections, 'impact').prompts.join(' ')).toMatch(/Who .*What .*Since when.*numbers/);
    expect(section(sections, 'detection').prompts.join(' ')).toMatch(/should have fired/);
    expect(section(sections, 'lessons')).toMatchObject({
      blocks: [],
      prompts: [expect.any(String), expect.any(String)],
    });
    expect(section(sections, 'verification').prompts).toEqual([]);
  });

  it('groups the timeline by the days of the team, also where UTC has another day', () => {
    const at = Date.UTC(2026, 10, 20, 14, 59, 0);
    const timeline = [
      anEntry({ at, text: 'before' }),
      anEntry({ id: 'f6', at: at + 2 * MINUTE, text: 'after' }),
    ];

    expect(
      told(postmortemSections(aPostmortem({ zone: 'Asia/Tokyo', timeline })), 'timeline').slice(1),
    ).toEqual([
      'Friday, 2026-11-20',
      '23:59:00 (14:59:00 UTC) Ana Lopez: before',
      'Saturday, 2026-11-21',
      '00:01:00 (2026-11-20 15:01:00 UTC) Ana Lopez: after',
    ]);
  });

  it.each(['UTC', 'Etc/UTC', 'utc', 'GMT', 'Etc/GMT-0'])(
    'says every moment once where the clocks of the team show %s',
    (zone) => {
      const sections = postmortemSections(aPostmortem({ zone }));
      const all = sections.flatMap(({ name }) => told(sections, name));
      const heads = sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'table' ? block.head : [])),
      );

      expect(all.filter((line) => /(\d\d:\d\d:\d\d)\D.*\1/.test(line))).toEqual([]);
      expect(told(sections, 'title')[0]).toMatch(/Times are UTC\.$/);
      expect(told(sections, 'times')[0]).toMatch(/^Began \| 2026-11-20 11:58:00 UTC \| /);
      expect(told(sections, 'timeline')[2]).toMatch(/^12:00:00 Alertmanager/);
      expect(heads.filter((head) => /UTC/.test(head))).toEqual([]);
    },
  );

  it('says every moment on the clocks of the team and in UTC where these differ', () => {
    const sections = postmortemSections(aPostmortem());

    expect(told(sections, 'title')[0]).toMatch(/those of Europe\/Berlin, with UTC in brackets\.$/);
    expect(told(sections, 'times')[0]).toMatch(/^Began \| 2026-11-20 12:58:00 \(11:58:00 UTC\) \| /);
  });

  it('begins with what was wrong, how bad it was, where, and why, before anything else', () => {
    const first = postmortemSections(aPostmortem());

    expect(first.slice(0, 2).map(({ title }) => title)).toEqual(['INC-7: Checkout rejects cards', 'Summary']);
    expect(told(first, 'title').slice(1)).toEqual([
      'SEV2 (at its worst SEV1), resolved, declared by an alert',
      'prod-eu1 / shop, in the channel #inc-7-checkout-rejects-cards',
      'Team: payments',
      'Links: Dashboard',
    ]);
    expect(told(first, 'summary')).toEqual([
      'Checkout rejected cards for 24 minutes.',
      'Cause (proven): Its image could not be pulled.',
      'Changes to the cluster: Proposal 1, to roll Deployment shop/checkout back in prod-eu1, succeeded.',
      'How it ended: Ana Lopez resolved it.',
    ]);
  });

  it('follows the clocks of the team when they are set back', () => {
    const at = Date.UTC(2026, 9, 25, 0, 30, 0);
    const timeline = [anEntry({ at, text: 'summer' }), anEntry({ at: at + HOUR, text: 'winter' })];

    expect(told(postmortemSections(aPostmortem({ timeline })), 'timeline').slice(2)).toEqual([
      '02:30:00 (00:30:00 UTC) Ana Lopez: summer',
      '02:30:00 (01:30:00 UTC) Ana Lopez: winter',
    ]);
  });

  it('says a short message in its line, a long one below it, and of a deleted one only that it was', () => {
    const long = `${'payments is fine, '.repeat(3)}\nsays Ben`;
    const timeline = [
      aMessage('one line'),
      aMessage('two\nlines', { text: 'wrote in a thread, edited' }),
      aMessage('', { text: 'a message that was deleted', quote: null, deleted: true }),
      anEntry({ kind: 'note', text: 'noted', quote: 'payments is fine' }),
      anEntry({ kind: 'note', text: 'noted: payments is fine', quote: 'payments is fine' }),
      anEntry({ kind: 'note', text: `noted: ${'payments is fine, '.repeat(3)}…`, quote: long }),
    ];
    const [, , , entries] = section(postmortemSections(aPostmortem({ timeline })), 'timeline').blocks;

    expect(entries && lines(entries)).toEqual([
      '13:05:00 (12:05:00 UTC) Ana Lopez: one line',
      '13:05:00 (12:05:00 UTC) Ana Lopez: wrote in a thread, edited',
      '13:05:00 (12:05:00 UTC) Ana Lopez: a message that was deleted',
      '13:05:00 (12:05:00 UTC) Ana Lopez: noted: payments is fine',
      '13:05:00 (12:05:00 UTC) Ana Lopez: noted: payments is fine',
      '13:05:00 (12:05:00 UTC) Ana Lopez: noted',
    ]);
    expect(entries).toMatchObject({
      entries: [null, 'two\nlines', null, null, null, long].map((quote) => ({ quote })),
    });
  });

  it('tells of a change who wanted it, who agreed, what it did and how it ended', () => {
    const response = told(postmortemSections(aPostmortem()), 'response');

    expect(response).toContain('Requested by Ana Lopez at 2026-11-20 13:09:00 (12:09:00 UTC)');
    expect(response).toContain(
      'Approved by Ben Okafor at 2026-11-20 13:10:00 (12:10:00 UTC) (tier: standard)',
    );
    expect(response).toContain('Verified by: all 3 pods ready');
    expect(response).toContain('To undo it: roll back to revision 8');
    expect(response.join('\n')).toContain(
      [
        '  /spec/template/spec/containers[app]/image',
        '- registry.example/checkout:2.4.1',
        '+ registry.example/checkout:2.4.0',
      ].join('\n'),
    );
  });

  it('says when nobody approved a change, and when nobody was asked', () => {
    const changes = [aChange({ approvals: [] }), aChange({ brokeGlass: true, approvals: [], tier: null })];
    const response = told(postmortemSections(aPostmortem({ changes })), 'response');

    expect(response).toContain('Approved by nobody (tier: standard)');
    expect(response).toContain('The glass was broken: nobody else was asked before it');
  });

  it('says so when nothing is proven, and when nothing was found, said or done at all', () => {
    const empty = postmortemSections(
      aPostmortem({
        causes: [],
        changes: [],
        refusals: [],
        impact: [],
        wentWell: [],
        followups: [],
        participants: [],
        evidence: [],
        detection: { how: 'Ben noticed it.', alerts: [] },
      }),
    );

    expect(told(empty, 'root-cause')[0]).toMatch(/^No cause is proven\. No diagnosis found anything/);
    expect(told(empty, 'response')).toEqual(['No change to a cluster was proposed in this incident.']);
    expect(told(empty, 'detection')).toEqual(['Ben noticed it.', 'No alert fired.']);
    expect(told(empty, 'went-well')).toEqual(['The log shows nothing that belongs here.']);
    expect(told(empty, 'action-items')[0]).toMatch(/\/incident followup/);
  });

  it('says how long an alert fired, and how that ended', () => {
    const alerts = [
      aPostmortemAlert(),
      aPostmortemAlert({ to: null, end: null }),
      aPostmortemAlert({ end: 'gone', runbook: null, summary: null }),
    ];
    const rows = told(postmortemSections(aPostmortem({ detection: { how: 'x', alerts } })), 'detection');

    expect(rows[1]).toMatch(/24 minutes \| 12 % of the requests fail \(runbook\)$/);
    expect(rows[2]).toMatch(/still fires/);
    expect(rows[3]).toMatch(/24 minutes, then Alertmanager spoke of it no more \| no runbook$/);
    expect(rows).toHaveLength(4);
  });

  it('lists of a storm the twenty alerts that began first, and says where all of them are', () => {
    const alerts = Array.from({ length: 23 }, (_, i) => aPostmortemAlert({ name: `Alert${i + 1}` }));
    const of = (count: number) =>
      told(
        postmortemSections(aPostmortem({ detection: { how: 'x', alerts: alerts.slice(0, count) } })),
        'detection',
      ).slice(1);

    expect(of(20)).toHaveLength(20);
    expect(of(23).slice(19)).toEqual([
      expect.stringMatching(/^Alert20 /),
      '3 more alerts fired later. The JSON draft has all of them: /incident postmortem json.',
    ]);
    expect(of(21).at(-1)).toMatch(/^One more alert fired later\./);
  });

  it('names everyone who acts: people, apps, Alertmanager and Keyturn', () => {
    const timeline = [
      anEntry({ by: ben }),
      anEntry({ by: { kind: 'app', name: 'deploybot' } }),
      anEntry({ by: { kind: 'alertmanager', source: 'eu1' } }),
      anEntry({ by: { kind: 'keyturn' } }),
      anEntry({ by: { kind: 'person', user: 'UGONE', name: '' } }),
    ];
    const entries = section(postmortemSections(aPostmortem({ timeline })), 'timeline').blocks.flatMap(
      (block) => (block.kind === 'entries' ? block.entries.map(({ by }) => by) : []),
    );

    expect(entries).toEqual(['Ben Okafor', 'deploybot (app)', 'Alertmanager (eu1)', 'Keyturn', 'UGONE']);
  });
});
