import { withoutChannel } from './evolve-channel.ts';
import { forgetWatch } from './evolve-investigation.ts';
import { addNotice } from './evolve-notices.ts';
import type { Fact, FactBody } from './fact.ts';
import type { Incident, StepState } from './incident.ts';
import { questionOf, rememberedQuestions } from './open-questions.ts';
import { forgetExportStep } from './postmortem/evolve-exports.ts';

type StepFact = Extract<FactBody, { kind: 'step.done' | 'step.skipped' | 'step.blocked' }>;

/** Steps with a number at the end, of which only the last matters: `topic:3` makes `topic:2` forgettable. */
const REVISED = /^(topic|all-clear|invite|rename-channel|still-firing|ask-postmortem):(\d+)$/;

/**
 * Folds how a step ended. A notice that is done is forgotten: the log has it, the snapshot need not grow. Where a
 * question stands is kept, because it is edited when it is over.
 */
export function evolveSteps(incident: Incident, fact: Fact, body: StepFact): Incident {
  const next = { ...incident, steps: { ...incident.steps, [body.step]: stateAfter(incident, fact, body) } };
  if (body.kind === 'step.blocked') return next;
  return consequences(forget(next, body.step), fact, body);
}

function stateAfter(incident: Incident, fact: Fact, body: StepFact): StepState {
  switch (body.kind) {
    case 'step.done':
      return { state: 'done', at: fact.at, ref: body.ref };
    case 'step.skipped':
      return { state: 'skipped', at: fact.at, reason: body.reason };
    case 'step.blocked': {
      const before = incident.steps[body.step];
      const since = before?.state === 'blocked' ? before.since : fact.at;
      const tries = before?.state === 'blocked' ? before.tries + 1 : 1;
      return { state: 'blocked', since, reason: body.reason, retryAt: body.retryAt, tries };
    }
  }
}

function consequences(incident: Incident, fact: Fact, body: StepFact): Incident {
  if (body.step === 'unarchive') {
    const { unarchive: _, ...steps } = incident.steps;
    if (body.kind === 'step.skipped') return withoutChannel({ ...incident, steps });
    const restored = { ...incident, steps, channelArchived: false, unarchivedAt: fact.at };
    return addNotice(restored, fact, { kind: 'channel-restored' });
  }
  if (body.step.startsWith('all-clear:')) return { ...incident, allClearToldAt: fact.at, toldFiring: 0 };
  return incident;
}

function forget(incident: Incident, step: string): Incident {
  const notice = /^notice:(\d+)$/.exec(step)?.[1];
  if (notice !== undefined) {
    const { [step]: _, ...steps } = incident.steps;
    return withoutNotice({ ...incident, steps }, Number(notice));
  }
  const question = questionOf(step);
  if (question !== null) {
    const steps = rememberedQuestions(incident.steps, question.role);
    return withoutNotice({ ...incident, steps }, question.notice);
  }
  const watch = /^close-watch:(\d+)$/.exec(step)?.[1];
  if (watch !== undefined) {
    const { [step]: _, [`post-watch:${watch}`]: __, ...steps } = incident.steps;
    return forgetWatch({ ...incident, steps }, Number(watch));
  }
  const about = /^(?:close-export|tell-export|tell-asker):(\d+)$/.exec(step)?.[1];
  if (about !== undefined) {
    const { [step]: _, ...steps } = incident.steps;
    return forgetExportStep({ ...incident, steps }, step, Number(about));
  }
  const revised = REVISED.exec(step);
  if (!revised) return incident;
  const steps = Object.entries(incident.steps).filter(([key]) => {
    const other = REVISED.exec(key);
    return other?.[1] !== revised[1] || Number(other?.[2]) >= Number(revised[2]);
  });
  return { ...incident, steps: Object.fromEntries(steps) };
}

function withoutNotice(incident: Incident, notice: number): Incident {
  return { ...incident, notices: incident.notices.filter(({ id }) => id !== notice) };
}
