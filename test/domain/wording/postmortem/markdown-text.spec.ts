import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless } from '../../../../src/domain/harmless.ts';
import {
  markdownLink,
  markdownRich,
  markdownText,
} from '../../../../src/domain/wording/postmortem/markdown/markdown-text.ts';
import { runs } from '../../../setup/runs.ts';
import { hostileTexts } from './hostile.ts';
import { htmlOf, seen, skeleton } from './rendered.ts';

/** What the reader should see of a text: the text, its blanks as one. */
const plain = (text: string): string => harmless(text).replace(/\s+/g, ' ').trim();

const places: readonly { readonly name: string; readonly put: (text: string) => string }[] = [
  { name: 'a paragraph', put: (text) => text },
  { name: 'a list', put: (text) => `- ${text}` },
  { name: 'a heading', put: (text) => `## ${text}` },
  { name: 'a quote', put: (text) => `> ${text}` },
  { name: 'bold', put: (text) => `- **${text.trim()}** x` },
  { name: 'a table', put: (text) => `| head |\n| --- |\n| ${text} |` },
];

describe('a text from outside in Markdown', () => {
  it.each(places)('is text in $name, whatever it says', ({ put }) => {
    const wanted = skeleton(htmlOf(put('word'))).join();
    const wrong = hostileTexts
      .filter((text) => plain(text) !== '')
      .filter((text) => {
        const html = htmlOf(put(markdownText(text)));
        const frame = seen(htmlOf(put('\u0001'))).split('\u0001');
        return (
          skeleton(html)
            .filter((tag) => !/^\/?span$/.test(tag))
            .join() !== wanted || seen(html) !== `${frame[0] ?? ''}${plain(text)}${frame[1] ?? ''}`.trim()
        );
      });

    expect(wrong).toEqual([]);
  });

  it('is text whatever signs it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'\\`*_[]|~<>&$#@!:.-+=()\n\t 1a"\''),
      fc.constantFrom('www.', 'http://', '&amp;', '```', '[x] ', '](', '![', '<b>', '-->', '::', ' \n> '),
    );
    const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...places.filter(({ name }) => name !== 'bold')),
        (written, { put }) => {
          fc.pre(plain(written) !== '');
          const html = htmlOf(put(markdownText(written).trim()));
          const frame = skeleton(htmlOf(put('word'))).join();

          expect(
            skeleton(html)
              .filter((tag) => !/^\/?span$/.test(tag))
              .join(),
          ).toBe(frame);
          expect(seen(html).endsWith(plain(written))).toBe(true);
        },
      ),
      { numRuns: runs(400) },
    );
  });

  it('calls nobody and refers to nothing on GitHub, which looks at the text after it was rendered', () => {
    const html = htmlOf(markdownText(hostileTexts.join(' ')))
      .replace(/&#8203;/g, '\u200b')
      .replaceAll('&#39;', "'");

    expect(html).not.toMatch(/@[\w-]/);
    expect(html).not.toMatch(/#\d/);
    expect(html).not.toMatch(/\bGH-\d/i);
    expect(html).not.toMatch(/:(?!\d\d:)[\w+-]+:/);
    expect(html.replaceAll('<span>$</span>', '')).not.toContain('$');
  });

  it('leaves names and times as they are read', () => {
    expect(markdownText('kube_pod_info at 13:05:07, checkout-7d9f (v2.4.1) 12 %')).toBe(
      'kube_pod_info at 13:05:07, checkout-7d9f (v2.4.1) 12 %',
    );
  });

  it('leaves the digest of an image so that it can be copied, and nobody is called sha256', () => {
    const digest = `sha256:${'e9'.repeat(32)}`;

    expect(markdownText(`set it to registry.example/shop/catalog@${digest}, please`)).toBe(
      `set it to registry.example/shop/catalog@${digest}, please`,
    );
    expect(markdownText(`@${digest}`)).toBe(`@&#8203;${digest}`);
    expect(markdownText(`ask @${digest}, or a@sha256 or a@sha256:x`)).not.toMatch(/@[\w-]/);
  });

  it('takes a line of a megabyte, and signs without end, in a moment', () => {
    for (const sign of ['a', '#', ':a', '`', '_', '@', '[', '1.', '  ', '<!--']) {
      expect(markdownText(sign.repeat(1_000_000 / sign.length)).length).toBeLessThan(14_000_000);
    }
  });

  it('links to http and https only', () => {
    const links = [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//evil.example',
      'https://a b',
      '',
    ];

    expect(links.map((url) => markdownLink('look', url))).toEqual(links.map(() => 'look'));
    expect(htmlOf(markdownLink('a]( **b**', 'https://x.example/`q`?a=1&copy=2&s=$1'))).toBe(
      '<p><a href="https://x.example/%60q%60?a=1&amp;copy=2&amp;s=%241">a]( **b**</a></p>\n',
    );
  });

  it('shows code as code, also with backticks, pipes and tags in it', () => {
    for (const text of ['a', '`a`', 'a|b', '<b>', '``', '\\|', ' @ana ', '$a$']) {
      const html = htmlOf(`| x |\n| --- |\n| ${markdownRich([{ kind: 'code', text }])} |`);

      expect(html).toContain('<td><code>');
      expect(seen(html)).toBe(`x ${text.trim()}`);
    }
  });
});
