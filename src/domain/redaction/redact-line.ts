import { harmless } from '../harmless.ts';
import { withoutUserinfo } from './addresses.ts';
import { withoutAssignments } from './assignments.ts';
import { withoutFlags } from './command-flags.ts';
import { withoutDirectives } from './directives.ts';
import { withoutEncoded } from './encoded-runs.ts';
import { withoutHeaders } from './headers.ts';
import { withoutNamedValues } from './named-values.ts';
import { withoutTokens } from './token-shapes.ts';

/** What one shape leaves may show another; more rounds than this were never needed. */
const ROUNDS = 4;

/** Base64 within base64 within base64 is not looked into. */
const DEPTH = 3;

/** Colours and characters without width, which may stand within a name or a secret and hide it. */
const HIDING = /(?![\t\r])[\p{Cc}\p{Cf}\u115f\u1160\u180e\u3164\uffa0]|\u034f|\u17b4|\u17b5/u;

/** In this order. */
const inContext = [
  withoutTokens,
  withoutUserinfo,
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

function oneRound(line: string, depth: number): string {
  // What needs its words around it comes before what may take a word of them: "password: docker login -p x".
  const bare = inContext.reduce((left, without) => without(left), line);
  if (depth >= DEPTH) return bare;
  return withoutEncoded(bare, (text) =>
    text
      .split('\n')
      .map((one) => redactLine(one, depth + 1))
      .join('\n'),
  );
}
