import type { Fact } from '../fact.ts';
import { type Severity, worst } from '../severity.ts';

/** The worst severity that an incident had. `start`: where no fact says any. */
export function worstSeverity(facts: readonly Fact[], start: Severity): Severity {
  return facts.reduce((severity, { body }) => {
    if (body.kind === 'incident.declared') return worst(severity, body.severity);
    if (body.kind !== 'severity.changed') return severity;
    return worst(worst(severity, body.from), body.to);
  }, start);
}
