import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../src/domain/instant.ts';
import type { Postmortem } from '../../../../src/domain/postmortem/postmortem.ts';
import { markedPart } from '../../../../src/domain/wording/postmortem/draft-marks.ts';
import { postmortemMarkdown } from '../../../../src/domain/wording/postmortem/markdown/postmortem-markdown.ts';
import { mergeDraft } from '../../../../src/domain/wording/postmortem/merge/merge-draft.ts';
import { NOON } from '../../../builders/incident.ts';
import { anEntry, aPostmortem } from '../../../builders/postmortem.ts';
import { runs } from '../../../setup/runs.ts';

const entries = ['was paged', 'rolled back', 'resolved it'].map((text, index) =>
  anEntry({ id: `f${index}`, at: NOON + index * MINUTE, text }),
);
const made = (over: Partial<Postmortem> = {}): string =>
  postmortemMarkdown(aPostmortem({ zone: 'UTC', timeline: entries, ...over }));
const base = made();
const grown = made({
  timeline: [...entries, anEntry({ id: 'f9', at: NOON + 9 * MINUTE, text: 'opened it again' })],
});
const reworded = made({
  timeline: entries.map((entry) => (entry.id === 'f1' ? { ...entry, text: 'rolled back to 7' } : entry)),
});

/** The lines of the timeline below its day. */
const timeline = (text: string): readonly string[] =>
  (/### Friday, 2026-11-20\n([\s\S]*?)<!-- keyturn:section timeline end -->/.exec(text)?.[1] ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace('**Ana Lopez**: ', '').replaceAll('**', ''));

const PAGED = '- 12:00:00 was paged';
const ROLLED = '- 12:01:00 rolled back';
const RESOLVED = '- 12:02:00 resolved it';
const line = (words: string): string => base.split('\n').find((one) => one.endsWith(words)) ?? '';
const MINE = '- 12:01:30 Ana was on the train';

describe('bringing a newer draft together with an older one, with the text that people had before them', () => {
  it('leaves lines that people added where they stand, and renews all around them', () => {
    const older = base.replace(line('rolled back'), `${line('rolled back')}\n${MINE}`);

    const { text, conflicts } = mergeDraft(older, grown, base);

    expect(conflicts).toEqual([]);
    expect(timeline(text)).toEqual([PAGED, ROLLED, MINE, RESOLVED, '- 12:09:00 opened it again']);
    expect(text.replace(`${MINE}\n`, '')).toBe(grown);
  });

  it('is no conflict when the line above or below what they added was made anew', () => {
    for (const at of ['was paged', 'rolled back']) {
      const older = base.replace(line(at), `${line(at)}\n${MINE}`);
      const { text, conflicts } = mergeDraft(older, reworded, base);

      expect(conflicts).toEqual([]);
      expect(text.replace(`${MINE}\n`, '')).toBe(reworded);
      expect(timeline(text)[at === 'was paged' ? 1 : 2]).toBe(MINE);
    }
  });

  it('has what people added at the end before what came later', () => {
    const older = base.replace(line('resolved it'), `${line('resolved it')}\n${MINE}`);

    expect(timeline(mergeDraft(older, grown, base).text).slice(2)).toEqual([
      RESOLVED,
      MINE,
      '- 12:09:00 opened it again',
    ]);
  });

  it('leaves what people changed or took out, as long as nothing new is known of it', () => {
    const older = base
      .replace('rolled back', 'rolled back, ten minutes late')
      .replace(`${line('was paged')}\n`, '');

    const { text, conflicts } = mergeDraft(older, grown, base);

    expect(conflicts).toEqual([]);
    expect(timeline(text)).toEqual([
      '- 12:01:00 rolled back, ten minutes late',
      RESOLVED,
      '- 12:09:00 opened it again',
    ]);
  });

  it('shows a conflict where both changed a line, and what else people did stays all the same', () => {
    const older = base
      .replace('rolled back', 'rolled back, ten minutes late')
      .replace('was paged', 'was woken');

    const { text, conflicts } = mergeDraft(older, reworded, base);

    expect(timeline(text)).toEqual(['- 12:00:00 was woken', '- 12:01:00 rolled back to 7', RESOLVED]);
    expect(conflicts).toEqual([
      {
        section: 'timeline',
        kind: 'changed',
        kept: line('rolled back').replace('rolled back', 'rolled back, ten minutes late'),
      },
    ]);
    expect(text).toMatch(/timeline end -->\n\n> \[!WARNING\]\n> \*\*Conflict in `timeline`/);
  });

  it('says so when a line that people took out was made anew, and has it', () => {
    const { text, conflicts } = mergeDraft(base.replace(`${line('rolled back')}\n`, ''), reworded, base);

    expect(timeline(text)).toEqual([PAGED, '- 12:01:00 rolled back to 7', RESOLVED]);
    expect(conflicts).toEqual([{ section: 'timeline', kind: 'removed', kept: '' }]);
  });

  it('is no conflict where both say the same', () => {
    const older = base.replace('rolled back', 'rolled back to 7');

    expect(mergeDraft(older, reworded, base)).toEqual({ text: reworded, conflicts: [] });
    expect(mergeDraft(base.replace(line('resolved it'), timelineEnd(grown)), grown, base)).toEqual({
      text: grown,
      conflicts: [],
    });
  });

  it('keeps a paragraph of people a paragraph', () => {
    const older = base.replace(line('rolled back'), `${line('rolled back')}\n\nAna was on the train.\n`);
    const { text } = mergeDraft(older, grown, base);

    expect(text).toContain(`${line('rolled back')}\n\nAna was on the train.\n\n${line('resolved it')}`);
  });

  it('leaves a part of theirs that was not made anew byte for byte, blanks as well', () => {
    const older = base.replace(line('rolled back'), `${line('rolled back')}  \n\n\n${MINE}\n`);

    expect(mergeDraft(older, base, base)).toEqual({ text: older, conflicts: [] });
  });

  it('finds what they added also among lines that are all there twice', () => {
    const of = (...lines: readonly string[]) => markedPart('section', 'summary', lines.join('\n'));
    const older = of('a', 'c', 'c', 'a').replace('\na\nc\nc\na\n', '\na\nmine\nc\nc\nmine, too\na\n');

    expect(mergeDraft(older, of('new'), of('a', 'c', 'c', 'a')).conflicts).toEqual([]);
  });

  it('does what it does without that text where it is not what people had', () => {
    const older = base.replace(line('rolled back'), `${line('rolled back')}\n${MINE}`);
    const without = mergeDraft(older, grown);

    expect(without.text).toContain(`timeline end -->\n\n${MINE}\n`);
    expect(mergeDraft(older, grown, reworded)).toEqual(without);
    expect(mergeDraft(older, grown, '')).toEqual(without);
  });

  it('goes on from draft to draft', () => {
    const older = base.replace(line('rolled back'), `${line('rolled back')}\n${MINE}`);
    const second = mergeDraft(older, grown, base).text;
    const third = mergeDraft(second, reworded, grown);

    expect(third.conflicts).toEqual([]);
    expect(timeline(third.text)).toEqual([PAGED, '- 12:01:00 rolled back to 7', MINE, RESOLVED]);
  });

  it('takes little time with a draft of ten thousands of lines that were all made anew', () => {
    const long = (word: string) =>
      markedPart(
        'section',
        'timeline',
        Array.from({ length: 40_000 }, (_, n) => `- ${n % 7 === 0 ? 'again' : n} ${word}`).join('\n'),
      );
    const older = long('a').replace('\n- 5 a\n', '\n- 5 a\nmine\n');
    const began = performance.now();

    expect(mergeDraft(older, long('b'), long('a')).text).toContain('\n- 5 b\nmine\n- 6 b\n');
    // Half a second on a machine that does nothing else; each line against each would be minutes.
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

/** The last two lines of the timeline, as they stand there. */
function timelineEnd(text: string): string {
  return /[^\n]*resolved it\n[^\n]*opened it again/.exec(text)?.[0] ?? '';
}

/** Lines of which some are alike, as in a draft. */
const body = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '- f', '| g |', '', 'h'), { maxLength: 14 });
const deeds = fc.array(fc.record({ deed: fc.constantFrom('add', 'change', 'remove'), place: fc.nat(30) }), {
  maxLength: 5,
});
const part = (lines: readonly string[]): string => markedPart('section', 'summary', lines.join('\n'));
const inside = (text: string): readonly string[] =>
  (/begin[^\n]*\n([\s\S]*?)\n?<!-- keyturn:section summary end/.exec(text)?.[1] ?? '').split('\n');
const full = (lines: readonly string[]): readonly string[] => lines.filter((one) => one !== '');

/** A body after what people did to it, with a line of its own for each deed. */
function worked(lines: readonly string[], done: readonly { deed: string; place: number }[]) {
  const after = [...lines];
  done.forEach(({ deed, place }, index) => {
    const at = place % (after.length + 1);
    after.splice(at, deed === 'add' ? 0 : 1, ...(deed === 'remove' ? [] : [`mine ${index}`]));
  });
  return {
    older: part(lines)
      .split('\n')
      .toSpliced(1, lines.length || 1, ...after)
      .join('\n'),
    after,
  };
}

describe('whatever people did, and whatever is generated anew', () => {
  const played = fc.tuple(body, body, deeds).map(([before, newer, done]) => {
    const { older, after } = worked(before, done);
    return { base: part(before), newer: part(newer), fresh: newer, before, older, after };
  });

  it('no line of theirs is lost or doubled', () => {
    fc.assert(
      fc.property(played, ({ base, newer, older, after }) => {
        const { text } = mergeDraft(older, newer, base);
        const lines = text.split('\n');

        for (const mine of after.filter((one) => one.startsWith('mine')))
          expect(lines.filter((one) => one === mine)).toHaveLength(1);
      }),
      { numRuns: runs(400) },
    );
  });

  it('where they only added lines, what is left without these is the newer draft, and nothing is a conflict', () => {
    const added = played.filter(({ before, after }) => {
      const rest = after.filter((one) => !one.startsWith('mine'));
      return rest.join('\n') === before.join('\n');
    });
    fc.assert(
      fc.property(added, ({ base, newer, fresh, older }) => {
        const { text, conflicts } = mergeDraft(older, newer, base);

        expect(conflicts).toEqual([]);
        expect(full(inside(text)).filter((one) => !one.startsWith('mine'))).toEqual(full(fresh));
      }),
      { numRuns: runs(200) },
    );
  });

  it('what nobody touched is the newer draft, and what is not generated anew is as they left it', () => {
    fc.assert(
      fc.property(played, ({ base, newer, older, after }) => {
        expect(mergeDraft(base, newer, base)).toEqual({ text: `${newer}\n`, conflicts: [] });
        const same = mergeDraft(older, base, base);
        expect(same.conflicts).toEqual([]);
        expect(full(inside(same.text))).toEqual(full(after));
      }),
      { numRuns: runs(200) },
    );
  });

  it('it is the same each time, and again with its outcome', () => {
    fc.assert(
      fc.property(played, ({ base, newer, older }) => {
        const once = mergeDraft(older, newer, base);

        expect(mergeDraft(older, newer, base)).toEqual(once);
        for (const from of [base, newer])
          expect(mergeDraft(once.text, newer, from)).toEqual({ text: once.text, conflicts: [] });
      }),
      { numRuns: runs(400) },
    );
  });
});
