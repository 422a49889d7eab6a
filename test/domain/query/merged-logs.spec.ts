import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergedLogs, mergedLogText } from '../../../src/domain/query/merged-logs.ts';

const line = fc.record({ at: fc.option(fc.integer({ min: 0, max: 50 })), text: fc.string({ maxLength: 5 }) });
const logs = fc
  .array(fc.array(line, { maxLength: 15 }), { maxLength: 4 })
  .map((all) => all.map((lines, index) => ({ pod: `p${index}`, lines })));

it('loses no line, and keeps the order that each log has', () => {
  fc.assert(
    fc.property(logs, (all) => {
      const merged = mergedLogs(all, null);

      for (const { pod, lines } of all) {
        expect(merged.filter((each) => each.pod === pod).map(({ at, text }) => ({ at, text }))).toEqual(
          lines,
        );
      }
      expect(merged).toHaveLength(all.reduce((sum, { lines }) => sum + lines.length, 0));
    }),
  );
});

it('is in the order of time where every log is', () => {
  const inTime = logs.map((all) =>
    all.map(({ pod, lines }) => ({
      pod,
      lines: lines.map(({ at, text }) => ({ at: at ?? 0, text })).sort((a, b) => a.at - b.at),
    })),
  );
  fc.assert(
    fc.property(inTime, (all) => {
      const times = mergedLogs(all, null).map(({ at }) => at ?? 0);

      expect(times).toEqual([...times].sort((a, b) => a - b));
    }),
  );
});

it('keeps exactly the lines with a text, whatever the case', () => {
  const all = [
    {
      pod: 'a',
      lines: [
        { at: 1, text: 'Error: x' },
        { at: 2, text: 'fine' },
        { at: 3, text: 'AN ERROR' },
      ],
    },
  ];

  expect(mergedLogs(all, 'error').map(({ text }) => text)).toEqual(['Error: x', 'AN ERROR']);
});

it('shows the date of what was written on another day, unless the line has its own', () => {
  const now = Date.parse('2026-03-14T03:07:05Z');
  const at = Date.parse('2026-03-12T23:59:58Z');
  const texts = (when: number, text: string) => mergedLogText([{ pod: 'a', at: when, text }], new Map(), now);

  expect(texts(at, 'started')).toBe('03-12 23:59:58 started');
  expect(texts(at, '[23:59:58.120] started')).toBe('03-12 [23:59:58.120] started');
  expect(texts(at, '2026-03-12T23:59:58Z started')).toBe('2026-03-12T23:59:58Z started');
  expect(texts(now, '03:07:05 started')).toBe('03:07:05 started');
  expect(texts(now, 'started')).toBe('03:07:05 started');
});
