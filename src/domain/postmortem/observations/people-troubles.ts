import type { Fact } from '../../fact.ts';
import { COMMANDER } from '../../role.ts';
import { isWorse } from '../../severity.ts';
import { countOf } from '../../wording/alert-words.ts';
import { severityLabel } from '../../wording/severity-words.ts';
import { worstSeverity } from '../worst-severity.ts';
import type { Observed } from './observed.ts';

/** What people were asked and did not take, what they took for too little, and what could not be looked at. */
export function peopleTroubles({ material }: Observed): readonly string[] {
  const { facts } = material;
  return [...unansweredRoles(material), ...escalations(facts), ...tooMild(facts), ...blindness(facts)];
}

function unansweredRoles({ facts, source }: Observed['material']): readonly string[] {
  const held = new Set(facts.flatMap(({ body }) => (body.kind === 'role.assigned' ? [body.role] : [])));
  const asked = new Set(facts.flatMap(({ body }) => (body.kind === 'role.proposed' ? [body.role] : [])));
  const wasLed = held.has(COMMANDER) || !source.incident.opened;
  return [
    ...[...asked].filter((role) => !held.has(role)).map((role) => `Nobody accepted the role ${role}.`),
    ...(wasLed || asked.has(COMMANDER) ? [] : ['Nobody was commander.']),
  ];
}

function escalations(facts: readonly Fact[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { body } of facts) {
    if (body.kind === 'role.escalated') counts.set(body.role, (counts.get(body.role) ?? 0) + 1);
  }
  return [...counts].map(
    ([role, count]) =>
      `For the role ${role} ${count === 1 ? 'one person' : `${count} people`} did not answer in time.`,
  );
}

function tooMild(facts: readonly Fact[]): readonly string[] {
  const declared = facts.find(({ body }) => body.kind === 'incident.declared')?.body;
  if (declared?.kind !== 'incident.declared') return [];
  const worst = worstSeverity(facts, declared.severity);
  return isWorse(worst, declared.severity)
    ? [`It was first taken for ${severityLabel(declared.severity)} and was ${severityLabel(worst)}.`]
    : [];
}

function blindness(facts: readonly Fact[]): readonly string[] {
  const failures = facts.filter(({ body }) => body.kind === 'diagnosis.failed').length;
  const lost = facts.filter(({ body }) => body.kind === 'channel.lost').length;
  return [
    ...(failures > 0
      ? [`${countOf(failures, 'diagnosis').replace(/diagnosiss$/, 'diagnoses')} failed.`]
      : []),
    ...(lost > 0
      ? [`The channel was lost ${lost === 1 ? 'once' : countOf(lost, 'time')} during the incident.`]
      : []),
  ];
}
