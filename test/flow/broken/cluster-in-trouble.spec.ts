import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/cluster/faults.ts';
import { startAskingWorld } from '../asking-world.ts';

type Trouble = {
  readonly what: string;
  readonly fault: Fault;
  /** What who asked for pods is told. */
  readonly answer: RegExp;
  /** What the diagnosis says could not be seen. */
  readonly gap: RegExp;
};

/** Each is met by lists of pods only: the rest of the cluster answers. */
const troubles: readonly Trouble[] = [
  {
    what: 'a 401',
    fault: { kind: 'unauthorized', resource: 'pods' },
    answer: /does not accept Keyturn’s credentials\. Whoever runs Keyturn has to renew them/,
    gap: /credentials/,
  },
  {
    what: 'a 403',
    fault: { kind: 'forbidden', resource: 'pods' },
    answer: /Keyturn may not list pods in shop.*apiGroups: \[""\].*resources: \["pods"\]/s,
    gap: /pods .*may not be read\. A role with this rule would allow it: list pods/,
  },
  {
    what: 'a 404',
    fault: { kind: 'not-found', resource: 'pods' },
    answer: /has no such thing/,
    gap: /pods/,
  },
  {
    what: 'a 429 that asks for more patience than there is',
    fault: { kind: 'too-many-requests', retryAfter: 600, resource: 'pods' },
    answer: /has too much to do and asks for patience/,
    gap: /pods/,
  },
  {
    what: 'a 500',
    fault: { kind: 'server-error', resource: 'pods' },
    answer: /The API server of prod-eu1 failed itself/,
    gap: /pods/,
  },
  {
    what: 'a 503 in plain text',
    fault: { kind: 'unavailable', resource: 'pods' },
    answer: /failed itself/,
    gap: /pods/,
  },
  {
    what: 'a cut connection',
    fault: { kind: 'cut', resource: 'pods' },
    answer: /can’t be reached \(.*cut.*\)/,
    gap: /pods/,
  },
  {
    what: 'a connection that is cut in the middle of the answer',
    fault: { kind: 'cut', when: 'in-body', resource: 'pods' },
    answer: /can’t be reached \(.*cut.*\)/,
    gap: /pods/,
  },
];

describe.each(troubles)('$what', ({ fault, answer, gap }) => {
  it('gives who asked the right sentence, and a diagnosis of the rest', async () => {
    const world = await startAskingWorld();
    world.cluster.faults.add({ ...fault, verb: 'list' });

    const room = await world.opens();
    const diagnosis = await room.reads(/^First diagnosis of prod-eu1/);
    await world.asks(room, 'get pods -n shop');
    const answered = await room.reads(/^(No answer|Not asked) get pods -n shop in prod-eu1/);

    expect(answered).toMatch(answer);
    expect(diagnosis).toMatch(/Not seen: /);
    expect(diagnosis).toMatch(gap);
    expect(diagnosis).toMatch(/Looked at .*deployments/);
    world.cluster.faults.clear();
    await world.asks(room, 'get pods -n shop');
    await room.reads(/^Answer get pods -n shop in prod-eu1, asked by @ana: 14 pods/);
  });
});

describe('no answer at all to lists of one kind', () => {
  it('is waited for only so long: who asked is told, and the diagnosis is of the rest', async () => {
    const world = await startAskingWorld();
    world.cluster.faults.add({ kind: 'hang', resource: 'pods', verb: 'list' });

    const room = await world.opens();
    await world.asks(room, 'get pods -n shop');
    const soon = <T>(look: () => T | undefined | false) => world.slack.until(look, 60_000, 'patience ends');
    await soon(() => room.matching(/^No answer get pods/).length > 0);
    await soon(() => room.matching(/^First diagnosis/).length > 0);

    expect(await room.reads(/^No answer get pods/)).toMatch(/did not answer in time/);
    expect(await room.reads(/^First diagnosis/)).toMatch(/Not seen: .*pods/);
  });
});

describe('a cluster that is away when the alert comes', () => {
  it.each([
    ['away', { kind: 'cut' }, /can’t be reached/],
    ['not the one it was', { kind: 'wrong-certificate' }, /can’t be reached \(.*certificate.*\)/],
  ] as const)(
    '%s: the card says why there is no diagnosis, and it comes when it can',
    async (_, fault, why) => {
      const world = await startAskingWorld();
      world.cluster.faults.add(fault);

      const room = await world.opens();
      const card = await room.cardReads(/No diagnosis yet: .*Next try/);
      expect(card).toMatch(why);
      await world.asks(room, 'get pods -n shop');
      expect(await room.reads(/^No answer get pods/)).toMatch(why);
      world.cluster.faults.clear();
      world.passes(60_000);

      await room.reads(/^First diagnosis of prod-eu1: a proven cause/);
      await room.cardReads(/runs another build/);
      expect(room.card()).not.toMatch(/No diagnosis yet/);
      await world.logIsWhole('INC-1');
    },
  );
});

describe('lists that change while they are read', () => {
  it('are read once more, and the diagnosis is whole', async () => {
    const world = await startAskingWorld({ story: 'no-more-ips' });
    world.cluster.faults.add({ kind: 'expired-token', resource: 'pods', times: 1 });

    const room = await world.opens();
    const diagnosis = await room.reads(/^First diagnosis of prod-eu1/);

    expect(diagnosis).not.toMatch(/Not seen/);
    expect(diagnosis).toMatch(/Looked at 1\d{3} pods/);
  });

  it('again and again are said not to be whole', async () => {
    const world = await startAskingWorld({ story: 'no-more-ips' });
    world.cluster.faults.add({ kind: 'expired-token', resource: 'pods' });

    const room = await world.opens();
    const diagnosis = await room.reads(/^First diagnosis of prod-eu1/);

    expect(diagnosis).toMatch(/Not seen: .*pods/);
  });
});
