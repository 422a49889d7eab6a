import { expect, it } from 'vitest';
import { nearestNames } from '../../../src/domain/query/nearest-names.ts';

const pods = ['checkout-7d9f8b6c5-abcde', 'checkout-7d9f8b6c5-fghij', 'cart-5c4b-klmno', 'ledger-db-0'];

it.each([
  ['the beginning of a name', 'cart', ['cart-5c4b-klmno']],
  ['its end, as people copy it', 'fghij', ['checkout-7d9f8b6c5-fghij']],
  ['a pod that was replaced', 'checkout-7d9f8b6c5-zzzzz', pods.slice(0, 2)],
  ['a pod of a revision that is gone', 'checkout-999999999-zzzzz', pods.slice(0, 2)],
  ['a typing error', 'ledgr-db-0', ['ledger-db-0']],
  ['nothing that is near', 'xyz', []],
])('knows %s', (_, typed, near) => {
  expect(nearestNames(typed, pods)).toEqual(near);
});

it('suggests at most three, each once', () => {
  expect(nearestNames('a', ['a-1', 'a-1', 'a-2', 'a-3', 'a-4'])).toEqual(['a-1', 'a-2', 'a-3']);
});
