import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelEvent, ChannelMessage } from '../../src/domain/channel-event.ts';
import { applyEvent } from '../../src/domain/mirror.ts';
import type { MirrorRecord } from '../../src/domain/mirror-record.ts';
import { runs } from '../setup/runs.ts';

const OUR_BOT = 'B0KEYTURN';
const TS = '1700000000.000100';

function message(over: Partial<ChannelMessage> = {}): ChannelMessage {
  return {
    ts: TS,
    threadTs: null,
    user: 'U0ANA',
    bot: null,
    subtype: null,
    text: 'checkout is slow',
    editTs: null,
    files: [],
    reactions: null,
    step: null,
    ...over,
  };
}

function posted(over: Partial<ChannelMessage> = {}): ChannelEvent {
  return { kind: 'posted', channel: 'C1', eventTs: TS, message: message(over) };
}

function edited(eventTs: string, over: Partial<ChannelMessage>): ChannelEvent {
  return { kind: 'edited', channel: 'C1', eventTs, message: message(over) };
}

function deleted(eventTs = '1700000900.000100'): ChannelEvent {
  return { kind: 'deleted', channel: 'C1', eventTs, ts: TS, threadTs: null };
}

function reacted(
  kind: 'reacted' | 'unreacted',
  eventTs: string,
  emoji = 'eyes',
  user = 'U0BO',
): ChannelEvent {
  return { kind, channel: 'C1', eventTs, ts: TS, user, emoji };
}

function recordAfter(events: readonly ChannelEvent[]): MirrorRecord {
  const end = events.reduce<MirrorRecord | null>(
    (now, event) => applyEvent(now, event, OUR_BOT) ?? now,
    null,
  );
  if (!end) throw new Error('nothing was recorded');
  return end;
}

describe('a deletion', () => {
  it('wins for ever, also when it arrives first', () => {
    const inOrder = recordAfter([
      posted(),
      edited('1700000100.000200', { text: 'b', editTs: '1700000100.000100' }),
      deleted(),
    ]);
    const firstOfAll = recordAfter([
      deleted(),
      edited('1700000100.000200', { text: 'b', editTs: '1700000100.000100' }),
      posted(),
    ]);

    expect(inOrder).toMatchObject({ deleted: true, text: '', editTs: null, user: 'U0ANA' });
    expect(firstOfAll).toEqual(inOrder);
  });

  it('takes the text, its earlier versions, files and reactions with it, and keeps who, where and when', () => {
    const file = { id: 'F1', name: 'heap.png', mimeType: 'image/png', size: 10, permalink: null };
    const before = recordAfter([
      posted({ files: [file] }),
      edited('1700000100.000200', { text: 'secret', editTs: '1700000100.000100' }),
      reacted('reacted', '1700000110.000100'),
    ]);

    const gone = applyEvent(before, deleted(), OUR_BOT);

    expect(JSON.stringify(gone)).not.toMatch(/secret|slow|heap|eyes/);
    expect(gone).toMatchObject({ ts: TS, user: 'U0ANA', deleted: true, deletedTs: '1700000900.000100' });
  });

  it('of a parent with replies comes as a tombstone, and does not make Slackbot its author', () => {
    const tombstone = message({ subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' });

    const gone = recordAfter([
      posted(),
      { kind: 'edited', channel: 'C1', eventTs: '1700000900.000100', message: tombstone },
    ]);

    expect(gone).toMatchObject({ deleted: true, text: '', user: 'U0ANA', subtype: null });
  });

  it('said again changes nothing', () => {
    expect(applyEvent(recordAfter([posted(), deleted()]), deleted(), OUR_BOT)).toBeNull();
    expect(
      applyEvent(recordAfter([posted(), deleted()]), reacted('reacted', '1700000950.000100'), OUR_BOT),
    ).toBeNull();
  });
});

describe('an edit', () => {
  it('shows the new text and keeps what people saw before', () => {
    const record = recordAfter([
      posted({ text: 'a' }),
      edited('1700000100.000200', { text: 'b', editTs: '1700000100.000100' }),
      edited('1700000200.000200', { text: 'c', editTs: '1700000200.000100' }),
    ]);

    expect(record).toMatchObject({ text: 'c', editTs: '1700000200.000100' });
    expect(record.earlier.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('that arrives late does not overwrite a newer one', () => {
    const newest = recordAfter([
      posted({ text: 'a' }),
      edited('1700000200.000200', { text: 'c', editTs: '1700000200.000100' }),
    ]);

    const late = applyEvent(
      newest,
      edited('1700000100.000200', { text: 'b', editTs: '1700000100.000100' }),
      OUR_BOT,
    );

    expect(late).toMatchObject({ text: 'c', editTs: '1700000200.000100' });
    expect(late?.earlier.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('that arrives before its message is in its place when the message comes', () => {
    const edit = edited('1700000100.000200', { text: 'b', editTs: '1700000100.000100' });

    expect(recordAfter([edit, posted({ text: 'a' })])).toEqual(recordAfter([posted({ text: 'a' }), edit]));
  });

  it('that changes neither text nor files is none', () => {
    const preview = edited('1700000100.000200', {});
    const savedUnchanged = edited('1700000110.000200', { editTs: '1700000110.000100' });

    const record = recordAfter([posted(), preview, savedUnchanged]);

    expect(record).toMatchObject({ text: 'checkout is slow', editTs: null, earlier: [] });
  });

  it('that takes a file away is one', () => {
    const file = { id: 'F1', name: 'heap.png', mimeType: 'image/png', size: 10, permalink: null };

    const record = recordAfter([posted({ files: [file] }), edited('1700000100.000200', { files: [] })]);

    expect(record.files).toEqual([]);
    expect(record.earlier.map(({ files }) => files)).toEqual([[file]]);
  });
});

describe('messages of programs', () => {
  it('are kept with what they show now, ours are flagged', () => {
    const ours = recordAfter([
      posted({ bot: OUR_BOT, text: 'SEV1, 1 alert' }),
      edited('1700000100.000200', { bot: OUR_BOT, text: 'SEV1, 2 alerts', editTs: '1700000100.000100' }),
    ]);

    expect(ours).toMatchObject({ ours: true, text: 'SEV1, 2 alerts', earlier: [] });
    expect(recordAfter([posted({ bot: 'B0DEPLOY' })])).toMatchObject({ ours: false, bot: 'B0DEPLOY' });
  });

  it('of ours, redrawn with the same text, change nothing', () => {
    const card = recordAfter([posted({ bot: OUR_BOT, text: 'SEV1' })]);

    const redrawn = edited('1700000100.000200', { bot: OUR_BOT, text: 'SEV1', editTs: '1700000100.000100' });

    expect(applyEvent(card, redrawn, OUR_BOT)).toBeNull();
  });
});

describe('reactions', () => {
  it('are a set for each emoji; the later word of a member holds', () => {
    const record = recordAfter([
      posted(),
      reacted('unreacted', '1700000130.000100'),
      reacted('reacted', '1700000120.000100'),
      reacted('reacted', '1700000121.000100', 'eyes', 'U0CEM'),
    ]);

    expect(record.reactions).toEqual({ eyes: ['U0CEM'] });
  });

  it('on a message we never saw are kept until it comes', () => {
    const record = recordAfter([reacted('reacted', '1700000120.000100')]);

    expect(record).toMatchObject({ seenTs: null, text: '', reactions: { eyes: ['U0BO'] } });
    expect(recordAfter([reacted('reacted', '1700000120.000100'), posted()]).text).toBe('checkout is slow');
  });
});

it('a reply knows its parent, a parent stands in the channel', () => {
  expect(recordAfter([posted({ threadTs: '1699999999.000100' })]).threadTs).toBe('1699999999.000100');
  expect(recordAfter([posted({ threadTs: TS })]).threadTs).toBeNull();
});

describe('whatever order the happenings of a message arrive in', () => {
  // As Slack would tell them: edits with an edit ts, previews without a change, deletions, reactions; few texts, so that
  // people also edit back to what stood there before.
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constant('edit' as const), text: fc.constantFrom('a', 'b', 'c') }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('preview' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constantFrom('reacted' as const, 'unreacted' as const),
        emoji: fc.constantFrom('eyes', 'pushpin'),
        user: fc.constantFrom('U1', 'U2'),
      }),
    },
  );
  const story = fc.record({
    first: fc.constantFrom('a', 'b'),
    bot: fc.constantFrom(null, 'B0DEPLOY'),
    steps: fc.array(step, { maxLength: 8 }),
    end: fc.constantFrom('stays' as const, 'deleted' as const, 'tombstone' as const),
  });
  type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

  function told({ first, bot, steps, end }: Story): readonly ChannelEvent[] {
    let text: string = first;
    let editTs: string | null = null;
    const events: ChannelEvent[] = [posted({ text, bot })];
    steps.forEach((one, i) => {
      const eventTs = `17000001${String(i).padStart(2, '0')}.000200`;
      if (one.what === 'edit') {
        text = one.text;
        editTs = `17000001${String(i).padStart(2, '0')}.000100`;
      }
      if (one.what === 'edit' || one.what === 'preview') events.push(edited(eventTs, { text, bot, editTs }));
      else events.push({ ...reacted(one.what, eventTs, one.emoji, one.user) });
    });
    if (end === 'deleted') events.push(deleted());
    if (end === 'tombstone')
      events.push(edited('1700000900.000100', { subtype: 'tombstone', user: 'USLACKBOT' }));
    return events;
  }

  const shuffledStory = story.chain((one) => {
    const events = told(one);
    return fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length }));
  });

  it('the record is the same in the end', () => {
    fc.assert(
      fc.property(shuffledStory, ([inOrder, shuffled]) => {
        expect(recordAfter(shuffled)).toEqual(recordAfter(inOrder));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('the record is the same when Slack tells some of them twice', () => {
    fc.assert(
      fc.property(shuffledStory, ([inOrder, shuffled]) => {
        expect(recordAfter([...shuffled, ...inOrder])).toEqual(recordAfter(inOrder));
      }),
      { numRuns: runs(300) },
    );
  });

  it('what a person wrote is there in every version that differs from the one before', () => {
    fc.assert(
      fc.property(shuffledStory, ([inOrder, shuffled]) => {
        const record = recordAfter(shuffled);
        fc.pre(record.bot === null && !record.deleted);

        const texts = inOrder.flatMap((event) => ('message' in event ? [event.message.text] : []));
        const distinct = texts.filter((text, i) => i === 0 || text !== texts[i - 1]);

        expect([...record.earlier.map(({ text }) => text), record.text]).toEqual(distinct);
      }),
      { numRuns: runs(500) },
    );
  });
});
