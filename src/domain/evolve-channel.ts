import { addNotice } from './evolve-notices.ts';
import type { Fact, FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import { gateStepOf } from './proposal/gate-step-keys.ts';
import { isLive } from './proposal/proposal-state.ts';
import { isOpen } from './status.ts';

type ChannelFact = Extract<FactBody, { kind: 'channel.opened' | 'channel.lost' }>;

/** Folds the channel's life: opened, archived by a person (unarchived once, then replaced), deleted (replaced). */
export function evolveChannel(incident: Incident, fact: Fact, body: ChannelFact): Incident {
  if (body.kind === 'channel.opened') {
    const opened = { ...incident, channel: { id: body.channel, name: body.name }, channelArchived: false };
    const before = incident.channel === null ? incident.lostChannels.at(-1) : undefined;
    return before === undefined ? opened : addNotice(opened, fact, { kind: 'channel-replaced', before });
  }
  if (incident.channel?.id !== body.channel || incident.channelArchived) return incident;
  // Slack tells of an archiving late: what happened before we unarchived is over.
  if (incident.unarchivedAt !== null && fact.at <= incident.unarchivedAt) return incident;
  const firstTime = incident.unarchivedAt === null;
  const mayComeBack = body.reason === 'archived' || body.reason === 'not-in-channel';
  if (mayComeBack && (firstTime || !isOpen(incident.status))) {
    return { ...incident, channelArchived: true };
  }
  return withoutChannel(incident);
}

/** Gives the channel up: everything that stood in it is due again in the next one. */
export function withoutChannel(incident: Incident): Incident {
  if (!incident.channel) return incident;
  const steps = Object.entries(incident.steps).filter(
    ([key]) => !livesInChannel(key) && !isLiveCard(incident, key),
  );
  return {
    ...incident,
    channel: null,
    channelArchived: false,
    unarchivedAt: null,
    lostChannels: [...incident.lostChannels, incident.channel.id],
    steps: Object.fromEntries(steps),
  };
}

/** A change that is still to be decided needs its card where people are; what is over is in the log. */
function isLiveCard({ proposals }: Incident, key: string): boolean {
  const step = gateStepOf(key);
  if (step?.kind !== 'post-proposal') return false;
  return proposals.some((each) => each.proposal === step.proposal && isLive(each));
}

function livesInChannel(step: string): boolean {
  return /^(open-channel|post-card|pin-card|set-purpose|invite:|topic:|bookmark\/|unarchive|rename-channel:|question:|post-export:|post-watch:)/.test(
    step,
  );
}
