import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/domain/redaction/create-redactor.ts';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { ordinaryLines } from '../../fixtures/secrets/ordinary-lines.ts';
import { partsOf } from '../../fixtures/secrets/secret-shape.ts';
import { runs } from '../../setup/runs.ts';

const shape = fc.constantFrom(...secretShapes);
const line = fc.constantFrom(...ordinaryLines);
const lines = fc.array(line, { maxLength: 6 }).map((all) => all.join('\n'));

/** Anything at all: secrets, ordinary lines, junk, in any order, joined in several ways. */
const anyText = fc
  .array(
    fc.tuple(
      fc.oneof(
        shape.map((one) => one.in),
        line,
        fc.string({ unit: 'binary' }),
        fc.constantFrom('password', '=', '"', '-----BEGIN A-----', '[redacted]', '\\', '[', '{', '|', ': '),
      ),
      fc.constantFrom('', ' ', '\n', '\r\n', '\t'),
    ),
    { maxLength: 12 },
  )
  .map((all) => all.flat().join(''));

const inPieces = (text: string, cuts: readonly number[]): string => {
  const redactor = createRedactor();
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  const said = places.slice(1).map((to, at) => redactor.push(text.slice(places[at], to)));
  return said.join('') + redactor.end();
};

describe('a secret anywhere in a log', () => {
  it('never survives on lines of its own, and the lines around it stay', () => {
    fc.assert(
      fc.property(shape, lines, lines, (secret, before, after) => {
        const left = redact([before, secret.in, after].join('\n'));

        for (const part of partsOf(secret)) expect(left).not.toContain(part);
        expect(left.startsWith(before)).toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('never survives behind other words on its line', () => {
    fc.assert(
      fc.property(shape, line, line, (secret, before, after) => {
        fc.pre(!/\n/.test(secret.in));
        const left = redact(`${before} ${secret.in} ${after}`);

        for (const part of partsOf(secret)) expect(left).not.toContain(part);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('never survives next to others', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 2, maxLength: 4 }), (secrets) => {
        const left = redact(secrets.map((secret) => secret.in).join('\n\n'));

        for (const secret of secrets) for (const part of partsOf(secret)) expect(left).not.toContain(part);
      }),
      { numRuns: runs(1_000) },
    );
  });
});

describe('redaction of any text', () => {
  it('finds nothing more the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = redact(text);

        expect(redact(once)).toBe(once);
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('gives the same in pieces, cut anywhere', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(), { maxLength: 20 }), (text, cuts) => {
        expect(inPieces(text, cuts)).toBe(redact(text));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('gives the same character by character', () => {
    for (const { in: text } of secretShapes)
      expect(
        inPieces(
          text,
          Array.from(text, (_, at) => at),
        ),
      ).toBe(redact(text));
  });

  it('changes nothing in ordinary lines, in any order', () => {
    fc.assert(
      fc.property(lines, (text) => {
        expect(redact(text)).toBe(text);
      }),
      { numRuns: runs(1_000) },
    );
  });
});
