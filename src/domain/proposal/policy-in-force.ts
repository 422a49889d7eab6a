import { canonicalJson } from '../canonical-json.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { wallTimeAt } from '../local-time.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { Roster } from '../role.ts';
import { type ChangeInQuestion, fits } from './change-in-question.ts';
import { freezeEnd } from './freeze-end.ts';
import type { Freeze, GateRules, PolicyInForce } from './gate-rules.ts';
import { isOffered, offeredWhere } from './offered-actions.ts';
import type { Tier } from './proposal.ts';

/** From the lowest to the highest. */
const tiers: readonly Tier[] = ['standard', 'protected', 'critical'];

/** Below these no configuration goes. */
const leastQuorum: Readonly<Record<Tier, number>> = { standard: 1, protected: 1, critical: 2 };

/**
 * What the configuration says of one change: whether it is offered there, its tier, who may approve it and for how long.
 * Refuses what is not offered, what a freeze forbids, and what nobody could approve, each with the sentence that says what
 * to do. `rules` null: nothing is offered.
 */
export function policyInForce(rules: GateRules | null, change: ChangeInQuestion): Result<PolicyInForce> {
  const refused = notOffered(rules, change);
  if (refused !== null || rules === null) return refuse({ kind: 'forbidden', what: refused ?? NO_ACTIONS });
  const frozen = freezeOf(rules, change);
  if (frozen && !frozen.freeze.approvers.some(hasSomebody)) {
    return refuse({
      kind: 'forbidden',
      what: `${frozen.words} Nobody may override it. Wait until it is over.`,
    });
  }
  if (frozen && change.wish.breakGlass) {
    return refuse({
      kind: 'forbidden',
      what: `${frozen.words} Breaking the glass does not break it: propose the change, and those who may override the freeze decide.`,
    });
  }
  const tier = tierOf(rules, change);
  const approvers = frozen?.freeze.approvers ?? approversOf(rules, change, tier);
  if (!approvers.some(hasSomebody)) {
    return refuse({
      kind: 'forbidden',
      what: `Nobody may approve this ${tier} change. Whoever runs Keyturn has to name approvers (“actions” in its configuration).`,
    });
  }
  const { approveWithin, executeWithin } = rules;
  const quorum = change.wish.breakGlass ? 0 : quorumOf(rules, tier);
  const freeze = frozen?.freeze.name ?? null;
  const policy = { tier, quorum, approvers, approveWithin, executeWithin, freeze };
  return ok({ ...policy, text: canonicalJson({ version: 1, ...policy }) });
}

const NO_ACTIONS =
  'No change is offered anywhere. Whoever runs Keyturn can offer some (“actions” in its configuration).';

/** Why a change is not offered at all, in a sentence or two; null: it is. */
function notOffered(rules: GateRules | null, { wish, object }: ChangeInQuestion): string | null {
  if (rules === null) return NO_ACTIONS;
  const { action, cluster, breakGlass } = wish;
  const { namespace } = object;
  if (!isOffered(rules, { action, cluster, namespace })) {
    const where = offeredWhere(rules, action);
    const here = namespace === null ? cluster : `${cluster}, namespace ${namespace}`;
    const elsewhere = where.length === 0 ? 'nor anywhere else' : `only in ${where.join(' and ')}`;
    return `“${action}” is not offered in ${here}, ${elsewhere}. Whoever runs Keyturn can change that (“actions” in its configuration).`;
  }
  if (!breakGlass || rules.breakGlass?.offered.includes(action)) return null;
  if (rules.breakGlass === null) {
    return 'Breaking the glass is not offered here: a change needs a second person. Propose it the usual way, and the approvers are woken.';
  }
  return `“${action}” is not among what may be done by breaking the glass (${rules.breakGlass.offered.join(', ')}). Propose it the usual way, and the approvers are woken.`;
}

/**
 * The freeze that decides about a change: one that nobody may override before all others, else the first that fits.
 * `words`: its name and until when it holds.
 */
function freezeOf(
  { freezes }: GateRules,
  change: ChangeInQuestion,
): { readonly freeze: Freeze; readonly words: string } | null {
  const found = freezes.flatMap((freeze) => {
    const until = fits(freeze.match, change) ? freezeEnd(freeze.time, change.at) : null;
    return until === null
      ? []
      : [{ freeze, words: `The freeze “${freeze.name}” holds until ${utc(until)}.` }];
  });
  const hard = found.find(({ freeze }) => !freeze.approvers.some(hasSomebody));
  return hard ?? found[0] ?? null;
}

/** What the action itself wants and every rule that fits can only raise it. */
function tierOf({ rules }: GateRules, change: ChangeInQuestion): Tier {
  const wanted = rules.filter(({ match }) => fits(match, change)).map(({ tier }) => tier);
  const least: Tier = change.protects === null ? 'standard' : 'protected';
  return tiers.findLast((tier) => tier === least || wanted.includes(tier)) ?? least;
}

function approversOf(rules: GateRules, change: ChangeInQuestion, tier: Tier): readonly Roster[] {
  if (change.wish.breakGlass) return rules.breakGlass?.people ?? [];
  const rule = rules.rules.find(({ match, approvers }) => approvers !== null && fits(match, change));
  return rule?.approvers ?? rules.tiers[tier].approvers;
}

/** A higher tier never takes fewer people than a lower one. */
function quorumOf(rules: GateRules, tier: Tier): number {
  const below = tiers.slice(0, tiers.indexOf(tier) + 1);
  return Math.max(...below.map((each) => Math.max(leastQuorum[each], rules.tiers[each].quorum)));
}

function hasSomebody(roster: Roster): boolean {
  return roster.kind === 'usergroup' ? roster.group !== '' : roster.users.length > 0;
}

/** `2026-12-27 00:00 UTC`, rounded up to the minute: whoever waits until then does not come too early. */
function utc(at: Instant): string {
  const { year, month, day, hour, minute } = wallTimeAt(Math.ceil(at / MINUTE) * MINUTE, 'UTC');
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)} UTC`;
}
