import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { ordinaryLines } from '../../fixtures/secrets/ordinary-lines.ts';
import { countWork } from './count-work.ts';

const pieces = [
  'a',
  '=',
  ' ',
  '0',
  '-',
  '\\',
  '"',
  '[',
  '/',
  ',',
  '@',
  ':',
  ' :',
  '= ',
  '\t"',
  '&quot;',
  '\u200b',
  '\u001b]',
  'password',
  'password=',
  'password="',
  'password=\\"',
  "password='",
  'password=,',
  'password=a,',
  'password=\\n',
  'password=[',
  'password: ',
  'token: ',
  'key ',
  'secret.',
  '"token":{',
  'eyJ',
  '-eyJ',
  'eyJ.',
  'x://',
  'x://a:b/',
  'a@',
  'https://',
  '@tcp(a:b',
  'authorization: ',
  'authorization: digest "',
  'authorization: [digest ',
  'cookie: "a=',
  'name: DB_PASSWORD value: [',
  '--password [a ',
  'cookie: a=',
  'Bearer ',
  'basic a',
  'sk-',
  'ghp_',
  'SG.aaaaaaaaaaaaaaaaaaa',
  '$1$',
  '--password ',
  '["--password",',
  'name: DB_PASSWORD value',
  'value:"',
  'mysql -p ',
  '"auth":"',
  'login a password ',
  'identified by ',
  "identified by '",
  "password 'a' ",
  'BEGIN ',
  '-----BEGIN ',
  '-----BEGIN A-----',
  '-----END A-----',
  'Private-Lines: 1 ',
  'LS0t',
  'AAAA/',
  'cGFzc3dvcmQ',
  'aA1',
  'a.b.',
  'jdbc:oracle:thin:a/',
  'AKIA',
  '//a:b',
  '"kind":"Secret" "data":{',
  'mysql a -p',
  'set token 1',
  'api.telegram.org/bot',
  'hooks.slack.com/services/',
  '-pass,pass:',
  '--from-literal=a=',
  'password is a1',
] as const;

/** A text of one piece, again and again, in which every gate is open, with something before it that may hold on. */
const hostile = (piece: string, size: number, lead = '') =>
  `key auth @ pass: mysql value -----BEGIN ${lead}${piece.repeat(Math.ceil(size / piece.length)).slice(0, size)}y${closed(lead)}`;

/** What was opened again and again is closed once, far away: or never. */
const closed = (lead: string) => (lead === 'https://' ? ']' : '');

/** Steps per character that are allowed; each pattern looks at a character a bounded number of times. */
const LIMIT = 1_500;

describe('the work of redaction', () => {
  it.each(pieces)('grows no faster than the text, whatever is repeated in it: %j', (piece) => {
    for (const lead of ['', 'password=x', 'password: x', 'https://', '-----BEGIN A-----\n', '"token":"']) {
      const small = countWork(() => redact(hostile(piece, 1_500, lead)));
      const large = countWork(() => redact(hostile(piece, 6_000, lead)));

      expect(large, lead).toBeLessThan(small * 4.5 + 100_000);
      expect(large / 6_000, lead).toBeLessThan(LIMIT);
    }
  });

  it('of one hostile line of a megabyte is a bounded number of steps a character', () => {
    const mixed = [...pieces, ...secretShapes.map((shape) => shape.in), ...ordinaryLines]
      .join(' ')
      .replaceAll('\n', ' ');
    const line = mixed.repeat(Math.ceil(1_000_000 / mixed.length)).slice(0, 1_000_000);

    expect(countWork(() => redact(line)) / line.length).toBeLessThan(LIMIT);
  });

  it('counts: a pattern that backtracks over and over is found out', () => {
    const slow = (size: number) => countWork(() => /a*a*b/.test('a'.repeat(size)));

    expect(slow(200)).toBeGreaterThan(slow(100) * 4);
  });
});
