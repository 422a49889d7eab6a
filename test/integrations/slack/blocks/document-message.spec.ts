import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Inline, Part } from '../../../../src/domain/document.ts';
import { documentMessage } from '../../../../src/integrations/slack/blocks/document-message.ts';
import { runs } from '../../../setup/runs.ts';
import { anyDocument, anyText } from './arbitrary-documents.ts';
import { expectSlackTakes } from './slack-limits.ts';

const messageOf = (...parts: Part[]) => documentMessage({ push: ['push'], parts }, 'file');
const line = (...inlines: Inline[]): Part => ({ kind: 'text', lines: [inlines] });
const all = (document: Document) => JSON.stringify(documentMessage(document, 'cut'));

describe('any document', () => {
  it('becomes a message that Slack takes', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.constantFrom('file' as const, 'cut' as const, 'file-failed' as const),
        (document, overflow) => {
          expectSlackTakes(documentMessage(document, overflow));
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('mentions nobody and links nowhere through its plain text', () => {
    const places: ((text: string) => Part)[] = [
      (text) => line(text),
      (text) => line({ kind: 'bold', text }),
      (text) => ({ kind: 'fields', fields: [{ label: text, value: [text] }] }),
      (text) => ({ kind: 'context', lines: [[text], [{ kind: 'italic', text }]] }),
      (text) => ({ kind: 'quote', text }),
      (text) => ({ kind: 'header', text }),
      (text) => ({ kind: 'preformatted', text, fileName: 'x.txt' }),
      (text) => ({ kind: 'file', label: text, text, fileName: 'x.txt' }),
      (text) => ({ kind: 'buttons', buttons: [{ action: 'a', value: 'v', label: text }] }),
    ];
    fc.assert(
      fc.property(anyText, fc.constantFrom(...places), (text, place) => {
        const message = documentMessage({ push: [text], parts: [place(text)] }, 'cut');
        // In mrkdwn, control begins with a bare <.
        const mrkdwn = [message.text, ...mrkdwnOf(message.blocks)];
        for (const words of mrkdwn) expect(words).not.toMatch(/[<>]/);
        // In rich text, only these elements do anything.
        expect(JSON.stringify(message.blocks)).not.toMatch(
          /"type":"(?:user|usergroup|channel|broadcast|link|emoji)"/,
        );
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('many of something', () => {
  it('are at most 50 blocks, the last of which counts the rest', () => {
    const { blocks } = messageOf(...Array.from({ length: 70 }, (): Part => ({ kind: 'divider' })));

    expect(blocks).toHaveLength(50);
    expect(JSON.stringify(blocks.at(-1))).toContain('… 21 more parts do not fit into one message.');
    expect(messageOf(...Array.from({ length: 49 }, (): Part => ({ kind: 'divider' }))).blocks).toHaveLength(
      49,
    );
  });

  it('are at most 25 buttons and 10 fields in a block', () => {
    const buttons = Array.from({ length: 27 }, (_, n) => ({ action: 'a', value: `${n}`, label: `${n}` }));
    const fields = Array.from({ length: 12 }, (_, n) => ({ label: `${n}`, value: ['x'] }));

    const sizes = (part: Part) =>
      messageOf(part).blocks.map(
        (block) => ('fields' in block ? block.fields : 'elements' in block && block.elements) || [],
      );
    expect(sizes({ kind: 'buttons', buttons }).map(({ length }) => length)).toEqual([25, 2]);
    expect(sizes({ kind: 'fields', fields }).map(({ length }) => length)).toEqual([10, 2]);
  });
});

describe('hostile text', () => {
  it.each([
    ['<!channel>'],
    ['<@U024BE7LH>'],
    ['<https://evil.example|kubectl logs>'],
    ['*bold* _italic_ ~gone~ `code`'],
    [':fire: & < >'],
    ['```'],
    ['> quoted'],
  ])('%s is shown literally', (text) => {
    expect(messageOf(line(text)).blocks).toEqual([
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] },
    ]);
    expect(JSON.stringify(messageOf({ kind: 'preformatted', text, fileName: 'x' }).blocks)).toContain(
      JSON.stringify(text),
    );
  });

  it('loses turned directions, invisible characters, colours and control characters', () => {
    const text = 'a\u202egnp.exe\u202c b\u200bc\ufeffd \u001b[31mred\u001b[0m bell\u0007 half\ud83d';

    expect(all({ push: [text], parts: [line(text)] })).toContain('a�gnp.exe� bcd red bell� half�');
  });

  it('can not forge a line of ours with a line break', () => {
    const { blocks } = messageOf(line('up\nApproved by: everyone'));

    expect(JSON.stringify(blocks)).toContain('up Approved by: everyone');
  });

  it('keeps names as they are, so that they can be copied', () => {
    const name = 'checkout_api-7d9c5bf8b4-x2x9z';

    expect(JSON.stringify(messageOf(line({ kind: 'code', text: name })).blocks)).toContain(name);
    expect(
      JSON.stringify(messageOf({ kind: 'fields', fields: [{ label: 'Pod', value: [name] }] }).blocks),
    ).toContain(`*Pod*\\n${name}`);
  });

  it('in a field that mrkdwn would format makes all fields literal lines', () => {
    const { blocks } = messageOf({
      kind: 'fields',
      fields: [
        { label: 'Job', value: ['*all*'] },
        { label: 'Team', value: ['shop'] },
      ],
    });

    expect(blocks).toMatchObject([{ type: 'rich_text' }]);
    expect(JSON.stringify(blocks)).toContain('*all*');
  });

  it('of a million characters in one line is cut, with a count', () => {
    const { blocks } = messageOf(line('x'.repeat(1_000_000)));

    expect(JSON.stringify(blocks)).toMatch(/x… \(99\d,\d{3} more characters\)/);
  });
});

describe('what was meant', () => {
  it('is shown literally also when there is nothing but the push', () => {
    const { text, blocks } = documentMessage({ push: ['*done* & dusted'], parts: [] }, 'cut');

    expect(text).toBe('*done* &amp; dusted');
    expect(JSON.stringify(blocks)).toContain('"text":"*done* & dusted"');
  });

  it('is shown: mentions, links, times in the reader’s zone', () => {
    const at = Date.UTC(2026, 10, 20, 14, 5);
    const inlines: Inline[] = [
      { kind: 'user', user: 'U024BE7LH' },
      { kind: 'link', url: 'https://grafana.example.com/d/1?a=b', label: 'Dashboard' },
      { kind: 'time', at, style: 'date-time' },
    ];
    const [block] = messageOf(line(...inlines)).blocks;

    expect(block).toMatchObject({
      elements: [
        {
          elements: [
            { type: 'user', user_id: 'U024BE7LH' },
            { type: 'link', url: 'https://grafana.example.com/d/1?a=b', text: 'Dashboard' },
            { type: 'date', timestamp: at / 1000, fallback: '2026-11-20 14:05 UTC' },
          ],
        },
      ],
    });
    expect(mrkdwnOf(messageOf({ kind: 'context', lines: [inlines] }).blocks)).toEqual([
      `<@U024BE7LH><https://grafana.example.com/d/1?a=b|Dashboard><!date^${at / 1000}^{date_short_pretty}, {time}|2026-11-20 14:05 UTC>`,
    ]);
    expect(documentMessage({ push: ['SEV1 for ', ...inlines], parts: [] }, 'cut').text).toBe(
      'SEV1 for <@U024BE7LH>Dashboard2026-11-20 14:05 UTC',
    );
  });

  it.each(['javascript:alert(1)', 'ftp://x.example/y', 'not an address', 'https://user:pw@x.example/'])(
    'is text where the link is %s',
    (url) => {
      const { blocks } = messageOf(line({ kind: 'link', url, label: 'Runbook' }));

      expect(JSON.stringify(blocks)).not.toContain('"link"');
      expect(JSON.stringify(blocks)).toContain('Runbook (');
    },
  );

  it('keeps its buttons when there is too much of everything', () => {
    const many = Array.from({ length: 80 }, (_, n): Part => line(`part ${n} ${'x'.repeat(400)}`));
    const { blocks } = messageOf(...many, {
      kind: 'buttons',
      buttons: [{ action: 'accept', value: 'INC-7', label: 'Accept' }],
    });

    expect(JSON.stringify(blocks)).toContain('"accept"');
    expect(JSON.stringify(blocks)).toMatch(/… \d+ more parts do not fit into one message/);
  });

  it('counts the lines that were left out', () => {
    const lines = Array.from({ length: 200 }, (_, n) => [`alert ${n} ${'x'.repeat(80)}`]);
    const shown = JSON.stringify(messageOf({ kind: 'text', lines }).blocks);
    const last = Number(/.*alert (\d+)/.exec(shown)?.[1]);

    expect(shown).toContain(`… ${199 - last} more lines`);
  });
});

describe('monospaced text', () => {
  const lines = Array.from({ length: 100 }, (_, i) => `line ${i + 1}`);
  const text = lines.join('\n');

  it('shows its first lines, or its last ones, with a count; the whole is a file', () => {
    const first = messageOf({ kind: 'preformatted', text, fileName: 'a.log', most: 3 });
    expect(JSON.stringify(first.blocks)).toContain('"text":"line 1\\nline 2\\nline 3"');
    expect(JSON.stringify(first.blocks)).toContain('3 of 100 lines, 97 left out');
    expect(first.files).toEqual([{ name: 'a.log', content: `${text}\n` }]);

    const last = messageOf({ kind: 'preformatted', text, fileName: 'a.log', most: 2, keep: 'last' });
    expect(JSON.stringify(last.blocks)).toContain('"text":"line 99\\nline 100"');
    expect(last.files).toHaveLength(1);
  });

  it('is no file when all of it is shown', () => {
    const message = messageOf({ kind: 'preformatted', text, fileName: 'a.log', most: 100 });
    expect(message.files).toEqual([]);
  });

  it('keeps the end of a long log even when not all lines that are wanted fit', () => {
    const long = Array.from({ length: 50 }, (_, i) => `${i} ${'x'.repeat(200)}`).join('\n');
    const message = messageOf({ kind: 'preformatted', text: long, fileName: 'a.log', keep: 'last' });
    expect(JSON.stringify(message.blocks)).toContain('49 xxx');
    expect(JSON.stringify(message.blocks)).not.toContain('"0 xxx');
  });

  it('can be a file alone, and the message says where it is', () => {
    const part = { kind: 'file', label: 'All findings are', text, fileName: 'all.txt' } as const;
    const { blocks, files } = messageOf(part);
    expect(JSON.stringify(blocks)).toContain('All findings are in this message’s thread: all.txt');
    expect(files).toEqual([{ name: 'all.txt', content: `${text}\n` }]);
  });
});

describe('secrets', () => {
  const secret = 'xoxb-123456789012-abcdefghijkl';
  const parts: Part[] = [
    line(`token ${secret}`),
    { kind: 'header', text: secret },
    { kind: 'quote', text: secret },
    { kind: 'fields', fields: [{ label: secret, value: [secret] }] },
    { kind: 'context', lines: [[{ kind: 'code', text: secret }]] },
    { kind: 'preformatted', text: `${secret}\n`.repeat(2_000), fileName: `${secret}.txt` },
    { kind: 'file', label: secret, text: secret, fileName: `${secret}.txt` },
    { kind: 'buttons', buttons: [{ action: 'a', value: 'v', label: secret }] },
    line({ kind: 'link', url: `https://x.example/?token=${secret}`, label: secret }),
  ];

  it.each(parts)('are taken out of $kind, and of the file that follows', (part) => {
    const message = documentMessage({ push: [secret], parts: [part] }, 'file');

    expect(JSON.stringify(message)).not.toContain('abcdefghijkl');
    expect(JSON.stringify(message)).toContain('[redacted]');
  });
});

/** Every mrkdwn text in blocks. */
function mrkdwnOf(blocks: unknown): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && value.type === 'mrkdwn' && 'text' in value) found.push(String(value.text));
      for (const one of Object.values(value)) look(one);
    }
  };
  look(blocks);
  return found;
}
