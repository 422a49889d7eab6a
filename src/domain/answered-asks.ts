import type { Incident } from './incident.ts';
import { questionOf } from './open-questions.ts';
import type { RoleName } from './role.ts';
import { isOpen } from './status.ts';

/** The key of a step that asked somebody: `ask-role:<role>:<proposal>`, with `/<user>` when everyone was asked. */
const ASK = /^ask-role:(.+):(\d+)(?:\/[^/]*)?$/;

/** A message whose question is over: the step that posted it, and whether one person or the channel was asked. */
export type AnsweredAsk = {
  readonly step: string;
  readonly role: RoleName;
  readonly place: 'directly' | 'in-channel';
};

/** The messages whose question is over: somebody has the role, somebody else was asked, or all is over. */
export function answeredAsks(incident: Incident): readonly AnsweredAsk[] {
  return [...answeredDirectly(incident), ...answeredInChannel(incident)];
}

function answeredDirectly(incident: Incident): readonly AnsweredAsk[] {
  return doneSteps(incident).flatMap((step) => {
    const [, role, proposal] = ASK.exec(step) ?? [];
    if (role === undefined) return [];
    const isWaiting = isAsked(incident, role) && incident.roles[role]?.proposal === Number(proposal);
    return isWaiting ? [] : [{ step, role, place: 'directly' }];
  });
}

/** The newest question for a role is open while somebody may answer it; with the next one below it, the last is over. */
function answeredInChannel(incident: Incident): readonly AnsweredAsk[] {
  const asked = doneSteps(incident).flatMap((step) => {
    const question = questionOf(step);
    return question === null ? [] : [{ step, ...question }];
  });
  return asked.flatMap(({ step, role, notice }) => {
    const isNewest = asked.every((other) => other.role !== role || other.notice <= notice);
    return isNewest && isAsked(incident, role) ? [] : [{ step, role, place: 'in-channel' }];
  });
}

function isAsked(incident: Incident, role: RoleName): boolean {
  const now = incident.roles[role];
  return isOpen(incident.status) && now?.holder === null && (now.asked !== null || now.everyone);
}

function doneSteps(incident: Incident): readonly string[] {
  return Object.entries(incident.steps).flatMap(([step, { state }]) => (state === 'done' ? [step] : []));
}
