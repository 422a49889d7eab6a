import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUserinfo } from '../../../src/domain/redaction/addresses.ts';
import { findAssignments } from '../../../src/domain/redaction/assignments.ts';
import { findFlags } from '../../../src/domain/redaction/command-flags.ts';
import { findDirectives } from '../../../src/domain/redaction/directives.ts';
import { findHeaders } from '../../../src/domain/redaction/headers.ts';
import { findNamedValues } from '../../../src/domain/redaction/named-values.ts';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { findSqlPasswords } from '../../../src/domain/redaction/sql-passwords.ts';
import { findTokens } from '../../../src/domain/redaction/token-shapes.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { ordinaryLines } from '../../fixtures/secrets/ordinary-lines.ts';
import { runs } from '../../setup/runs.ts';

/** What secrets' names, tokens and commands are made of, without a sign, a blank or a quote. */
const pieces = secretShapes.flatMap((shape) => shape.in.split(/[^A-Za-z0-9._/-]+/)).filter(Boolean);
const signs = fc.constantFrom(
  '',
  '.',
  '_',
  '-',
  '--',
  '/',
  '//',
  '-p',
  'mysql',
  'password',
  'Bearer',
  'value',
);
const word = fc
  .array(fc.oneof(fc.constantFrom(...pieces), signs, fc.stringMatching(/^[A-Za-z0-9._/-]{0,12}$/)), {
    maxLength: 6,
  })
  .map((all) => all.join(''));

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...secretShapes.map((shape) => shape.in), ...ordinaryLines),
      fc.constantFrom(
        'password: |',
        'key: >-',
        'name: DB_PASSWORD',
        '-----BEGIN A-----',
        '--password',
        'a |',
      ),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 6 },
  )
  .map((all) => all.join('\n'));

describe('the short cuts of redaction', () => {
  it('leave out of one word what finds nothing there', () => {
    const others = [
      ...[findUserinfo, findHeaders, findNamedValues],
      ...[findFlags, findDirectives, findSqlPasswords, findAssignments],
    ];
    fc.assert(
      fc.property(word, (line) => {
        for (const find of others) expect(find(line)).toEqual([]);
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('leave out of hexadecimal digits what knows tokens by their shape', () => {
    const digits = fc.stringMatching(/^[0-9a-f]{20,40}$/);
    const lead = fc.constantFrom(
      '',
      'dapi',
      's.',
      'hvs.',
      'key-',
      '1//0',
      'pul-',
      'x/s.',
      'do',
      '/',
      '.',
      'sk-',
    );
    fc.assert(
      fc.property(lead, digits, fc.constantFrom('', '-us1', '/32', '.1'), (before, run, after) => {
        const line = before + run + after;

        // Whatever is a token by its shape goes, whichever way was taken.
        if (findTokens(line).length > 0) expect(redact(line)).not.toContain(run);
        else if (/^[0-9a-f./]*$/.test(line)) expect(redact(line)).toBe(line);
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('take the same out of the last line as if another came after it', () => {
    fc.assert(
      fc.property(text, (all) => {
        expect(redact(`${all}\nand so on`).startsWith(redact(all))).toBe(true);
      }),
      { numRuns: runs(3_000) },
    );
  });
});
