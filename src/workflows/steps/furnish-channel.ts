import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Step } from '../../domain/step.ts';
import { channelName } from '../../domain/wording/channel-name.ts';
import { purpose } from '../../domain/wording/purpose.ts';
import { topic } from '../../domain/wording/topic.ts';
import type { StepDeps } from './step-deps.ts';

type Furnishing = Extract<
  Step,
  { kind: 'unarchive' | 'pin-card' | 'set-topic' | 'set-purpose' | 'rename-channel' | 'bookmark' }
>;

/** Everything about a channel that can simply be done again: doing it twice leaves the same channel. */
export async function furnishChannel(
  deps: Pick<StepDeps, 'chat' | 'channels'>,
  incident: Incident,
  step: Furnishing,
): Promise<readonly FactBody[]> {
  if (!incident.channel) return [{ kind: 'step.skipped', step: step.key, reason: 'no-channel' }];
  const channel = incident.channel.id;
  switch (step.kind) {
    case 'unarchive':
      await deps.channels.unarchive(channel);
      break;
    case 'pin-card': {
      const card = incident.steps['post-card'];
      if (card?.state !== 'done' || !card.ref)
        return [{ kind: 'step.skipped', step: step.key, reason: 'no-card' }];
      await deps.chat.pin(card.ref);
      break;
    }
    case 'set-topic':
      await deps.channels.setTopic(channel, topic(incident));
      break;
    case 'set-purpose':
      await deps.channels.setPurpose(channel, purpose(incident));
      break;
    case 'bookmark':
      await deps.channels.bookmark(channel, step.link);
      break;
    case 'rename-channel': {
      const { name } = await deps.channels.rename(channel, channelName(incident));
      return [
        { kind: 'channel.opened', channel, name, adopted: false },
        { kind: 'step.done', step: step.key, ref: null },
      ];
    }
  }
  return [{ kind: 'step.done', step: step.key, ref: null }];
}
