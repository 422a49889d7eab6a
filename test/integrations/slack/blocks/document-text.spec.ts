import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../../src/domain/document.ts';
import { documentText } from '../../../../src/integrations/slack/blocks/document-text.ts';

const NOTE = /\nSlack did not take this message as it was laid out.*$/;

const said = (document: Document): string => documentText(document).replace(NOTE, '');

describe('a document as bare text', () => {
  it('has every word of every part, and none for what is only layout', () => {
    const document: Document = {
      push: ['SEV1: INC-7'],
      parts: [
        { kind: 'header', text: 'Checkout is down' },
        { kind: 'divider' },
        { kind: 'text', lines: [['Lead: ', { kind: 'user', user: 'U024BE7LH' }], [], ['next line']] },
        { kind: 'context', lines: [[{ kind: 'emoji', name: 'fire' }], ['since 13:05']] },
        { kind: 'fields', fields: [{ label: 'Cluster', value: ['prod-eu1'] }] },
        { kind: 'quote', text: 'it broke\nagain' },
        { kind: 'preformatted', text: 'NAME  READY\nweb   0/1', fileName: 'pods.txt' },
        { kind: 'file', label: 'the whole log', text: 'x', fileName: 'log.txt' },
        { kind: 'buttons', buttons: [{ action: 'lead', value: 'INC-7', label: 'I lead' }] },
      ],
    };

    expect(said(document).split('\n')).toEqual([
      'SEV1: INC-7',
      'Checkout is down',
      'Lead: <@U024BE7LH>',
      'next line',
      'since 13:05',
      'Cluster: prod-eu1',
      'it broke',
      'again',
      'NAME  READY',
      'web   0/1',
      'the whole log',
    ]);
    expect(documentText(document)).toMatch(NOTE);
  });

  it.each(['preformatted', 'quote'] as const)('hides a key that goes over several lines of a %s', (kind) => {
    const body = [
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC',
      'BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
      'MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3S',
    ];
    const text = ['-----BEGIN PRIVATE KEY-----', ...body, '-----END PRIVATE KEY-----', 'after it'].join('\n');
    const part = kind === 'quote' ? { kind, text } : { kind, text, fileName: 'key.txt' };

    const shown = said({ push: ['look'], parts: [part] });

    for (const line of body) expect(shown).not.toContain(line);
    expect(shown).toContain('after it');
  });

  it('is escaped, redacted, and within what Slack shows in one piece, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3_000 }), { maxLength: 12 }), (lines) => {
        const text = documentText({
          push: ['<!channel>'],
          parts: [{ kind: 'text', lines: lines.map((line) => [`<!here> password=hunter2hunter2 ${line}`]) }],
        });

        expect(text.length).toBeLessThanOrEqual(4_000);
        expect(text).not.toMatch(/<!(?:channel|here)/);
        expect(text).not.toContain('hunter2hunter2');
        expect(text).toMatch(NOTE);
      }),
    );
  });
});
