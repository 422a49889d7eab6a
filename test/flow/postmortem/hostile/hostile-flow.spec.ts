import { describe, expect, it } from 'vitest';
import { harmless } from '../../../../src/domain/harmless.ts';
import { postmortemHtml } from '../../../../src/domain/wording/postmortem/html/postmortem-html.ts';
import { postmortemMarkdown } from '../../../../src/domain/wording/postmortem/markdown/postmortem-markdown.ts';
import { parseDraft } from '../../../../src/domain/wording/postmortem/merge/parse-draft.ts';
import { aPostmortem } from '../../../builders/postmortem.ts';
import { htmlOf, skeleton, tagsOf } from '../../../domain/wording/postmortem/rendered.ts';
import { itWithChromium } from '../../../setup/it-with-chromium.ts';
import { type Drafts, playHostile } from './play-hostile.ts';
import { openReader } from './read-page.ts';

/** What was said where, and is told in the draft. */
const TOLD = [
  ...['Alert', 'Summary', 'Pod', 'Severity', 'Other', 'Nameana', 'Nameben', 'Nameeve'],
  ...[
    'Said',
    'Saidend',
    'Reply',
    'Replyend',
    'Broadcast',
    'After',
    'Afterend',
    'File',
    'WithFile',
    'Topic',
    'Half',
  ],
  ...['LongWord', 'LongLine', 'Note', 'Update', 'Rename', 'Worse', 'Status', 'Followup', 'Second', 'Resolve'],
  ...['Denied', 'Deny', 'Withdrawn', 'Withdraw', 'Done', 'Cluster0', 'Cluster0end', 'Cluster1'],
];

/** What is told nowhere: what was taken back, what Slack or a link could not hold, and what nobody reads in a draft. */
const UNTOLD = ['Deleted', 'Before', 'Title', 'Mime', 'Runbook', 'Dashboard', 'Generator'];

/** Signs that nothing may show: they hide, turn round, or talk to a terminal. */
const HARMFUL = /(?![\t\n])\p{Cc}|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Only where something of ours breaks what GitHub would make of a text. */
const withoutBreaks = (text: string): string =>
  text.replaceAll('&#8203;', '').replaceAll('<\u200b!--', '<!--');

const asRead = (text: string): string => harmless(text).replace(/\s+/g, ' ').trim();

/** Everything that people and programs were made to say leads to this host, or is no web address. */
const isAstray = (url: string): boolean =>
  !/^#[a-z0-9-]+$/.test(url) &&
  (!/^https?:$/.test(new URL(url).protocol) || new URL(url).host === 'evil.example');

/** It is played once, for whichever test comes first. */
let played: Promise<Drafts> | null = null;
const drafted = (): Promise<Drafts> => {
  played ??= playHostile();
  return played;
};

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function pieces(markdown: string): readonly string[] {
  return parseDraft(markdown, () => []).pieces.map((piece) =>
    piece.kind === 'free'
      ? `free: ${piece.lines.join(' ')}`
      : `${piece.kind} ${piece.name} ${piece.isUntouched}`,
  );
}

function expectText({ md, html, json }: Drafts): void {
  const told = { md: withoutBreaks(md), html, json: JSON.stringify(json) };
  for (const [form, text] of Object.entries(told)) {
    expect
      .soft(
        TOLD.filter((mark) => !new RegExp(`zq${mark}\\b`).test(text)),
        form,
      )
      .toEqual([]);
    expect
      .soft(
        UNTOLD.filter((mark) => new RegExp(`zq${mark}\\b`).test(text)),
        form,
      )
      .toEqual([]);
    expect.soft(HARMFUL.exec(text)?.index ?? null, form).toBeNull();
    expect.soft(text.isWellFormed(), form).toBe(true);
  }
}

function expectMarkdown({ md }: Drafts): void {
  const tame = postmortemMarkdown(aPostmortem());
  const shown = htmlOf(md);
  const known = new Set([...skeleton(htmlOf(tame)), 'br', 'blockquote', '/blockquote', 'span', '/span']);
  const links = tagsOf(shown).flatMap(({ attributes }) => attributes.filter(([key]) => key === 'href'));

  expect(pieces(md)).toEqual(pieces(tame));
  expect([...new Set(skeleton(shown))].filter((tag) => !known.has(tag))).toEqual([]);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(([, url]) => isAstray(url))).toEqual([]);
  expect(shown.match(/<code class="language-mermaid">/g)).toHaveLength(1);
  const [, chart = ''] = /<code class="language-mermaid">([\s\S]*?)<\/code>/.exec(shown) ?? [];
  expect(chart.trimStart()).toMatch(/^gantt\n/);
  expect(chart).not.toMatch(/[;#`&]|click|evil\.example/);
}

describe('a draft of an incident in which everybody and everything says hostile things', {
  timeout: 300_000,
}, () => {
  it('tells them as text in Markdown, HTML and JSON', async () => {
    const drafts = await drafted();

    expectText(drafts);
    expectMarkdown(drafts);
    const known = new Set([...skeleton(postmortemHtml(aPostmortem())), 'blockquote', '/blockquote']);
    expect([...new Set(skeleton(drafts.html))].filter((tag) => !known.has(tag))).toEqual([]);
  });

  itWithChromium('is a page that does nothing and shows all of it, as it was written', async (context) => {
    const { html, json } = await drafted();
    const read = await openReader({ lawless: true });
    const known = (await read(postmortemHtml(aPostmortem()))).vocabulary;

    const { vocabulary, links, deeds, text, policy } = await read(html);

    context.expect(deeds).toEqual([]);
    context.expect(policy).toMatch(/^default-src 'none';/);
    context.expect([...vocabulary].filter((name) => !known.has(name) && name !== 'blockquote')).toEqual([]);
    context.expect(links.filter(isAstray)).toEqual([]);
    const written = [
      // A line whose words are longer than a line has them as a quote, and only the beginning of them itself.
      json.timeline.map((entry) => [
        entry.quote ?? entry.text,
        entry.by,
        entry.files.map(({ name }) => name),
      ]),
      json.summary,
      json.changes.map(({ reason, outcome }) => [reason, outcome]),
      json.causes.map(({ sentence, evidence }) => [sentence, evidence.map((one) => one.text)]),
      json.followups.map((one) => one.text),
    ]
      .flatMap(textsOf)
      .filter((one) => one.includes('zq') && !/^https?:/.test(one));
    context.expect(written.length).toBeGreaterThan(40);
    context.expect(written.filter((one) => !text.includes(asRead(one)))).toEqual([]);
  });
});
