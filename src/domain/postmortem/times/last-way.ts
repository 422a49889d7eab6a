import type { Fact } from '../../fact.ts';

/** How far an incident came since it last went back, and what was reached before that and did not hold. */
export type LastWay = {
  readonly mitigated: Fact | null;
  readonly resolved: Fact | null;
  readonly cancelled: Fact | null;
  readonly lostMitigation: Fact | null;
  readonly lostResolution: Fact | null;
  readonly reopenings: number;
};

const start: LastWay = {
  mitigated: null,
  resolved: null,
  cancelled: null,
  lostMitigation: null,
  lostResolution: null,
  reopenings: 0,
};

/** Follows the statuses of a log: a mitigation after which people went back to work on it was none, nor was a resolution. */
export function lastWay(facts: readonly Fact[]): LastWay {
  return facts.reduce(after, start);
}

function after(way: LastWay, fact: Fact): LastWay {
  const { body } = fact;
  if (body.kind === 'incident.cancelled') return { ...way, cancelled: fact };
  if (body.kind === 'incident.reopened') return { ...back(way), reopenings: way.reopenings + 1 };
  if (body.kind !== 'status.changed') return way;
  switch (body.to) {
    case 'mitigated':
    case 'monitoring':
      return { ...way, mitigated: way.mitigated ?? fact };
    case 'resolved':
      return { ...way, resolved: way.resolved ?? fact };
    case 'closed':
      return way;
    default:
      return back(way);
  }
}

function back(way: LastWay): LastWay {
  return {
    ...way,
    mitigated: null,
    resolved: null,
    cancelled: null,
    lostMitigation: way.lostMitigation ?? way.mitigated,
    lostResolution: way.lostResolution ?? way.resolved,
  };
}
