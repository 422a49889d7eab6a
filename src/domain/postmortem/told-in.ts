import { evolveAll, foldLog } from '../evolve.ts';
import type { Fact, FactBody, IncidentId, MessageRef } from '../fact.ts';
import type { Incident } from '../incident.ts';
import { questionOf } from '../open-questions.ts';
import { gateStepOf } from '../proposal/gate-step-keys.ts';

/** Of which notice of the incident, diagnosis or change a message of ours speaks. */
type About =
  | `notice ${number}`
  | `export ${number}`
  | `draft ${number}`
  | `diagnosis ${number}`
  | `proposal ${number}`
  | `watch ${number}`
  | 'card';

/**
 * Which of our messages told of which fact, by the fact's version. The steps that posted them name what they were about;
 * the numbers of notices are those that the fold gives.
 */
export function toldIn(id: IncidentId, facts: readonly Fact[]): ReadonlyMap<number, MessageRef> {
  const messages = new Map<About, MessageRef>();
  for (const { body } of facts) {
    const about = body.kind === 'step.done' && body.ref !== null ? aboutStep(body.step) : null;
    if (about !== null && body.kind === 'step.done' && body.ref !== null) messages.set(about, body.ref);
  }
  const notices = noticesOf(id, facts);
  return new Map(
    facts.flatMap(({ version, body }) => {
      const subject = [...(notices.get(version) ?? []), ...aboutFact(body)];
      const ref = subject.map((about) => messages.get(about)).find((found) => found !== undefined);
      return ref === undefined ? [] : [[version, ref] as const];
    }),
  );
}

/** The notices that each fact caused, found by folding the log again. */
function noticesOf(id: IncidentId, facts: readonly Fact[]): ReadonlyMap<number, readonly About[]> {
  const caused = new Map<number, readonly About[]>();
  let incident: Incident | null = null;
  for (const fact of facts) {
    const before: Incident | null = incident;
    const after = folded(before, fact, id);
    if (after === null) continue;
    const first = before?.lastNotice ?? 0;
    const count = Math.max(0, after.lastNotice - first);
    if (count > 0) {
      caused.set(
        fact.version,
        Array.from({ length: count }, (_, i) => `notice ${first + i + 1}` as const),
      );
    }
    // Only the numbers are wanted: what was said and done would be copied with every fact.
    incident = { ...after, notices: [], steps: {} };
  }
  return caused;
}

/** Null as long as the log did not declare anything. */
function folded(incident: Incident | null, fact: Fact, id: IncidentId): Incident | null {
  if (fact.body.kind === 'incident.declared') return foldLog(id, [fact]);
  return incident === null ? null : evolveAll(incident, [fact], fact.recordedAt).incident;
}

function aboutStep(step: string): About | null {
  if (step === 'post-card' || step === 'post-triage') return 'card';
  const notice = /^notice:(\d+)$/.exec(step)?.[1] ?? questionOf(step)?.notice;
  if (notice !== undefined) return `notice ${Number(notice)}`;
  const [, of, draft] = /^(post|tell)-export:(\d+)$/.exec(step) ?? [];
  if (of !== undefined) return `${of === 'post' ? 'export' : 'draft'} ${Number(draft)}`;
  const gate = gateStepOf(step);
  // Direct messages and alarms are nothing that others can open.
  if (gate !== null) return gate.kind === 'post-proposal' ? `proposal ${gate.proposal}` : null;
  const [, kind, number] = /^post-(diagnosis|watch):(\d+)$/.exec(step) ?? [];
  if (number === undefined) return null;
  return kind === 'watch' ? `watch ${Number(number)}` : `diagnosis ${Number(number)}`;
}

function aboutFact(body: FactBody): readonly About[] {
  if (body.kind === 'incident.declared') return ['card'];
  if (body.kind === 'diagnosis.completed') return [`diagnosis ${body.diagnosis}`];
  if ('export' in body) return [`${body.kind === 'postmortem.drafted' ? 'draft' : 'export'} ${body.export}`];
  if ('proposal' in body) return [`proposal ${body.proposal}`];
  return 'watch' in body ? [`watch ${body.watch}`] : [];
}
