import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { harmless } from '../../../../src/domain/harmless.ts';
import { HOUR } from '../../../../src/domain/instant.ts';
import { htmlText } from '../../../../src/domain/wording/postmortem/html/html-text.ts';
import { postmortemHtml } from '../../../../src/domain/wording/postmortem/html/postmortem-html.ts';
import { postmortemSections } from '../../../../src/domain/wording/postmortem/postmortem-sections.ts';
import { NOON } from '../../../builders/incident.ts';
import { aMessage, anEntry, aPostmortem, withEveryText } from '../../../builders/postmortem.ts';
import { hostileTexts } from './hostile.ts';
import { seen, skeleton, tagsOf } from './rendered.ts';

const page = postmortemHtml(aPostmortem());
const known = new Set(skeleton(page));

describe('the HTML draft', () => {
  it('is one file: nothing in it is loaded from elsewhere, and there is no script', () => {
    const tags = tagsOf(page);
    const names = new Set(tags.map(({ name }) => name));
    const keys = new Set(tags.flatMap(({ attributes }) => attributes.map(([key]) => key)));

    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'form', 'base', 'use', 'image']) {
      expect(names.has(name)).toBe(false);
    }
    expect([...keys].filter((key) => /^on|^src|^style$|^srcset|xlink/.test(key))).toEqual([]);
    expect(page).not.toMatch(/@import|url\(|javascript:/);
  });

  it('allows in its policy its own style and nothing else', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');

    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'">`,
    );
  });

  it('closes what it opens, in order', () => {
    const open: string[] = [];
    for (const { name, isEnd } of tagsOf(page.replace(/<(?:line|rect|polygon)[^>]*\/>/g, ''))) {
      if (name === 'meta') continue;
      if (!isEnd) open.push(name);
      else expect(open.pop()).toBe(name);
    }

    expect(open).toEqual([]);
  });

  it('follows the reader: light and dark, phone and paper', () => {
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(page).toMatch(/color-scheme: light dark/);
    expect(page).toMatch(/@media \(prefers-color-scheme: dark\)/);
    expect(page).toMatch(/@media print/);
  });

  it('scrolls nothing sideways but code: on a narrow screen a table is a list that names each column', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const cells = tagsOf(page).filter(({ name, isEnd }) => name === 'td' && !isEnd);

    expect(style.match(/[^\n]*overflow-x[^\n]*/g)).toEqual([expect.stringMatching(/^pre \{/)]);
    expect(style).toMatch(/max-width: 48rem\) \{[^@]*td \{ display: block; \}/);
    expect(cells.length).toBeGreaterThan(30);
    expect(cells.filter(({ attributes }) => attributes[0]?.[0] !== 'data-name')).toEqual([]);
    expect(page).toContain('<td data-name="How it was determined">');
  });

  it('draws the timeline for a broad screen and for a narrow one, and shows one of them', () => {
    expect(page.match(/<svg class="(\w+)"/g)).toEqual(['<svg class="broad"', '<svg class="narrow"']);
    expect(page).toMatch(/\nsvg\.narrow \{ display: none; \}/);
    expect(page).toMatch(/svg\.broad \{ display: none; \}\n {2}svg\.narrow \{ display: block; \}/);
  });

  it.each(hostileTexts)('has the same tags when every text of the incident is %j', (text) => {
    const shown = harmless(text).trim();
    const filled = shown === '' ? '' : `www${shown.includes('\n') ? '\nw' : ''}`;
    const tame = postmortemHtml(withEveryText(aPostmortem(), () => filled));
    const hostile = postmortemHtml(withEveryText(aPostmortem(), () => text));

    const drawn = (html: string): string =>
      html.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<\/?(?:del|ins)>/g, '');
    expect(skeleton(drawn(hostile))).toEqual(skeleton(drawn(tame)));
    expect([...new Set(skeleton(hostile))].filter((tag) => !known.has(tag))).toEqual([]);
  });

  it('shows a text as it was written', () => {
    const text = '<b>&amp;</b> "quoted" \'x\'';

    expect(seen(postmortemHtml(aPostmortem({ timeline: [aMessage(text)] })))).toContain(
      `Ana Lopez: ${text} message`,
    );
  });

  it('keeps a text within an attribute, too, should one ever stand there', () => {
    for (const text of hostileTexts) expect(htmlText(text)).not.toMatch(/["'<>]/);
  });

  it('has its sections as links near its head, and the days of a timeline that has several', () => {
    const days = [NOON, NOON + 24 * HOUR].map((at, index) => anEntry({ id: `f${index}`, at }));
    const nav = (html: string): string => /<nav[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
    const links = (html: string) => [...nav(html).matchAll(/href="#([^"]+)"/g)].map(([, to]) => to ?? '');
    const long = postmortemHtml(aPostmortem({ timeline: days }));
    const names = postmortemSections(aPostmortem()).map(({ name }) => name);

    expect(links(page)).toEqual(names.slice(1));
    expect(links(long)).toEqual(
      names
        .slice(1)
        .flatMap((name) => (name === 'timeline' ? [name, 'day-2026-11-20', 'day-2026-11-21'] : [name])),
    );
    for (const to of links(long)) expect(long.split(` id="${to}"`)).toHaveLength(2);
    expect(long.indexOf('<nav')).toBeGreaterThan(long.indexOf('id="title"'));
    expect(long.indexOf('<nav')).toBeLessThan(long.indexOf('id="summary"'));
  });

  it('links to http and https only', () => {
    const addresses = [
      'javascript:alert(1)',
      'https://x.example/"onmouseover=alert(1)',
      'https://x.example/?a=1&b=2',
    ];
    const links = addresses.map((url, index) => ({ label: `link ${index}`, url }));
    const html = postmortemHtml(aPostmortem({ incident: { ...aPostmortem().incident, links } }));

    expect(html).not.toMatch(/href="javascript|onmouseover/);
    expect(html).toContain('<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">link 2</a>');
  });
});
