import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Postmortem } from '../../../../src/domain/postmortem/postmortem.ts';
import { postmortemMarkdown } from '../../../../src/domain/wording/postmortem/markdown/postmortem-markdown.ts';
import { mergeDraft } from '../../../../src/domain/wording/postmortem/merge/merge-draft.ts';
import { anEntry, aPostmortem } from '../../../builders/postmortem.ts';
import { runs } from '../../../setup/runs.ts';

const first = postmortemMarkdown(aPostmortem());
const grown = (over: Partial<Postmortem> = {}): string =>
  postmortemMarkdown(
    aPostmortem({
      summary: [
        { kind: 'course', text: 'Checkout rejected cards for 24 minutes; revision 7 is back.' },
        ...aPostmortem().summary.slice(1),
      ],
      timeline: [...aPostmortem().timeline, anEntry({ id: 'f41', text: 'resolved it' })],
      ...over,
    }),
  );
const second = grown();

/** Everything between the marks of a part, marks included. */
const part = (text: string, name: string): string =>
  new RegExp(`<!-- keyturn:${name} begin[^>]*-->[\\s\\S]*?<!-- keyturn:${name} end -->`).exec(text)?.[0] ??
  '';

describe('bringing a newer draft together with an older one', () => {
  it('is the newer one where nobody wrote anything', () => {
    expect(mergeDraft(first, second)).toEqual({ text: second, conflicts: [] });
    expect(mergeDraft(second, second)).toEqual({ text: second, conflicts: [] });
    expect(mergeDraft('', second)).toEqual({ text: second, conflicts: [] });
  });

  it('keeps what people wrote in their parts, and renews everything else', () => {
    const older = first.replace('- Who was affected?', '- Who was affected? Everyone with a card of bank X.');
    const { text, conflicts } = mergeDraft(older, second);

    expect(part(text, 'people impact')).toBe(part(older, 'people impact'));
    expect(text.replace(part(text, 'people impact'), part(second, 'people impact'))).toBe(second);
    expect(conflicts).toEqual([]);
  });

  it('renews questions that nobody answered', () => {
    const older = first.replace(
      part(first, 'people lessons'),
      part(first, 'people lessons').replace(/digest=\w+/, 'digest=x'),
    );

    expect(mergeDraft(first, second.replace('Whom else should we tell?', 'Whom do we tell?')).text).toContain(
      'Whom do we tell?',
    );
    expect(mergeDraft(older, second.replace('Whom else should we tell?', 'Whom do we tell?')).text).toContain(
      'Whom else should we tell?',
    );
  });

  it('keeps text between the parts where it stands', () => {
    const mine = 'Reviewed on Monday.\n\n- by Ana';
    const older = first.replace(
      '<!-- keyturn:section times begin',
      `${mine}\n\n<!-- keyturn:section times begin`,
    );

    expect(mergeDraft(`A word before.\n\n${older}`, second).text).toBe(
      `A word before.\n\n${second.replace('<!-- keyturn:section times begin', `${mine}\n\n<!-- keyturn:section times begin`)}`,
    );
  });

  it('moves lines that were added inside a generated part below it', () => {
    const older = first.replace(
      '### Friday, 2026-11-20\n',
      '### Friday, 2026-11-20\n\nAna was on the train until here.\n',
    );
    const { text, conflicts } = mergeDraft(older, first);

    expect(conflicts).toEqual([]);
    expect(text).toBe(
      first.replace(
        '<!-- keyturn:section timeline end -->',
        '<!-- keyturn:section timeline end -->\n\nAna was on the train until here.',
      ),
    );
  });

  it('does not call it a conflict when the part grew meanwhile', () => {
    const older = first.replace(
      '### Friday, 2026-11-20\n',
      '### Friday, 2026-11-20\n\nAna was on the train until here.\n',
    );
    const { text, conflicts } = mergeDraft(older, second);

    expect(conflicts).toEqual([]);
    expect(part(text, 'section timeline')).toBe(part(second, 'section timeline'));
    expect(text).toContain(
      'section timeline end -->\n\nAna was on the train until here.\n\n<!-- keyturn:people timeline',
    );
  });

  it('keeps both where people changed generated text, and says so', () => {
    const older = first.replace(
      'Checkout rejected cards for 24 minutes',
      'Checkout rejected cards for 26 minutes',
    );
    const { text, conflicts } = mergeDraft(older, second);

    expect(part(text, 'section summary')).toBe(part(second, 'section summary'));
    expect(conflicts).toEqual([
      {
        section: 'summary',
        kind: 'changed',
        kept: 'Checkout rejected cards for 26 minutes.',
      },
    ]);
    expect(text).toMatch(
      /section summary end -->\n\n> \[!WARNING\]\n> \*\*Conflict in `summary`\.\*\*[\s\S]*?```text\nCheckout rejected cards for 26 minutes\./,
    );
  });

  it('says so when lines that people took out are back', () => {
    const older = first.replace('- 1 alert has no runbook.\n', '');
    const { text, conflicts } = mergeDraft(older, second);

    expect(conflicts).toEqual([{ section: 'went-badly', kind: 'removed', kept: '' }]);
    expect(text).toMatch(/section went-badly end -->\n\n> \[!WARNING\]\n> \*\*Conflict in `went-badly`/);
  });

  it('keeps the text of a part whose marks were damaged, beside the newer one', () => {
    const older = first
      .replace('<!-- keyturn:people impact end -->', '')
      .replace('- Who was affected?', '- Everyone.');
    const { text, conflicts } = mergeDraft(older, second);

    expect(conflicts).toEqual([{ section: 'impact', kind: 'marks', kept: '' }]);
    expect(text).toContain('- Everyone.');
    expect(part(text, 'people impact')).toBe(part(second, 'people impact'));
  });

  it('keeps what people changed in a part that the newer draft does not have', () => {
    const gone =
      '<!-- keyturn:section costs begin digest=1 -->\nIt cost 3 coins.\n<!-- keyturn:section costs end -->';
    const { text, conflicts } = mergeDraft(`${first}\n${gone}\n`, second);

    expect(text).toContain('It cost 3 coins.');
    expect(conflicts).toEqual([{ section: 'costs', kind: 'changed', kept: 'It cost 3 coins.' }]);
  });

  it('does not mind when an editor aligns the tables', () => {
    const older = first.replaceAll(' | ', '    | ').replaceAll('| --- ', '| -------- ');

    expect(older).not.toBe(first);
    expect(mergeDraft(older, second)).toEqual({ text: second, conflicts: [] });
  });

  it('does not mind what an editor does to line ends and blanks', () => {
    const older = first.replaceAll('\n\n', '\n\n\n').replaceAll('\n', ' \r\n');

    expect(mergeDraft(older, second)).toEqual({ text: second, conflicts: [] });
  });
});

/** What people do to a text: a line more, a line changed, a line less, at some place. */
const deeds = fc.array(
  fc.record({
    deed: fc.constantFrom('add', 'change', 'remove', 'copy'),
    place: fc.nat(1_000),
    blank: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** The text after the deeds, and every line that people wrote: each is one of its kind, so that it can be found again. */
function worked(text: string, done: readonly { deed: string; place: number; blank: boolean }[]) {
  const lines = text.split('\n');
  const written: string[] = [];
  done.forEach(({ deed, place, blank }, index) => {
    const at = place % lines.length;
    const mine = `human line ${index} with \`\`\` and | and <!-- note -->`;
    // A line of theirs that they took out themselves is not to be found again.
    const old = lines[at] ?? '';
    const forget = (): void => void (written.includes(old) && written.splice(written.indexOf(old), 1));
    if (deed === 'add') lines.splice(at, 0, ...(blank ? ['', mine, ''] : [mine]));
    if (deed === 'change') forget();
    if (deed === 'change') lines[at] = mine;
    if (deed === 'remove') forget();
    if (deed === 'remove') lines.splice(at, 1);
    if (deed === 'copy') lines.splice(at, 0, ...lines.slice(at, at + 20));
    if (deed === 'add' || deed === 'change') written.push(mine);
  });
  return { text: lines.join('\n'), written };
}

describe('whatever people did to a draft', () => {
  it('no line of theirs is lost, and every generated part is the newer one', () => {
    fc.assert(
      fc.property(deeds, (done) => {
        const { text: older, written } = worked(first, done);
        const { text } = mergeDraft(older, second);
        const lines = new Set(text.split('\n'));

        expect(written.filter((line) => !lines.has(line))).toEqual([]);
        for (const [, name] of second.matchAll(/<!-- keyturn:(section [a-z-]+) begin/g)) {
          expect(part(text, name ?? '')).toBe(part(second, name ?? ''));
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('bringing it together twice is bringing it together once', () => {
    fc.assert(
      fc.property(deeds, (done) => {
        const once = mergeDraft(worked(first, done).text, second).text;

        expect(mergeDraft(once, second)).toEqual({ text: once, conflicts: [] });
      }),
      { numRuns: runs(150) },
    );
  });

  it('also of texts that are no drafts at all', () => {
    const piece = fc.oneof(
      fc
        .constantFrom('section a', 'section b', 'people a')
        .chain((name) =>
          fc.constantFrom(
            `<!-- keyturn:${name} begin digest=1 -->`,
            `<!-- keyturn:${name} begin -->`,
            `<!-- keyturn:${name} end -->`,
          ),
        ),
      fc.constantFrom('', 'x', 'y', '```', '  z'),
    );
    const text = fc.array(piece, { maxLength: 15 }).map((lines) => lines.join('\n'));

    fc.assert(
      fc.property(text, text, (older, newer) => {
        const once = mergeDraft(older, newer).text;
        const lines = new Set(once.split('\n').map((line) => line.trimEnd()));

        expect(mergeDraft(once, newer).text).toBe(once);
        for (const line of older.split('\n'))
          if (!line.startsWith('<!--')) expect(lines).toContain(line.trimEnd());
      }),
      { numRuns: runs(300) },
    );
  });
});
