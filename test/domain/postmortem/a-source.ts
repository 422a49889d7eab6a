import type { Actor } from '../../../src/domain/actor.ts';
import { evolveAll } from '../../../src/domain/evolve.ts';
import type { FactBody, Happening } from '../../../src/domain/fact.ts';
import type { MirroredFile, MirrorRecord } from '../../../src/domain/mirror-record.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { ALERTS, aDeclaration, happened, NOON } from '../../builders/incident.ts';

const S = 1_000;

/** A happening so many seconds after noon, by the bot unless said otherwise. */
export const later = (seconds: number, body: FactBody, by?: Actor): Happening =>
  happened(body, { at: NOON + seconds * S, ...(by ? { by } : {}) });

/** Its declaration from an alert at noon that began to fire at `beganAt`. */
export const declaredByAlert = (
  over: Partial<Extract<FactBody, { kind: 'incident.declared' }>> = {},
): Happening => happened(aDeclaration(over), { by: ALERTS, at: NOON, door: 'alert' });

/** What Ana wrote in C1, so many seconds after noon. */
export const aRecord = (seconds: number, over: Partial<MirrorRecord> = {}): MirrorRecord => {
  const ts = `${NOON / S + seconds}.000100`;
  return {
    channel: 'C1',
    ts,
    threadTs: null,
    user: 'UANA',
    bot: null,
    subtype: null,
    ours: false,
    text: 'checkout is slow',
    files: [],
    editTs: null,
    seenTs: ts,
    deleted: false,
    deletedTs: null,
    reactions: {},
    reactionEvents: [],
    earlier: [],
    echoes: [],
    ...over,
  };
};

export const aFile = (over: Partial<MirroredFile> = {}): MirroredFile => ({
  id: 'F1',
  name: 'graph.png',
  mimeType: 'image/png',
  size: 10,
  permalink: 'https://acme.slack.com/files/UANA/F1/graph.png',
  ...over,
});

/** A source whose log holds these happenings, each recorded when it happened or with the one before it. */
export function aSource(
  happenings: readonly Happening[],
  over: Partial<PostmortemSource> = {},
): PostmortemSource {
  const [first, ...rest] = happenings;
  if (!first) throw new Error('a log begins with its declaration');
  const start = evolveAll(null, [first], first.at, { id: 'INC-7' });
  let { incident } = start;
  const facts = [...start.facts];
  for (const happening of rest) {
    const next = evolveAll(incident, [happening], happening.at);
    incident = next.incident;
    facts.push(...next.facts);
  }
  return {
    incident,
    facts,
    episodes: [],
    messages: [],
    names: { UANA: 'Ana', UBEN: 'Ben' },
    zone: 'Europe/Berlin',
    full: true,
    marking: ['pushpin'],
    workspace: 'https://acme.slack.com/',
    verification: { version: facts.length, head: 'ab12'.repeat(16), sentence: 'The chain is whole.' },
    ...over,
  };
}
