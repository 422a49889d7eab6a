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
  const target = targetOf(all[0]);
  const [verb, ...words] = target ? all.slice(1) : all;
  return { target, verb: plain(verb).replace(/^[/-]+|[.,:;!?]+$/g, ''), words };
}

function targetOf(token: Token | undefined): Target | null {
  if (token?.kind === 'channel') return { kind: 'channel', channel: token.channel };
  const id = incidentIdOf(token);
  return id === null ? null : { kind: 'id', id };
}
