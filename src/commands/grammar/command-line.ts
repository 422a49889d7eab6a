import type { IncidentId } from '../../domain/fact.ts';
import { incidentIdOf } from './incident-id.ts';
import { plain, type Token, tokens } from './token.ts';

/** What a command is about: an incident by its id, or by the channel it has. */
export type Target =
  | { readonly kind: 'id'; readonly id: IncidentId }
  | { readonly kind: 'channel'; readonly channel: string };

/** A command taken apart: `[INC-7 | #channel] [verb] [words ...]`. The verb is lower case, empty when there is none. */
export type CommandLine = {
  readonly target: Target | null;
  readonly verb: string;
  readonly words: readonly Token[];
};

/** Parses the text after `/incident`, as Slack sent it. Never fails: what makes no sense becomes an unknown verb. */
export function parseCommandLine(text: string): CommandLine {
  const all = tokens(text);
  const named = targetOf(all);
  const [verb, ...words] = all.slice(named?.used ?? 0);
  const target = named?.target ?? null;
  const word = plain(verb).replace(/^[/-]+|[.,:;!?]+$/g, '');
  // `sev2` is how everybody says it; it means `sev 2`.
  if (verb && /^sev-?[1-4]$/.test(word)) return { target, verb: 'sev', words: [verb, ...words] };
  return { target, verb: word, words };
}

function targetOf(words: readonly Token[]): { readonly target: Target; readonly used: number } | null {
  const [first, second] = words;
  if (first?.kind === 'channel') return { target: { kind: 'channel', channel: first.channel }, used: 1 };
  const id = incidentIdOf(first);
  if (id !== null) return { target: { kind: 'id', id }, used: 1 };
  if (plain(first) !== 'inc' || !second) return null;
  const spaced = incidentIdOf({ ...second, kind: 'word', text: `inc-${second.text}` });
  return spaced === null ? null : { target: { kind: 'id', id: spaced }, used: 2 };
}
