import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveryIdentity } from '../../src/domain/delivery-identity.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { aDelivery, anAlert } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';

const a = anAlert({ fingerprint: 'aa' });
const b = anAlert({ fingerprint: 'bb' });

describe('what a delivery says', () => {
  it('does not depend on the order of its alerts', async () => {
    const alerts = fc.array(
      fc.record({
        fingerprint: fc.constantFrom('a', 'b', 'c', 'd'),
        status: fc.constantFrom('firing' as const, 'resolved' as const),
        start: fc.integer({ min: NOON, max: NOON + 5 }),
      }),
    );

    await fc.assert(
      fc.property(alerts, (list) => {
        const delivery = list.map(anAlert);
        expect(deliveryIdentity(aDelivery(delivery))).toBe(
          deliveryIdentity(aDelivery(delivery.toReversed())),
        );
      }),
    );
  });

  it('is the same from each of two peers, whatever their address and the annotations', () => {
    const here = aDelivery([a], { externalUrl: 'http://alertmanager-0:9093' });
    const there = aDelivery([{ ...a, annotations: { value: '91%' } }], {
      externalUrl: 'http://alertmanager-1:9093',
      commonAnnotations: { value: '91%' },
    });

    expect(deliveryIdentity(there)).toBe(deliveryIdentity(here));
  });

  it.each([
    ['another receiver', aDelivery([a], { receiver: 'keyturn-capped' })],
    ['another sender', aDelivery([a], { source: 'us' })],
    ['another group', aDelivery([a], { groupKey: '{}:{}' })],
    ['one more alert', aDelivery([a, b])],
    ['the alert resolved', aDelivery([{ ...a, status: 'resolved', endedAt: NOON + MINUTE }])],
    ['another run of it', aDelivery([anAlert({ fingerprint: 'aa', start: NOON + MINUTE })])],
    ['more that was cut off', aDelivery([a], { truncated: 5 })],
  ])('differs for %s', (_what, other) => {
    expect(deliveryIdentity(other)).not.toBe(deliveryIdentity(aDelivery([a])));
  });

  it('differs for another end of the same run', () => {
    const ended = (endedAt: number) => aDelivery([{ ...a, status: 'resolved', endedAt }]);

    expect(deliveryIdentity(ended(NOON + 1))).not.toBe(deliveryIdentity(ended(NOON + 2)));
  });
});
