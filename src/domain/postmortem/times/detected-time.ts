import type { Fact } from '../../fact.ts';
import type { Material } from '../material.ts';
import type { PostmortemTime } from '../postmortem.ts';

/** When Keyturn first knew of it: the first delivery of its alerts or the declaration, whichever came first. */
export function detectedTime({ facts, parties }: Material): PostmortemTime {
  const first = facts.reduce<Fact | null>((earliest, fact) => {
    const counts = fact.body.kind === 'alerts.changed' || fact.body.kind === 'incident.declared';
    return counts && Number.isFinite(fact.at) && (earliest === null || fact.at < earliest.at)
      ? fact
      : earliest;
  }, null);
  if (first === null)
    return { name: 'detected', at: null, how: 'The log has neither a declaration nor an alert.' };
  return {
    name: 'detected',
    at: first.at,
    how: `${howWords(first, parties.word(parties.ofActor(first.by)))}.`,
  };
}

function howWords({ body, door }: Fact, who: string): string {
  if (body.kind !== 'incident.declared') return `${who} delivered its first alerts`;
  switch (body.origin) {
    case 'alert':
      return `${who} delivered the alert, and the incident was declared`;
    case 'storm':
      return `${who} declared it, because many groups of alerts fired at once`;
    case 'watchdog':
      return `${who} declared it, because an alert that always fires was not heard any more`;
    case 'person':
      return `${who} noticed it and declared it${door === 'slash-command' ? ' by command' : ''}`;
    default:
      return `${who} declared it`;
  }
}
