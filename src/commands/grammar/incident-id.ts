import type { IncidentId } from '../../domain/fact.ts';
import { plain, type Token } from './token.ts';

/** `INC-7`, in any case, with any dash or none, with a comma or colon after it; null when the word is no incident's id. */
export function incidentIdOf(token: Token | undefined): IncidentId | null {
  if (token?.kind !== 'word') return null;
  const number = /^inc-?0*([1-9]\d{0,8})[.,:;]?$/.exec(plain(token))?.[1];
  return number === undefined ? null : `INC-${number}`;
}
