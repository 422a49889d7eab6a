import type { ClusterObject } from '../../../../sandbox/cluster/cluster-object.ts';
import type { SandboxSlack } from '../../../../sandbox/slack/sandbox-slack.ts';
import { loadStory } from '../../../../sandbox/stories/load-story.ts';
import { type GateWorld, startGateWorld } from '../../gate/gate-world.ts';
import { createStandingClock, type StandingClock } from './standing-clock.ts';

/** When the pictures of all stories were taken. */
const STORY_NOW = '2026-03-14T03:07:00Z';

/** Ids in the order of the people, and names as a draft shows them. */
const PEOPLE = [
  ['ana', 'Ana Lopez'],
  ['ben', 'Ben Okafor'],
  ['chloe', 'Chloe Martin'],
  ['dan', 'Dan Novak'],
  ['eve', 'Eve Lindgren'],
].map(([name = '', realName = ''], at) => ({ name, realName, id: `U0000000${at + 1}` }));

export type StoryWorld = GateWorld & { readonly clock: StandingClock };

/** The bot, Slack and the story's cluster by one clock; drafts go into `drafts`. The cluster moves by its `settle` only. */
export async function startStoryWorld(story: string, drafts: string): Promise<StoryWorld> {
  const clock = createStandingClock(STORY_NOW);
  const world = await startGateWorld({
    story,
    clock,
    // Bolt looks at signatures by the clock on the wall.
    slack: { members: PEOPLE, limits: 'off', signingClock: Date.now },
    cluster: { controllers: false },
    actions: { protected: { namespaces: ['pay'] } },
    settings: (slack) => settings(slack, drafts),
  });
  return { ...world, clock };
}

/** As the demo's bot is set. */
function settings(slack: SandboxSlack, drafts: string): object {
  const users = (...names: string[]) => ({ users: names.map((name) => slack.member(name).id) });
  return {
    severity: { values: { critical: 'sev2', warning: 'sev3' }, outcomes: { sev2: 'open' } },
    roles: ['commander', 'operations', 'communications'],
    rosters: { commander: users('ana', 'ben'), operations: users('chloe'), communications: users('dan') },
    responders: [users('eve')],
    postmortem: { timeZone: 'Europe/Berlin', publish: { channel: true, directory: { path: drafts } } },
  };
}

/** The Leases that were alive when the picture was taken: a node whose Lease grows old looks as if it were gone. */
export function createHeartbeats({ cluster, story, now }: StoryWorld): () => void {
  const started = now();
  const alive = loadStory(story.name, { now: started })
    .objects.filter(isLease)
    .filter(({ spec }) => {
      return started - Date.parse(spec.renewTime) <= spec.leaseDurationSeconds * 1_000;
    });
  return () => {
    const renewTime = new Date(now()).toISOString().replace('Z', '000Z');
    cluster.apply(alive.map((lease) => ({ ...lease, spec: { ...lease.spec, renewTime } })));
  };
}

type Lease = ClusterObject & {
  readonly spec: { readonly renewTime: string; readonly leaseDurationSeconds: number };
};

function isLease(object: ClusterObject): object is Lease {
  return object.kind === 'Lease';
}
