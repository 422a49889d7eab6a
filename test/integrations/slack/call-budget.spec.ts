import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRateLimits } from '../../../sandbox/slack/rate-limits.ts';
import { allowancesOf } from '../../../src/integrations/slack/call-budget.ts';

it('lets no call arrive at Slack before there is room for it, though some are longer on their way than others', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 950 }), { minLength: 120, maxLength: 120 }), (delays) => {
      const [allowance] = allowancesOf('conversations.replies', 'C1', 'progress');
      const { limit, period } = allowance ?? { limit: 0, period: 0 };
      let now = 1_000_000;
      const slack = createRateLimits(() => now);
      const left: number[] = [];
      for (const delay of delays) {
        now = Math.max(now, (left.at(-limit) ?? Number.NEGATIVE_INFINITY) + period);
        left.push(now);
        now += delay;

        expect(slack.take('conversations.replies', 'C1')).toBeUndefined();
      }
    }),
  );
});
