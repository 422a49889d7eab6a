import type { Incident, StepState } from './incident.ts';
import type { Notice } from './notice.ts';
import type { RoleName } from './role.ts';

/**
 * How many questions for one role are remembered once they stand in the channel: the newest is open, the one before
 * it is edited as soon as the newest is there, and one more for an edit that Slack makes wait.
 */
const REMEMBERED = 3;

/** The key of the step that asks the channel: `question:<role>:<notice>`. */
const QUESTION = /^question:(.+):(\d+)$/;

/** Which step says a notice. That of a question names its role, since it outlives its notice; that of a draft its number. */
export function noticeStepKey({ id, body }: Notice): string {
  if (body.kind === 'postmortem') return `tell-export:${body.export}`;
  const isQuestion = body.kind === 'role-proposed' || body.kind === 'role-escalated';
  return isQuestion ? `question:${body.role}:${id}` : `notice:${id}`;
}

/** The role and the notice of a question's step; null for any other step. */
export function questionOf(step: string): { readonly role: RoleName; readonly notice: number } | null {
  const [, role, notice] = QUESTION.exec(step) ?? [];
  return role === undefined ? null : { role, notice: Number(notice) };
}

/** What is remembered when a question was said: where the newest questions for its role stand. */
export function rememberedQuestions(steps: Incident['steps'], role: RoleName): Incident['steps'] {
  const said = Object.entries(steps).flatMap(([key, { state }]) => {
    const question = questionOf(key);
    return question?.role === role && state === 'done' ? [question.notice] : [];
  });
  const newest = said.sort((a, b) => b - a).slice(0, REMEMBERED);
  return stepsWithout(steps, (question) => question.role === role && !newest.includes(question.notice));
}

/** Forgets where a role (null: each of them) was asked for: what is asked from now on is another matter. */
export function withoutAsked(incident: Incident, role: RoleName | null): Incident {
  const steps = stepsWithout(incident.steps, (question) => role === null || question.role === role);
  return { ...incident, steps };
}

function stepsWithout(
  steps: Incident['steps'],
  isForgotten: (question: { readonly role: RoleName; readonly notice: number }, state: StepState) => boolean,
): Incident['steps'] {
  const kept = Object.entries(steps).filter(([key, state]) => {
    const question = questionOf(key);
    return question === null || !isForgotten(question, state);
  });
  return Object.fromEntries(kept);
}

/**
 * Takes back what nobody needs to answer any more: the questions for this role (or for all of them, when the incident
 * is over) that are still waiting to be said in the channel.
 */
export function withoutQuestions(incident: Incident, role: RoleName | null): Incident {
  const notices = incident.notices.filter(
    ({ body }) =>
      (body.kind !== 'role-proposed' && body.kind !== 'role-escalated') ||
      (role !== null && body.role !== role),
  );
  if (notices.length === incident.notices.length) return incident;
  // One that Slack made wait waits no more: the card would say so for ever.
  const steps = stepsWithout(
    incident.steps,
    (question, { state }) => state !== 'done' && (role === null || question.role === role),
  );
  return { ...incident, notices, steps };
}

/** An incident that is over waits for nobody: who was asked for a role is not asked any more. */
export function withoutAsks(incident: Incident): Incident {
  const roles = Object.entries(incident.roles).map(([name, state]) => [
    name,
    { ...state, asked: null, acceptBy: null, everyone: false },
  ]);
  return withoutQuestions({ ...incident, roles: Object.fromEntries(roles) }, null);
}
