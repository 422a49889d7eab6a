import { afterAll, beforeAll, expect, it } from 'vitest';
import { RateLimited } from '../../../src/ports/failures.ts';
import { saying, startWorkspace, type Workspace } from './workspace.ts';

let space: Workspace;
beforeAll(async () => {
  space = await startWorkspace({ limits: 'real', budget: 'shared' });
});
afterAll(() => space.stop());

const outcomes = async (work: readonly Promise<unknown>[]) => {
  const settled = await Promise.allSettled(work);
  const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  return { done: settled.length - refused.length, refused };
};

it('Slack’s limits are kept before they are hit: what is over the budget costs no call', async () => {
  const channel = space.sandbox.channel('incidents').id;
  const ref = await space.slack.chat.post({
    to: { channel },
    incident: 'INC-1',
    step: 'card',
    lane: 'status',
    document: saying('card'),
    mayExist: false,
  });
  const created = await outcomes(
    Array.from({ length: 30 }, (_, n) =>
      space.slack.channels.open({ incident: `INC-${n}`, name: `inc-${n}`, private: false }),
    ),
  );
  const edited = await outcomes(
    Array.from({ length: 80 }, (_, n) => space.slack.chat.update(ref, saying(`edit ${n}`), 'alerts')),
  );
  const approved = await outcomes(
    Array.from({ length: 30 }, (_, n) => space.slack.chat.update(ref, saying(`approval ${n}`), 'approval')),
  );
  const posted = await outcomes(
    Array.from({ length: 20 }, (_, n) =>
      space.slack.chat.post({
        to: { channel },
        incident: 'INC-1',
        step: `notice:${n}`,
        lane: 'status',
        document: saying(`notice ${n}`),
        mayExist: false,
      }),
    ),
  );

  expect(created.done).toBe(20);
  expect(edited.done).toBe(30);
  expect(approved.done).toBe(20);
  expect(posted.done).toBe(4);
  for (const error of [created, edited, approved, posted].flatMap(({ refused }) => refused)) {
    expect(error).toBeInstanceOf(RateLimited);
  }
  expect(space.sandbox.calls.filter(({ status }) => status === 429)).toEqual([]);
});
