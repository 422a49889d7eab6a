import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../src/domain/instant.ts';
import { postmortemMarkdown } from '../../../../src/domain/wording/postmortem/markdown/postmortem-markdown.ts';
import { parseDraft } from '../../../../src/domain/wording/postmortem/merge/parse-draft.ts';
import { NOON } from '../../../builders/incident.ts';
import { aMessage, aPostmortem, withEveryText } from '../../../builders/postmortem.ts';
import { hostileTexts } from './hostile.ts';
import { htmlOf, seen, skeleton } from './rendered.ts';

const partsOf = (text: string): readonly string[] =>
  parseDraft(text, () => []).pieces.map((piece) =>
    piece.kind === 'free'
      ? `free: ${piece.lines.join(' ')}`
      : `${piece.kind} ${piece.name} ${piece.isUntouched}`,
  );
const chartOf = (text: string): readonly string[] =>
  /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1]?.split('\n') ?? [];

/** Tags of the shown page, those aside of which a text may have its own number: lines, dollar signs, elements of code. */
const frame = (text: string): readonly string[] =>
  skeleton(htmlOf(text)).filter((tag) => !/^\/?(span|br|blockquote|p)$/.test(tag));

describe('the Markdown draft', () => {
  it('reads like this', async () => {
    await expect(postmortemMarkdown(aPostmortem())).toMatchFileSnapshot(
      '../../../fixtures/postmortem/half-an-hour.md',
    );
  });

  it('is the same bytes for the same incident', () => {
    expect(postmortemMarkdown(aPostmortem())).toBe(postmortemMarkdown(structuredClone(aPostmortem())));
  });

  it.each(hostileTexts)('has the same shape when every text of the incident is %j', (text) => {
    const tame = postmortemMarkdown(withEveryText(aPostmortem(), () => (text.trim() === '' ? '' : 'word')));
    const hostile = postmortemMarkdown(withEveryText(aPostmortem(), () => text));

    expect(partsOf(hostile)).toEqual(partsOf(tame));
    expect(partsOf(hostile).filter((part) => !part.endsWith(' true'))).toEqual([]);
    if (text.trim() !== '') expect(frame(hostile)).toEqual(frame(tame));
    expect(chartOf(hostile).map((line) => line.trim().split(' ')[0])).toEqual(
      chartOf(tame).map((line) => line.trim().split(' ')[0]),
    );
  });

  it('shows what was written line by line, as it was written', () => {
    const quote = 'first\n  - second\n\n> third @ana\n```\nfourth';
    const html = htmlOf(postmortemMarkdown(aPostmortem({ timeline: [aMessage(quote)] })));
    const shown = /<blockquote>([\s\S]*?)<\/blockquote>/.exec(html)?.[1] ?? '';

    expect(shown.match(/<br>/g)).toHaveLength(3);
    expect(seen(shown.replaceAll('<br>', ' '))).toBe('first - second > third @ana ``` fourth');
  });

  it('draws a chart in which every line is one that Mermaid knows', () => {
    const known =
      /^ {4}(title|todayMarker|section) [^:;#%`]*$|^ {4}dateFormat YYYY-MM-DDTHH:mm:ss$|^ {4}axisFormat (%m-%d )?%H:%M$|^ {4}(Incident|Status|Alert|Proposal)( [^:;#,%`]+)? :((milestone|active|crit|done), )?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d, \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$|^gantt$/;

    for (const text of ['word', ...hostileTexts]) {
      const chart = chartOf(postmortemMarkdown(withEveryText(aPostmortem(), () => text)));

      expect(chart.length).toBeGreaterThan(12);
      expect(chart.filter((line) => !known.test(line))).toEqual([]);
    }
  });

  it('draws in UTC what goes over a change of the clocks, so that time never runs backwards', () => {
    const at = Date.UTC(2026, 9, 25, 0, 30, 0);
    const moved = aPostmortem({
      tracks: {
        statuses: [
          { at, status: 'investigating' },
          { at: at + HOUR, status: 'resolved' },
        ],
        roles: [],
        messages: [],
      },
      times: [],
      changes: [],
      detection: { how: '', alerts: [] },
    });

    expect(chartOf(postmortemMarkdown(moved)).filter((line) => /title|Status /.test(line))).toEqual([
      '    title Timeline of INC-7, times of UTC',
      '    Status investigating :active, 2026-10-25T00:30:00, 2026-10-25T01:30:00',
      '    Status resolved :active, 2026-10-25T01:30:00, 2026-10-25T01:31:00',
    ]);
  });

  it('says at its head that GitHub may not show it, when it is that long', () => {
    const of = (length: number) =>
      postmortemMarkdown(aPostmortem({ timeline: [aMessage('x'.repeat(length), { at: NOON + MINUTE })] }));
    const said = 'GitHub may show it as plain text';

    expect(of(1_400_000)).not.toContain(said);
    expect(of(1_500_000).indexOf(said)).toBeLessThan(400);
    expect(of(1_500_000).split(said)).toHaveLength(2);
  });

  it('takes a message of a megabyte', () => {
    const text = postmortemMarkdown(
      aPostmortem({ timeline: [aMessage('[x]('.repeat(250_000), { at: NOON + MINUTE })] }),
    );

    expect(text.length).toBeGreaterThan(1_000_000);
    expect(partsOf(text)).toEqual(partsOf(postmortemMarkdown(aPostmortem())));
  });
});
