import type { Door } from '../domain/actor.ts';
import { person } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { GateRules } from '../domain/proposal/gate-rules.ts';
import type { AskRule } from '../domain/query/ask-rule.ts';
import type { Asking } from '../domain/request.ts';
import type { Clock } from '../ports/clock.ts';
import type { Digests } from '../ports/digests.ts';
import type { Directory } from '../ports/directory.ts';
import type { Episodes } from '../ports/episodes.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { IncidentIndex } from '../ports/incident-index.ts';
import type { AskGate } from '../workflows/ask-gate.ts';
import type { ChangeDeps } from '../workflows/change-incident.ts';
import type { DeclareDeps } from '../workflows/declare-incident.ts';
import type { MarkDeps } from '../workflows/mark-message.ts';
import type { Asker } from './door.ts';

/** What commands need of the world. */
export type CommandDeps = ChangeDeps &
  DeclareDeps &
  MarkDeps & {
    readonly index: IncidentIndex;
    readonly episodes: Episodes;
    readonly evidence: EvidenceStore;
    readonly directory: Directory;
    readonly digests: Digests;
    readonly clock: Clock;
    /** Which clusters may be asked, as the configuration names them, and by whom. */
    readonly asking: { readonly clusters: readonly string[]; readonly rules: readonly AskRule[] };
    /** What may be changed, and who decides it; null: no change is offered. */
    readonly gate: GateRules | null;
  };

/** One person asking one thing, once, by one door. */
export type Ask = {
  readonly deps: CommandDeps;
  /** One for all: those who ask the same incident take turns. */
  readonly askGate: AskGate;
  readonly asker: Asker;
  readonly door: Door;
  readonly at: Instant;
};

/** The asking as the domain knows it. */
export function askingOf(ask: Ask): Asking {
  return { by: person(ask.asker.user), door: ask.door, at: ask.at };
}
