import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sparingly } from '../../../src/integrations/queue/sparingly.ts';

describe('what is said sparingly', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('is said at once, then every half minute with the number of what was left out', () => {
    const said: object[] = [];
    const say = sparingly((fields) => said.push(fields));

    for (let i = 0; i < 5; i++) say({ i });
    vi.advanceTimersByTime(30_000);
    say({ i: 5 });

    expect(said).toEqual([
      { i: 0, unsaid: 0 },
      { i: 5, unsaid: 4 },
    ]);
  });
});
