import { describe, expect, it } from 'vitest';
import { ana, asHtml, mrkdwn, words } from './rendered.ts';

const inside = (text: string): string =>
  mrkdwn(text)
    .replace(/^<span class="kit-mrkdwn">/, '')
    .replace(/<\/span>$/, '')
    .replaceAll(/<span class="kit-lines">(.*?)<\/span>$/gs, '$1');

describe('mrkdwn', () => {
  it.each([
    ['*bold*', '<strong>bold</strong>'],
    ['_italic_ and ~gone~', '<em>italic</em> and <s>gone</s>'],
    ['*_both_*', '<strong><em>both</em></strong>'],
    ['`kubectl get pods`', '<code>kubectl get pods</code>'],
    ['`*literal*`', '<code>*literal*</code>'],
    ['snake_case_name', 'snake_case_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['*not*this and 2*3*4', '*not*this and 2*3*4'],
    ['(*bold*), *more*.', '(<strong>bold</strong>), <strong>more</strong>.'],
    ['*not\nbold*', '*not\nbold*'],
    ['**nothing**', '**nothing**'],
    ['&amp;lt; is &lt;', '&amp;lt; is &lt;'],
  ])('shows %j as Slack does', (text, html) => {
    expect(inside(text)).toBe(html);
  });

  it('shows who, where and which group is meant by their names', () => {
    expect(words(mrkdwn('<@U2> in <#C1> with <!subteam^S1>, <!here>'))).toBe(
      '@ben in #incidents with @payments, @here',
    );
  });

  it('shows a channel that the viewer can not see as a private one', () => {
    expect(words(mrkdwn('<#C9>'))).toBe('private channel');
  });

  it('makes a mention of the viewer stand out', () => {
    expect(mrkdwn('<@U1>')).toContain('kit-mention-own');
    expect(mrkdwn('<@U2>')).not.toContain('kit-mention-own');
  });

  it('links addresses with their label', () => {
    expect(mrkdwn('<https://example.com/a?b=1&amp;c=2|the board>')).toContain(
      '<a class="kit-link" href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noreferrer noopener">the board</a>',
    );
  });

  it('does not link what would run', () => {
    expect(mrkdwn('<javascript:alert(1)|click>')).not.toContain('<a');
  });

  it('keeps hostile text text', () => {
    const hostile = '<img src=x onerror=alert(1)> <script>alert(1)</script> &lt;b&gt;';

    expect(mrkdwn(hostile)).not.toMatch(/<(img|script|b)\b/);
    expect(words(mrkdwn('&lt;script&gt;'))).toBe('<script>');
  });

  it('shows emoji as characters, unknown ones by their names', () => {
    expect(words(mrkdwn(':fire: :warning: :no_such_thing: :wave::skin-tone-3:'))).toBe(
      '🔥 ⚠️ :no_such_thing: 👋🏼',
    );
  });

  it('quotes lines that begin with >, and all after >>>', () => {
    expect(mrkdwn('said:\n&gt; one\n> two\nthen')).toContain('<blockquote>one\ntwo</blockquote>');
    expect(mrkdwn('&gt;&gt;&gt; one\ntwo')).toContain('<blockquote>one\ntwo</blockquote>');
  });

  it('keeps blocks of code as they are', () => {
    expect(mrkdwn('see\n```\na *b*\n  c\n```\nend')).toContain('<pre>a *b*\n  c</pre>');
    expect(words(mrkdwn('``` never closed'))).toBe('``` never closed');
  });
});

describe('dates', () => {
  const at = Date.UTC(2026, 10, 20, 18, 5, 9) / 1000;
  const date = (format: string, timestamp = at) => words(mrkdwn(`<!date^${timestamp}^${format}|no date>`));

  it.each([
    ['{time}', '03:05'],
    ['{time_secs}', '03:05:09'],
    ['{date_num}', '2026-11-21'],
    ['{date}', 'November 21st'],
    ['{date_short}', 'Nov 21'],
    ['{date_long}', 'Saturday, November 21st'],
    ['{date_short_pretty}, {time}', 'Tomorrow, 03:05'],
    ['due {date_pretty} at {time}', 'due tomorrow at 03:05'],
    ['{ago}', 'in 8 hours'],
    ['{what}', '{what}'],
  ])('%s is read in the zone of who looks', (format, shown) => {
    expect(date(format)).toBe(shown);
  });

  it('have their year when they are far away', () => {
    expect(date('{date_short}', Date.UTC(2024, 1, 1) / 1000)).toBe('Feb 1, 2024');
  });

  it('fall back to the words given with them', () => {
    expect(date('{time}', Number.NaN)).toBe('no date');
  });

  it('are the same in rich text', () => {
    const element = { type: 'date', timestamp: at, format: '{time}', fallback: '18:05 UTC' };
    const block = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] };

    expect(words(asHtml([block]))).toBe('03:05');
    expect(words(asHtml([block], { ...ana, timeZone: 'Europe/London' }))).toBe('18:05');
  });
});
