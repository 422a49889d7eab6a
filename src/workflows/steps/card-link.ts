import type { Incident } from '../../domain/incident.ts';
import { cardKey } from '../../domain/proposal/gate-step-keys.ts';
import { isLive } from '../../domain/proposal/proposal-state.ts';
import type { ProposalLinks } from '../../domain/wording/proposals-part.ts';
import type { StepDeps } from './step-deps.ts';

type Deps = Pick<StepDeps, 'chat' | 'logger'>;

/** The address of a proposal's card; null: it has none yet, or Slack does not say. Never rejects: a link is a comfort. */
export async function cardLink(deps: Deps, incident: Incident, proposal: number): Promise<string | null> {
  const posted = incident.steps[cardKey(proposal)];
  if (posted?.state !== 'done' || posted.ref === null) return null;
  try {
    return await deps.chat.permalink(posted.ref);
  } catch (error) {
    deps.logger.warn({ incident: incident.id, proposal, error }, 'no link to a card');
    return null;
  }
}

/** The addresses of the cards of all proposals of which something may still come. Never rejects. */
export async function cardLinks(deps: Deps, incident: Incident): Promise<ProposalLinks> {
  const links: Record<number, string> = {};
  for (const { proposal } of incident.proposals.filter(isLive)) {
    const link = await cardLink(deps, incident, proposal);
    if (link !== null) links[proposal] = link;
  }
  return links;
}
