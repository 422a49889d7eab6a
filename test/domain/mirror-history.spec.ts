import { describe, expect, it } from 'vitest';
import type { ChannelMessage } from '../../src/domain/channel-event.ts';
import { applyEvent } from '../../src/domain/mirror.ts';
import { absentFrom, applyHistory } from '../../src/domain/mirror-history.ts';
import type { MirrorRecord } from '../../src/domain/mirror-record.ts';

const TS = '1700000000.000100';
const VIEW = { channel: 'C1', asOf: '1700000500.000000', ourBot: 'B0KEYTURN' };

function message(over: Partial<ChannelMessage> = {}): ChannelMessage {
  return {
    ts: TS,
    threadTs: null,
    user: 'U0ANA',
    bot: null,
    subtype: null,
    text: 'a',
    editTs: null,
    files: [],
    reactions: null,
    step: null,
    ...over,
  };
}

function heard(over: Partial<ChannelMessage> = {}): MirrorRecord {
  const one = message(over);
  const record = applyEvent(
    null,
    { kind: one.editTs ? 'edited' : 'posted', channel: 'C1', eventTs: one.editTs ?? one.ts, message: one },
    VIEW.ourBot,
  );
  if (!record) throw new Error('nothing was recorded');
  return record;
}

describe('what is read back from history', () => {
  it('is recorded as if it had been heard', () => {
    expect(applyHistory(null, message(), VIEW)).toEqual(heard());
  });

  it('changes nothing when it is known already', () => {
    expect(applyHistory(heard(), message(), VIEW)).toBeNull();
    expect(
      applyHistory(heard({ editTs: '1700000100.000100' }), message({ editTs: '1700000100.000100' }), VIEW),
    ).toBeNull();
  });

  it('brings the edit that was missed', () => {
    const record = applyHistory(heard(), message({ text: 'b', editTs: '1700000100.000100' }), VIEW);

    expect(record).toMatchObject({ text: 'b', editTs: '1700000100.000100' });
    expect(record?.earlier.map(({ text }) => text)).toEqual(['a']);
  });

  it('never overwrites something newer', () => {
    const newer = heard({ text: 'c', editTs: '1700000600.000100' });

    const record = applyHistory(newer, message({ text: 'b', editTs: '1700000100.000100' }), VIEW) ?? newer;

    expect(record).toMatchObject({ text: 'c', editTs: '1700000600.000100' });
  });

  it('never revives what was deleted', () => {
    const gone = applyEvent(
      heard(),
      { kind: 'deleted', channel: 'C1', eventTs: '1700000050.000100', ts: TS, threadTs: null },
      null,
    );

    expect(applyHistory(gone, message(), VIEW)).toBeNull();
  });

  it('makes a tombstone of a deleted parent, once', () => {
    const gone = applyHistory(
      heard(),
      message({ subtype: 'tombstone', user: 'USLACKBOT', text: 'gone' }),
      VIEW,
    );

    expect(gone).toMatchObject({ deleted: true, text: '', user: 'U0ANA' });
    expect(
      applyHistory(gone, message({ subtype: 'tombstone' }), { ...VIEW, asOf: '1700000900.000000' }),
    ).toBeNull();
  });
});

describe('reactions in history', () => {
  const reactedAt = (eventTs: string) =>
    applyEvent(
      heard(),
      { kind: 'reacted', channel: 'C1', eventTs, ts: TS, user: 'U0BO', emoji: 'eyes' },
      null,
    );

  it('bring what was missed and take back what is gone', () => {
    const record = applyHistory(
      reactedAt('1700000100.000100'),
      message({ reactions: { fire: ['U0CEM'] } }),
      VIEW,
    );

    expect(record?.reactions).toEqual({ fire: ['U0CEM'] });
  });

  it('do not take back what was heard after the view was taken', () => {
    const record = applyHistory(reactedAt('1700000501.000100'), message({ reactions: {} }), VIEW);

    expect(record).toBeNull();
  });

  it('say nothing where history does not carry them', () => {
    expect(applyHistory(reactedAt('1700000100.000100'), message({ reactions: null }), VIEW)).toBeNull();
  });
});

describe('what is absent from a window that was read completely', () => {
  const window = (over: { oldest?: string | null; seen?: string[] } = {}) => ({
    oldest: over.oldest ?? null,
    asOf: VIEW.asOf,
    seen: new Set(over.seen ?? []),
  });

  it('was deleted while we were away', () => {
    expect(absentFrom(window(), [heard()])).toMatchObject([
      { ts: TS, deleted: true, text: '', deletedTs: VIEW.asOf },
    ]);
  });

  it('does not concern what is there, what is outside of the window, and what was deleted before', () => {
    const gone = applyEvent(
      heard(),
      { kind: 'deleted', channel: 'C1', eventTs: '1700000050.000100', ts: TS, threadTs: null },
      null,
    );

    expect(absentFrom(window({ seen: [TS] }), [heard()])).toEqual([]);
    expect(absentFrom(window({ oldest: '1700000001.000000' }), [heard()])).toEqual([]);
    expect(absentFrom(window(), [heard({ ts: '1700000500.000001' })])).toEqual([]);
    expect(absentFrom(window(), gone ? [gone] : [])).toEqual([]);
  });
});
