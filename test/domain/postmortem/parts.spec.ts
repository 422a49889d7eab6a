import { describe, expect, it } from 'vitest';
import { alertsChanged, anEpisode } from '../../builders/alerts.ts';
import { ALERTS, ANA, BEN, NOON } from '../../builders/incident.ts';
import { aDiagnosis } from '../../builders/investigation.ts';
import { done, draft } from './a-draft.ts';
import { aFile, aRecord, later } from './a-source.ts';

describe('who took part', () => {
  it('has their roles, deeds and messages; who only joined has none', () => {
    const { participants } = draft(
      [later(90, { kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: null }, BEN)],
      {
        messages: [
          aRecord(1),
          aRecord(2, { deleted: true }),
          aRecord(3, { user: 'UCAT' }),
          aRecord(4, { user: 'UDAN', subtype: 'channel_join' }),
          aRecord(5, { user: 'UCI', bot: 'BCI' }),
        ],
      },
    );

    expect(participants.map(({ who, ...rest }) => [who.kind === 'person' && who.name, rest])).toEqual([
      ['Ben', { roles: ['commander'], messages: 0, facts: 1 }],
      ['Ana', { roles: [], messages: 2, facts: 0 }],
      ['UCAT', { roles: [], messages: 1, facts: 0 }],
    ]);
  });
});

it('has the action items of the log, also those that are done', () => {
  const { followups } = draft([
    later(
      1,
      { kind: 'followup.added', followup: 1, text: 'Write the runbook', owner: 'UBEN', due: '2026-12-01' },
      ANA,
    ),
    later(2, { kind: 'followup.added', followup: 2, text: 'Alert earlier', owner: null, due: null }, ANA),
    later(3, { kind: 'followup.closed', followup: 1 }, BEN),
  ]);

  expect(
    followups.map(({ id, text, owner, due, done: isDone }) => [
      id,
      text,
      owner?.kind === 'person' && owner.name,
      due,
      isDone,
    ]),
  ).toEqual([
    [1, 'Write the runbook', 'Ben', '2026-12-01', true],
    [2, 'Alert earlier', false, null, false],
  ]);
});

it('lists what is kept as evidence, the last of each id', () => {
  const item = {
    id: 'diagnosis-1',
    kind: 'diagnosis' as const,
    title: 'Diagnosis',
    at: NOON,
    bytes: 9,
    digest: 'd',
  };
  const { evidence } = draft([
    later(1, { kind: 'evidence.kept', items: [item, { ...item, id: 'log-1', at: NOON - 1 }] }),
    later(2, { kind: 'evidence.kept', items: [{ ...item, bytes: 10 }] }),
  ]);

  expect(evidence.map(({ id, bytes }) => [id, bytes])).toEqual([
    ['log-1', 9],
    ['diagnosis-1', 10],
  ]);
});

it('counts everything, whatever it shows', () => {
  const messages = [
    aRecord(1, { editTs: '9.9' }),
    aRecord(2, { threadTs: aRecord(1).ts, files: [aFile(), aFile()] }),
    aRecord(3, { threadTs: aRecord(1).ts, deleted: true }),
    aRecord(4, { ours: true }),
  ];

  expect(draft([], { messages, full: false }).counts).toEqual({
    facts: 1,
    messages: 3,
    threads: 1,
    edited: 1,
    deleted: 1,
    files: 2,
    refusedClicks: 0,
  });
});

it('draws statuses, roles and messages by the minute', () => {
  const { tracks } = draft(
    [
      later(10, { kind: 'role.assigned', role: 'commander', user: 'UANA', previous: null }, ANA),
      later(20, { kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: 'UANA' }, BEN),
      later(60, { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null }, ANA),
      later(90, { kind: 'incident.reopened', reason: 'errors are back' }, ANA),
    ],
    { messages: [aRecord(1), aRecord(59), aRecord(60), aRecord(61, { ours: true, bot: 'B' })] },
  );

  expect(tracks.statuses.map(({ at, status }) => [(at - NOON) / 1_000, status])).toEqual([
    [0, 'investigating'],
    [60, 'resolved'],
    [90, 'investigating'],
  ]);
  expect(
    tracks.roles.map(({ who, from, to }) => [who.kind === 'person' && who.name, from - NOON, to]),
  ).toEqual([
    ['Ana', 10_000, NOON + 20_000],
    ['Ben', 20_000, null],
  ]);
  expect(tracks.messages).toEqual([
    { minute: NOON, count: 2 },
    { minute: NOON + 60_000, count: 1 },
  ]);
});

describe('the summary', () => {
  const ended = [
    later(0, alertsChanged({ firing: 1 }, { joined: [anEpisode({ startedAt: NOON - 60_000 })] }), ALERTS),
    later(30, aDiagnosis()),
    ...done(1, 100),
    later(600, { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: 'restarted' }, ANA),
  ];

  it('says on the clocks of the team how it went, then why, what was changed, and how it ended', () => {
    expect(draft(ended).summary).toEqual([
      {
        kind: 'course',
        text:
          'The incident “Checkout rejects cards” (INC-7, SEV1, prod-eu1 / payments) began on Friday, 2026-11-20 at 12:59 (Europe/Berlin) and was resolved at 13:10, 11 minutes later. ' +
          'It was detected 1 minute after it began; the first person acted 1 minute 40 seconds later. 1 alert fired.',
      },
      {
        kind: 'cause',
        text: '2 of 6 pods run another build. In plain words: Copies of one program run different code, although all go by the same name: a name such as “latest” can mean another build from one day to the next.',
      },
      {
        kind: 'changes',
        text: 'Proposal 1, to restart Deployment shop/checkout in prod-eu1, succeeded (asked for by Ana, approved by Ben).',
      },
      { kind: 'end', text: 'Ana resolved it: restarted.' },
    ]);
  });

  it('does not claim an end, a cause or a change where there is none', () => {
    const [course, ...rest] = draft([]).summary;

    expect(course?.text).toMatch(/ and is not resolved yet \(investigating\)\. .*No alert fired\.$/);
    expect(rest).toEqual([
      { kind: 'cause', text: 'No diagnosis named one.' },
      { kind: 'changes', text: 'None was proposed.' },
    ]);
  });

  it('says that people acted at once, where it was within a second', () => {
    const taken = later(0.4, { kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: null }, BEN);

    expect(draft([...ended.slice(0, 1), taken]).summary[0]?.text).toContain('; a person acted at once.');
  });

  it('names the day of the end where it is another one', () => {
    const night = later(
      12 * 3_600,
      { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null },
      ANA,
    );

    expect(draft([...ended.slice(0, 1), night]).summary[0]?.text).toContain(
      'was resolved on Saturday, 2026-11-21 at 01:00 (Europe/Berlin), 12 hours 1 minute later.',
    );
  });

  it('tells of three proposals and counts the others', () => {
    const text = draft([1, 2, 3, 4, 5].flatMap((proposal) => done(proposal, proposal * 10))).summary.find(
      ({ kind }) => kind === 'changes',
    )?.text;

    expect(text).toMatch(/^Proposal 1, .*Proposal 3, .*\. 2 more proposals\.$/);
    expect(text).not.toContain('Proposal 4');
  });
});
