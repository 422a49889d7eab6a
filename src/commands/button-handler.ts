import type { Incident } from '../domain/incident.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { RoleName } from '../domain/role.ts';
import type { ActionName } from '../domain/wording/actions.ts';
import { parseRoleSubject } from '../domain/wording/role-words.ts';
import type { Ask } from './ask.ts';
import type { Reply } from './door.ts';
import { incidentById } from './find-incident.ts';

/** What a button does. `value` is the id it carries. */
export type ButtonHandler = {
  readonly action: ActionName;
  readonly run: (ask: Ask, value: string) => Promise<Result<Reply>>;
};

/** A button about an incident: what it shows may be old, so the incident is loaded anew. */
export function incidentButton(
  action: ActionName,
  run: (ask: Ask, incident: Incident) => Promise<Result<Reply>>,
): ButtonHandler {
  return {
    action,
    async run(ask, value) {
      const incident = await incidentById(ask, value);
      return incident.ok ? run(ask, incident.value) : incident;
    },
  };
}

/** A button about one role of an incident. */
export function roleButton(
  action: ActionName,
  run: (ask: Ask, incident: Incident, role: RoleName) => Promise<Result<Reply>>,
): ButtonHandler {
  return {
    action,
    async run(ask, value) {
      const subject = parseRoleSubject(value);
      if (!subject) {
        return refuse({
          kind: 'invalid',
          what: 'This button is broken.',
          example: '/incident role commander me',
        });
      }
      const incident = await incidentById(ask, subject.id);
      return incident.ok ? run(ask, incident.value, subject.role) : incident;
    },
  };
}

/** Answers with a form. */
export function formReply(form: Extract<Reply, { kind: 'form' }>['form']): Result<Reply> {
  return ok({ kind: 'form', form });
}
