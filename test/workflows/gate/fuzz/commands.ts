import fc from 'fast-check';
import type { Parameters } from '../../../../src/domain/action/action.ts';
import { MINUTE, SECOND } from '../../../../src/domain/instant.ts';
import { aWish } from '../../../builders/proposals.ts';
import { SERVER_LIMIT, type WriteTrouble } from './changer.ts';
import { allIsWell, type Drift, drifts } from './drifts.ts';
import { targets } from './fuzz-cluster.ts';
import { type Click, clicks, type FuzzGame } from './fuzz-game.ts';
import { type IncidentName, incidents } from './fuzz-world.ts';
import { type PolicyName, people } from './people.ts';
import type { Call, Incidence } from './wire.ts';

/** Everything is known by the game itself: there is no second model to keep. */
type Command = fc.AsyncCommand<object, FuzzGame>;

const id = fc.constantFrom(...incidents);
const number = fc.constantFrom(1, 1, 1, 2, 3);

const action = fc.constantFrom(...(Object.keys(targets) as (keyof typeof targets)[]));

/** Mostly what is right: else hardly any run would come far. */
const mostly = <T>(right: T, wrong: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: wrong });

const somebody = fc.constantFrom(...people);

const click: fc.Arbitrary<Click> = fc.record({
  id,
  number,
  kind: fc.constantFrom(...clicks, 'approve' as const, 'approve' as const),
  who: fc.oneof(somebody, fc.constantFrom('ben' as const, 'cat' as const)),
  fits: mostly(true, fc.constant(false)),
});

/** What happens in the middle of an executor's work. */
type Meanwhile =
  | 'killed'
  | 'cut'
  | 'another executor'
  | { readonly clicks: Click['kind'] }
  | { readonly passes: number };

const meanwhile: fc.Arbitrary<Meanwhile> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('killed' as const, 'cut' as const) },
  { weight: 3, arbitrary: fc.constant('another executor' as const) },
  { weight: 2, arbitrary: fc.constantFrom(...clicks, 'stop' as const).map((kind) => ({ clicks: kind })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(20, 50, 70, 91, 300).map((seconds) => ({ passes: seconds * SECOND })),
  },
);

type Happening = Omit<Incidence, 'what'> & { readonly what: Meanwhile };

/** Any call, or one of those between which it matters: what is written to the log, looked up, sent. */
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ method: fc.constant(null), nth: fc.integer({ min: 1, max: 45 }) }),
  fc.record({
    method: fc.constantFrom('append', 'load', 'membersNow', 'keep'),
    nth: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ method: fc.constantFrom('write', 'rehearse'), nth: fc.constant(1) }),
);

const happening: fc.Arbitrary<Happening | null> = fc.option(
  fc.record({
    at: call,
    when: fc.constantFrom('before', 'after'),
    what: meanwhile,
  }),
  { freq: 3 },
);

const trouble: fc.Arbitrary<WriteTrouble> = mostly<WriteTrouble>(
  'none',
  fc.oneof(
    fc.constantFrom('lost', 'refused', 'cut', 'never'),
    fc.integer({ min: 1, max: SERVER_LIMIT }).map((late) => ({ late })),
  ),
);

/** One that may happen at any time. `words` are what a counterexample shows. */
const command = (words: string, run: (game: FuzzGame) => Promise<void>): Command => ({
  check: () => true,
  run: async (_, game) => {
    await run(game);
    await game.oracle.checkEdges();
  },
  toString: () => words,
});

const proposes = fc
  .record({ id, action, who: mostly('ana', somebody), breakGlass: mostly(false, fc.constant(true)) })
  .map((asked) => command(`propose ${JSON.stringify(asked)}`, (game) => propose(game, asked)));

type Asked = {
  readonly id: IncidentName;
  readonly action: keyof typeof targets;
  readonly who: (typeof people)[number];
  readonly breakGlass: boolean;
};

async function propose(
  game: FuzzGame,
  { id: incident, action: name, who, breakGlass }: Asked,
): Promise<void> {
  const { checkout } = game.world.cluster.state;
  const parameters: Parameters = name === 'scale' ? { replicas: (checkout?.replicas ?? 1) + 1 } : {};
  const wish = aWish({ action: name, target: targets[name], parameters, breakGlass });
  await game.asks(incident, who, { kind: 'propose', wish });
}

const plans = id.map((incident) => command(`plan ${incident}`, (game) => game.plans(incident)));

const plansAndDies = fc
  .record({
    id,
    at: call,
    when: fc.constantFrom('before' as const, 'after' as const),
    what: fc.constantFrom('killed' as const, 'cut' as const),
  })
  .map(({ id: incident, ...how }) =>
    command(`plan ${incident} ${JSON.stringify(how)}`, (game) => game.plans(incident, how)),
  );

/** Two people who are asked for their keys: mostly those who have one. */
const two = fc.oneof(
  { weight: 4, arbitrary: fc.constant(['ben', 'cat'] as const) },
  { weight: 2, arbitrary: fc.tuple(somebody, somebody) },
  { weight: 2, arbitrary: fc.constantFrom(['ben', 'ben'] as const, ['cat', 'cat'] as const) },
);

const rules = mostly<PolicyName | null>(null, fc.constant('two keys'));

/** How long it takes until somebody wakes up. */
const wait = mostly(0, fc.constantFrom(14 * MINUTE, 15 * MINUTE));

/** The whole way up to an approved change, in one go. Under which rules: null, those in force. */
const approved = fc
  .record({ id, action, keys: two, rules, wait })
  .map(({ keys, rules: name, wait: late, ...asked }) =>
    command(
      `propose and approve ${JSON.stringify({ ...asked, keys, rules: name, wait: late })}`,
      async (game) => {
        if (name) game.world.policy.name = name;
        await propose(game, { ...asked, who: 'ana', breakGlass: false });
        await game.plans(asked.id);
        const last = (await game.world.proposals(asked.id)).at(-1)?.proposal ?? 1;
        const by = { id: asked.id, number: last, fits: true };
        await game.clicks({ ...by, kind: 'acknowledge', who: 'ana' });
        game.world.passes(late);
        for (const who of keys) await game.clicks({ ...by, kind: 'approve', who });
      },
    ),
  );

const drifted = fc.constantFrom(...(Object.keys(drifts) as Drift[]));

/** `first`: what happens in the world between the last key and the executor. */
const executing = { id, at: happening, trouble, first: mostly<Drift | null>(null, drifted) };

const executes = fc.record(executing).map((how) =>
  command(`execute ${JSON.stringify(how)}`, async (game) => {
    const { hooks } = game.world.changer;
    if (how.first) happensInTheWorld(game, how.first);
    hooks.trouble = how.trouble;
    const where = await whereThereIsWork(game, how.id);
    await game.world.executes(where, how.at && { ...how.at, what: meant(game, where, how.at.what) });
    hooks.trouble = 'none';
  }),
);

/** This incident, or the other one when nothing is to be done in this. */
async function whereThereIsWork({ world }: FuzzGame, wanted: IncidentName): Promise<IncidentName> {
  const [first, second] = wanted === 'INC-7' ? incidents : incidents.toReversed();
  const isWork = async (each: IncidentName) =>
    (await world.proposals(each)).some(({ state }) => state === 'approved' || state === 'executing');
  return first && second && !(await isWork(first)) && (await isWork(second)) ? second : wanted;
}

function meant(game: FuzzGame, incident: IncidentName, what: Meanwhile): Incidence['what'] {
  if (what === 'killed' || what === 'cut') return what;
  if (what === 'another executor') return () => game.world.executes(incident);
  if ('passes' in what) return async () => game.world.passes(what.passes);
  return async () => {
    for (const { proposal } of await game.world.proposals(incident))
      for (const who of ['ben', 'ana'] as const)
        await game.clicks({ id: incident, number: proposal, kind: what.clicks, who, fits: true });
  };
}

const passes = fc.constantFrom(SECOND, 20 * SECOND, 91 * SECOND, 5 * MINUTE, 15 * MINUTE).map((ms) =>
  command(`${ms / SECOND} s pass`, async ({ world }) => {
    world.passes(ms);
  }),
);

const expires = id.map((incident) =>
  command(`the clocks of ${incident} are seen to`, ({ world }) => world.expires(incident)),
);

const drift = drifted.map((what) => command(what, async (game) => happensInTheWorld(game, what)));

function happensInTheWorld({ world }: FuzzGame, what: Drift): void {
  drifts[what](world);
  if (/somebody|deleted|GitOps/.test(what)) world.touched.byOthers = true;
}

const clicked = click.map((one) =>
  command(`${one.who}: ${one.kind} ${one.id}/${one.number}${one.fits ? '' : ' (as it is not)'}`, (game) =>
    game.clicks(one),
  ),
);

const heals = fc.constant(
  command('all is well again', async ({ world }) => {
    allIsWell(world);
    drifts['the groups are as at first'](world);
    drifts['the rules are: usual'](world);
    drifts['the controllers act'](world);
  }),
);

/** What may happen, in any order. The likelier ones stand several times: without them hardly anything is ever done. */
export const commands = fc.commands(
  [
    ...[approved, approved, approved, executes, executes, executes],
    ...[proposes, plans, plansAndDies, clicked, clicked],
    ...[passes, expires, drift, heals, heals],
  ],
  { maxCommands: 50, size: 'max' },
);
