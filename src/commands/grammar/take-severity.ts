import type { Severity } from '../../domain/severity.ts';
import { severityNamed } from './named-values.ts';
import { plain, type Token } from './token.ts';

/** A severity at the beginning of a title: `sev1`, `SEV-1`, `sev 1`. A bare number is part of the title there. */
export function takeSeverity(words: readonly Token[]): {
  readonly severity: Severity | null;
  readonly words: readonly Token[];
} {
  const first = plain(words[0]);
  if (first === 'sev') {
    const severity = severityNamed(plain(words[1]));
    if (severity) return { severity, words: words.slice(2) };
  }
  const severity = first.startsWith('sev') ? severityNamed(first) : null;
  return severity ? { severity, words: words.slice(1) } : { severity: null, words };
}
