import type { Part } from '../document.ts';
import type { IncidentId } from '../fact.ts';
import type { FoundRemedy } from '../investigation.ts';
import { oneLine } from '../one-line.ts';
import type { GateRules } from '../proposal/gate-rules.ts';
import { isOffered } from '../proposal/offered-actions.ts';
import { actions } from './actions.ts';
import { doSubject } from './do-subject.ts';
import { changeWords } from './proposal-words.ts';

/** Slack's limit for the words on a button. */
const LABEL = 75;

/** The button that begins a proposal with what would help; nothing where that change is not offered. */
export function remedyPart(
  id: IncidentId,
  { diagnosis, index, target, remedy }: FoundRemedy,
  { gate, cluster }: { readonly gate: GateRules | null; readonly cluster: string },
): readonly Part[] {
  const { action, parameters } = remedy;
  if (gate === null || !isOffered(gate, { action, cluster, namespace: target.namespace })) return [];
  const value = doSubject({ id, finding: { diagnosis, index }, undoes: null });
  const label = oneLine(`Propose: ${changeWords(action, target, parameters)}`, LABEL);
  return [{ kind: 'buttons', buttons: [{ action: actions.openDoForm, value, label }] }];
}
