import { expect, expectTypeOf, it } from 'vitest';
import type { FactKind } from '../../src/domain/fact.ts';
import { factKinds } from '../../src/domain/fact-kinds.ts';

it('names every kind of fact, and no other', () => {
  expectTypeOf<(typeof factKinds)[number]>().toEqualTypeOf<FactKind>();
  expect(new Set(factKinds).size).toBe(factKinds.length);
});
