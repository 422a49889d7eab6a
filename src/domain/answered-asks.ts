import type { Incident } from './incident.ts';
import type { RoleName } from './role.ts';
import { isOpen } from './status.ts';

/** The key of a step that asked somebody: `ask-role:<role>:<proposal>`, with `/<user>` when everyone was asked. */
const ASK = /^ask-role:(.+):(\d+)(?:\/[^/]*)?$/;

/** The direct messages whose question is over: somebody has the role, somebody else was asked, or all is over. */
export function answeredAsks(
  incident: Incident,
): readonly { readonly step: string; readonly role: RoleName }[] {
  return Object.entries(incident.steps).flatMap(([step, { state }]) => {
    const [, role, proposal] = ASK.exec(step) ?? [];
    if (state !== 'done' || role === undefined) return [];
    const now = incident.roles[role];
    const isWaiting =
      isOpen(incident.status) &&
      now?.holder === null &&
      now.proposal === Number(proposal) &&
      (now.asked !== null || now.everyone);
    return isWaiting ? [] : [{ step, role }];
  });
}
