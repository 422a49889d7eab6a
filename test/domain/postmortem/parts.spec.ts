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

it('is summed up in three sentences', () => {
  const { summary } = draft([
    later(0, alertsChanged({ firing: 1 }, { joined: [anEpisode({ startedAt: NOON - 60_000 })] }), ALERTS),
    later(30, aDiagnosis()),
    ...done(1, 100),
    later(600, { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: 'restarted' }, ANA),
  ]);

  expect(summary).toBe(
    'INC-7, SEV1: “Checkout rejects cards” began at 2026-11-20 11:59:00 UTC and was resolved at 2026-11-20 12:10:00 UTC after 11 min. ' +
      'It was detected after 1 min, a person acted 1 min 40 s later; 1 alert fired. ' +
      'Proven: 2 of 6 pods run another build; 1 change of a cluster proposed, 1 done.',
  );
});
