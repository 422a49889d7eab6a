import type { World } from '../world.ts';
import type { Carrier } from './carrier.ts';

/** What Slack does when an address is entered as request URL: a challenge that has to come back. */
export const verifyRequestUrl = async (carrier: Carrier, world: World): Promise<boolean> => {
  const challenge = world.ids.hex(16);
  const body = { token: 'sandbox-verification-token', challenge, type: 'url_verification' };
  const result = await carrier.deliver({ kind: 'event', body });
  return result.outcome === 'acked' && result.text.includes(challenge);
};
