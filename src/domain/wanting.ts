import type { UserId } from './actor.ts';
import type { Incident } from './incident.ts';

/** The incident with these people among those who belong into its channel, each once, in the order they came to it. */
export function wanting(incident: Incident, users: readonly UserId[]): Incident {
  const fresh = [...new Set(users)].filter((user) => !incident.wanted.includes(user));
  return fresh.length === 0 ? incident : { ...incident, wanted: [...incident.wanted, ...fresh] };
}
