import type { Fact, IncidentId } from '../domain/fact.ts';
import { harmless } from '../domain/harmless.ts';
import { oneLine } from '../domain/one-line.ts';
import type { GateFact } from '../domain/proposal/gate-fact.ts';
import type { Wish } from '../domain/proposal/proposal.ts';
import { utcText } from '../domain/utc-text.ts';

/** A fact about a change to a cluster. */
export type GateEntry = Fact & { readonly body: GateFact };

/** What the log said of the change before: what it is about, and the plan that was approved last. */
export type AuditedChange = {
  readonly wish: Pick<Wish, 'action' | 'cluster' | 'target'> | null;
  readonly hash: string | null;
};

/** A fact with where it stands, and the chain's digest up to it. */
export type AuditEntry = {
  readonly incident: IncidentId;
  readonly fact: GateEntry;
  readonly change: AuditedChange;
  readonly head: string;
  /** False: it was altered after it was written, or is not in its place. */
  readonly whole: boolean;
};

/** Longer reasons stand whole in `--json`. */
const LONGEST = 200;

/** As many characters of a plan's hash as the card shows. */
const HASH_SHOWN = 12;

/** Whether a fact is about a change to a cluster. */
export function isGateEntry(fact: Fact): fact is GateEntry {
  return fact.body.kind.startsWith('action.');
}

/**
 * One fact as one line for a terminal: when it was recorded, which proposal, what happened, who by which door, to what, of which plan,
 * why. People are Slack ids. What people wrote can neither break the line nor steer the terminal.
 */
export function auditRow({ incident, fact, change, whole }: AuditEntry): string {
  const { body, door, recordedAt } = fact;
  const { outcome, why } = sayOf(body);
  const parts = [
    utcText(recordedAt),
    shown(`${incident}/${body.proposal}`),
    shown(outcome),
    shown(`${whoOf(fact)} (${door})`),
    shown(subjectOf(change)),
    ...(change.hash === null ? [] : [`plan ${shown(change.hash.slice(0, HASH_SHOWN))}`]),
    ...(why === null || why.trim() === '' ? [] : [`"${shown(why)}"`]),
    ...(whole ? [] : ['ALTERED']),
  ];
  return parts.join('  ');
}

/**
 * The same as one JSON object, with everything that the fact says. Characters that could steer a terminal are escaped,
 * so nothing is lost.
 */
export function auditObject({ incident, fact, change, head, whole }: AuditEntry): string {
  const { wish, hash } = change;
  const { version, at, recordedAt, by, door, body } = fact;
  const { outcome } = sayOf(body);
  return JSON.stringify({
    ...{ incident, proposal: body.proposal, version, kind: body.kind, outcome },
    ...{ at: utcText(at), recordedAt: utcText(recordedAt), by, door, body },
    ...{ change: wish, plan: hash, chain: { head, whole } },
  }).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function shown(text: string): string {
  return oneLine(harmless(text), LONGEST);
}

function whoOf({ by }: Fact): string {
  if (by.kind === 'person') return by.user;
  return by.kind === 'keyturn' ? 'keyturn' : `alertmanager ${by.source}`;
}

function subjectOf({ wish }: AuditedChange): string {
  if (wish === null) return 'unknown change';
  const { resource, name, namespace } = wish.target;
  return `${wish.cluster} ${wish.action} ${resource}/${name}${namespace === null ? '' : ` -n ${namespace}`}`;
}

/** What happened in a word, and what was said about it. */
function sayOf(body: GateFact): { readonly outcome: string; readonly why: string | null } {
  const outcome = body.kind.slice('action.'.length);
  switch (body.kind) {
    case 'action.proposed':
      return {
        outcome: body.wish.breakGlass ? 'proposed, breaking the glass' : outcome,
        why: body.wish.reason,
      };
    case 'action.refused':
      return { outcome: 'refused to plan', why: body.why };
    case 'action.planned':
      return {
        outcome: `planned, ${body.plan.tier}, ${body.plan.quorum} to approve`,
        why: body.plan.sentence,
      };
    case 'action.acknowledged':
      return { outcome, why: body.warnings.join(', ') };
    case 'action.denied':
    case 'action.withdrawn':
    case 'action.stopped':
      return { outcome, why: body.reason };
    case 'action.expired':
      return { outcome: `expired, ${body.clock} clock`, why: null };
    case 'action.superseded':
      return { outcome, why: body.moved.join('; ') };
    case 'action.sent':
      return { outcome: `sent, ${body.how}`, why: null };
    case 'action.progressed':
      return { outcome, why: body.sentence };
    case 'action.woken':
      return { outcome: `woken, stage ${body.stage}`, why: wokenOf(body) };
    case 'action.executed':
      return { outcome: body.outcome, why: body.sentence };
    case 'action.settled':
      return { outcome: `settled, ${body.settlement}`, why: body.sentence };
    case 'action.click-refused':
      return { outcome: `${body.asked} refused`, why: body.why };
    default:
      return { outcome, why: null };
  }
}

function wokenOf({ users, missed }: Extract<GateFact, { kind: 'action.woken' }>): string {
  return `${users.join(', ')}${missed.length === 0 ? '' : `; not reached: ${missed.join(', ')}`}`;
}
