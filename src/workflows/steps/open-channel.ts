import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { channelName } from '../../domain/wording/channel-name.ts';
import { lookUpPeople } from './look-up-people.ts';
import type { StepDeps } from './step-deps.ts';

/** Creates the incident's channel, or adopts what an interrupted try left. Measures the time from the declaration. */
export async function openChannel(
  deps: Pick<StepDeps, 'channels' | 'directory' | 'sideNotes' | 'metrics' | 'clock'>,
  incident: Incident,
  step: string,
): Promise<readonly FactBody[]> {
  // Not waited for: the steps after the card want the answers, and find them there.
  void lookUpPeople(deps, incident);
  // By its name a second try finds what the first one left, so a title that changed in between must not change it.
  const wanted = `channel-name/${incident.lostChannels.length}`;
  const { id, name, adopted } = await deps.channels.open({
    incident: incident.id,
    name: await deps.sideNotes.keepFirst(incident.id, wanted, channelName(incident)),
    private: incident.policy.private,
  });
  if (incident.origin === 'alert' && incident.lostChannels.length === 0) {
    const seconds = (deps.clock.now() - incident.times.declaredAt) / 1_000;
    deps.metrics.observe('delivery_to_channel_seconds', {}, seconds);
  }
  return [
    { kind: 'channel.opened', channel: id, name, adopted },
    { kind: 'step.done', step, ref: null },
  ];
}
