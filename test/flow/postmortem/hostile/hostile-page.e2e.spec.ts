import { describe } from 'vitest';
import { harmless } from '../../../../src/domain/harmless.ts';
import { htmlText } from '../../../../src/domain/wording/postmortem/html/html-text.ts';
import { postmortemHtml } from '../../../../src/domain/wording/postmortem/html/postmortem-html.ts';
import { aMessage, aPostmortem, withEveryText } from '../../../builders/postmortem.ts';
import { hostileTexts } from '../../../domain/wording/postmortem/hostile.ts';
import { itWithChromium } from '../../../setup/it-with-chromium.ts';
import { openReader } from './read-page.ts';

const MEGABYTE = 1_000_000;

/** A text as it is read: without what could do harm, its blanks as one. */
const asRead = (text: string): string => harmless(text).replace(/\s+/g, ' ').trim();

/** The same incident with a word instead of the text: of as many lines, because a quote of several looks otherwise. */
const tameTwin = (text: string): string => {
  const shown = harmless(text).trim();
  return shown === '' ? '' : `www${shown.includes('\n') ? '\nw' : ''}`;
};

const page = (text: string): string => postmortemHtml(withEveryText(aPostmortem(), () => text));

describe('the HTML draft in a browser, hostile text in every field', { timeout: 300_000 }, () => {
  itWithChromium(
    'has the same elements as with harmless text, does nothing and leads nowhere',
    async ({ expect }) => {
      // Without its policy, so that it is the escaping that is seen to hold.
      const read = await openReader({ lawless: true });
      const known = (await read(postmortemHtml(aPostmortem()))).vocabulary;
      const twins = new Map<string, readonly string[]>();
      for (const text of hostileTexts) {
        const tame = tameTwin(text);
        const twin = twins.get(tame) ?? (await read(page(tame))).elements;
        twins.set(tame, twin);

        const { elements, vocabulary, links, text: shown, deeds } = await read(page(text));

        expect.soft(deeds, text).toEqual([]);
        expect.soft(elements, text).toEqual(twin);
        expect
          .soft(
            [...vocabulary].filter((name) => !known.has(name)),
            text,
          )
          .toEqual([]);
        expect
          .soft(
            links.filter((url) => !/^(?:https?:\/\/|#[a-z0-9-]+$)/.test(url)),
            text,
          )
          .toEqual([]);
        const wanted = asRead(text);
        if (wanted !== '') expect.soft(shown.split(wanted).length, text).toBeGreaterThan(30);
      }
    },
  );

  itWithChromium(
    'runs nothing even if something had got into it: the policy is there',
    async ({ expect }) => {
      const html = postmortemHtml(aPostmortem());
      const evil =
        '<script>alert(1)</script><img src="https://evil.example/x.png" onerror="alert(2)"><iframe src="https://evil.example"></iframe>';
      const broken = html.replace('</main>', `${evil}</main>`);
      const lawless = await (await openReader({ lawless: true }))(broken);
      const lawful = await (await openReader({ lawless: false }))(broken);

      // That the reader would see it is what makes its silence elsewhere mean something.
      expect(lawless.deeds).toEqual(
        expect.arrayContaining(['said 1', 'asked for https://evil.example/x.png']),
      );
      expect(lawful.policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
      );
      expect(lawful.deeds.filter((deed) => !deed.startsWith('complained: '))).toEqual([]);
      expect((await (await openReader({ lawless: false }))(html)).deeds).toEqual([]);
    },
  );

  itWithChromium.for([
    ['word', 'x'.repeat(MEGABYTE)],
    ['line', '<b>x</b> '.repeat(MEGABYTE / 9)],
    ['text of many lines', 'a < b & c\n'.repeat(MEGABYTE / 10)],
  ] as const)('is read in a moment with a %s of a megabyte in a message', async ([, text], { expect }) => {
    const read = await openReader({ lawless: true });
    const began = performance.now();
    const html = postmortemHtml(aPostmortem({ timeline: [aMessage(text)] }));
    const made = performance.now() - began;
    const { deeds, elements, text: shown, milliseconds } = await read(html);

    expect(deeds).toEqual([]);
    expect(elements).toEqual(
      (await read(postmortemHtml(aPostmortem({ timeline: [aMessage(tameTwin(text))] })))).elements,
    );
    expect(shown).toContain(asRead(text));
    // A machine that is busy is slow at any page, so the same text alone on a page is the measure.
    const floor = await read(
      `<!doctype html><meta charset="utf-8"><p style="white-space: pre-wrap">${htmlText(text)}</p>`,
    );
    expect(milliseconds).toBeLessThan(4 * floor.milliseconds + 3_000);
    expect(made).toBeLessThan(5_000);
  });
});
