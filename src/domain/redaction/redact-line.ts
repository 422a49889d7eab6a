import { harmless } from '../harmless.ts';
import { findUserinfo } from './addresses.ts';
import { findAssignments } from './assignments.ts';
import { findFlags } from './command-flags.ts';
import { findDirectives } from './directives.ts';
import { findEncoded } from './encoded-runs.ts';
import { findHeaders } from './headers.ts';
import { findNamedValues } from './named-values.ts';
import { findSqlPasswords } from './sql-passwords.ts';
import { type Find, hide, type Stretch } from './stretch.ts';
import { findTokens } from './token-shapes.ts';

/** What one shape leaves may show another; more rounds than this were never needed. */
const ROUNDS = 4;

/** Base64 within base64 within base64 is not looked into. */
const DEPTH = 3;

/** Colours and characters without width, which may stand within a name or a secret and hide it. */
const HIDING = /(?![\t\r])[\p{Cc}\p{Cf}\u115f\u1160\u180e\u3164\uffa0]|\u034f|\u17b4|\u17b5/u;

/**
 * A line of these characters only is one word. All but the tokens need something beside the secret: a sign between a
 * name and its value, a blank, a quote, the @ of an address. Digests, addresses and names are a view's most numerous texts.
 */
const ONE_WORD = /^[A-Za-z0-9._/-]*$/;

/** Digests, uids without dashes and IP addresses: no token is made of so little, but for one that begins with `1//0`. */
const HEXADECIMAL = /^[0-9a-f./]*$/;

const inContext: readonly Find[] = [
  findTokens,
  findUserinfo,
  findSqlPasswords,
  findHeaders,
  findNamedValues,
  findFlags,
  findDirectives,
  findAssignments,
];

/** A line without what hides in it or hides something of it: what is looked for is found at the same places as it is shown. */
export function bareLine(line: string): string {
  return HIDING.test(line) ? harmless(line).replaceAll('\n', ' ') : line;
}

/**
 * One line without its secrets. What holds none comes back as it is. Every kind of secret is looked for in the line as
 * it was written, so that none swallows the name of another (ADR 0027). In: a bare line, `known`: what is a secret
 * there for another reason.
 */
export function redactLine(line: string, depth = 0, known: readonly Stretch[] = []): string {
  let left = hide(line, [...known, ...secretsIn(line, depth)]);
  let before = line;
  for (let round = 1; round < ROUNDS && left !== before; round++) {
    before = left;
    left = hide(left, secretsIn(left, depth));
  }
  return left;
}

function secretsIn(line: string, depth: number): readonly Stretch[] {
  const found = inItsWords(line);
  if (depth >= DEPTH) return found;
  const encoded = findEncoded(line, (text) =>
    text
      .split('\n')
      .map((one) => redactLine(bareLine(one), depth + 1))
      .join('\n'),
  );
  return encoded.length === 0 ? found : [...found, ...encoded];
}

function inItsWords(line: string): readonly Stretch[] {
  if (HEXADECIMAL.test(line) && !line.includes('//')) return [];
  return ONE_WORD.test(line) ? findTokens(line) : inContext.flatMap((find) => find(line));
}
