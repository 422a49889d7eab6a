import { harmless } from '../harmless.ts';
import { withoutUserinfo } from './addresses.ts';
import { withoutAssignments } from './assignments.ts';
import { withoutFlags } from './command-flags.ts';
import { withoutDirectives } from './directives.ts';
import { withoutEncoded } from './encoded-runs.ts';
import { withoutHeaders } from './headers.ts';
import { withoutNamedValues } from './named-values.ts';
import { withoutSqlPasswords } from './sql-passwords.ts';
import { withoutTokens } from './token-shapes.ts';

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

/** In this order. */
const inContext = [
  withoutTokens,
  withoutUserinfo,
  withoutSqlPasswords,
  withoutHeaders,
  withoutNamedValues,
  withoutFlags,
  withoutDirectives,
  withoutAssignments,
];

/** One line without its secrets. What holds none comes back as it is. */
export function redactLine(line: string, depth = 0): string {
  const bare = HIDING.test(line) ? harmless(line).replaceAll('\n', ' ') : line;
  const left = inRounds(bare, depth);
  return left === bare ? line : left;
}

function inRounds(line: string, depth: number): string {
  let left = line;
  for (let round = 0; round < ROUNDS; round++) {
    const next = oneRound(left, depth);
    if (next === left) break;
    left = next;
  }
  return left;
}

function inItsWords(line: string): string {
  if (HEXADECIMAL.test(line) && !line.includes('//')) return line;
  if (ONE_WORD.test(line)) return withoutTokens(line);
  return inContext.reduce((left, without) => without(left), line);
}

function oneRound(line: string, depth: number): string {
  // What needs its words around it comes before what may take a word of them: "password: docker login -p x".
  const bare = inItsWords(line);
  if (depth >= DEPTH) return bare;
  return withoutEncoded(bare, (text) =>
    text
      .split('\n')
      .map((one) => redactLine(one, depth + 1))
      .join('\n'),
  );
}
