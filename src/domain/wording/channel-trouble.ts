import type { Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { reasonText } from './step-words.ts';

/**
 * Says that an incident's channel can't be opened yet, and why: whoever is told of the incident must know that there is
 * nowhere to go. Null when there is a channel, or nothing stands in its way.
 */
export function channelTrouble({ steps, channel, policy }: Incident): Line | null {
  const step = steps['open-channel'];
  if (channel !== null || step?.state !== 'blocked') return null;
  // Of a private incident nothing more is to be said in public.
  const meanwhile = policy.private ? '' : ' Talk here meanwhile.';
  return [
    `Its channel can’t be opened yet (${reasonText(step.reason)}). Keyturn goes on trying.${meanwhile}`,
  ];
}
