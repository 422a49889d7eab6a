import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastReads, sumOf } from '../../bench/postmortem/least-reads.ts';
import { limitFloor } from '../../bench/postmortem/limit-floor.ts';
import { createRateLimits } from '../../sandbox/slack/rate-limits.ts';

const message = (ts: number, thread?: number, broadcast = false) => ({
  ts: String(ts),
  threadTs: thread === undefined ? undefined : String(thread),
  broadcast,
});

const room = (...messages: ReturnType<typeof message>[]) => ({ messages: () => messages });

describe('the fewest calls that read a channel back', () => {
  it('are one page where there is hardly anything', () => {
    expect(leastReads(room(), new Set())).toEqual({
      'conversations.history': 1,
      'conversations.replies': 0,
    });
  });

  it('are pages of 999 of what the channel itself shows, answers left out', () => {
    const messages = Array.from({ length: 999 }, (_, n) => message(n));
    const answers = Array.from({ length: 5 }, (_, n) => message(2_000 + n, 1));

    const least = leastReads(room(...messages, ...answers), new Set());

    expect(least).toEqual({ 'conversations.history': 1, 'conversations.replies': 1 });
    expect(leastReads(room(...messages, message(3_000, 1, true)), new Set())['conversations.history']).toBe(
      2,
    );
  });

  it('are one for each thread with an answer that is not known, and none for the others', () => {
    const talk = room(message(1, 1), message(2, 1), message(3, 3), message(4, 3), message(5, 3));

    const least = leastReads(talk, new Set(['1', '2', '3', '4']));

    expect(least['conversations.replies']).toBe(1);
    expect(sumOf(least)).toBe(2);
  });

  it('are more for a thread that is longer than a page', () => {
    const answers = Array.from({ length: 1_000 }, (_, n) => message(n + 2, 1));

    expect(leastReads(room(message(1, 1), ...answers), new Set())['conversations.replies']).toBe(2);
  });
});

describe('the least time that the limits allow', () => {
  it('is none within the budgets, and a minute for each time that one is used up', () => {
    expect(limitFloor({ 'conversations.replies': 50, 'conversations.history': 11 })).toBe(0);
    expect(limitFloor({ 'conversations.replies': 51, 'conversations.history': 11 })).toBe(60_000);
    expect(limitFloor({ 'conversations.replies': 200, 'conversations.history': 11 })).toBe(180_000);
  });

  it('is what somebody takes who calls as soon as the sandbox lets them, and never a second longer than that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (calls) => {
        let now = 1_000_000;
        const limits = createRateLimits(() => now);
        for (let made = 0; made < calls; made++) {
          for (let wait = limits.take('conversations.replies', 'C1'); wait !== undefined; ) {
            now += wait * 1_000;
            wait = limits.take('conversations.replies', 'C1');
          }
        }

        expect(now - 1_000_000).toBe(limitFloor({ 'conversations.replies': calls }));
      }),
    );
  });

  it('is not known of a method without a budget', () => {
    expect(() => limitFloor({ 'no.such': 1 })).toThrow('no budget');
  });
});
