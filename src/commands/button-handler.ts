import type { Incident } from '../domain/incident.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { RoleName } from '../domain/role.ts';
import type { ActionName } from '../domain/wording/actions.ts';
import { parseProposalSubject } from '../domain/wording/proposal-subject.ts';
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

/** A button of a proposal: what it is about comes back as it was shown, and the incident as it is now. */
export function proposalButton(
  action: ActionName,
  run: (
    ask: Ask,
    incident: Incident,
    asked: { readonly proposal: Proposal; readonly hash: string | null },
  ) => Promise<Result<Reply>>,
): ButtonHandler {
  return {
    action,
    async run(ask, value) {
      const subject = parseProposalSubject(value);
      if (!subject) return forgedButton(ask, action, value);
      const incident = await incidentById(ask, subject.id);
      if (!incident.ok) return incident;
      const proposal = incident.value.proposals.find((each) => each.proposal === subject.proposal);
      if (proposal) return run(ask, incident.value, { proposal, hash: subject.hash });
      const known = subject.proposal <= incident.value.lastProposal;
      return known ? longOver(subject.proposal) : forgedButton(ask, action, value);
    },
  };
}

/** We made no such button. Whoever did is in the process log, and learns nothing. */
export function forgedButton(ask: Ask, action: ActionName, value: string): Result<never> {
  const fields = { action, user: ask.asker.user, channel: ask.asker.channel, value: value.slice(0, 200) };
  ask.deps.logger.warn(fields, 'a button was pressed that nobody made');
  ask.deps.metrics.count('gate_clicks_total', { asked: action, outcome: 'forged' });
  return refuse({
    kind: 'invalid',
    what: 'This button is broken. Nothing was done.',
    example: '/incident proposals',
  });
}

function longOver(proposal: number): Result<never> {
  return refuse({
    kind: 'conflict',
    what: `Proposal ${proposal} ended long ago. Nothing was done.`,
    example: '/incident proposals',
  });
}

/** Answers with a form. */
export function formReply(form: Extract<Reply, { kind: 'form' }>['form']): Result<Reply> {
  return ok({ kind: 'form', form });
}
