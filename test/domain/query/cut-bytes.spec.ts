import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteLength, cutBytes } from '../../../src/domain/query/cut-bytes.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });

it('counts bytes as UTF-8 has them', () => {
  fc.assert(
    fc.property(text, (any) => {
      expect(byteLength(any)).toBe(Buffer.byteLength(any));
    }),
  );
});

it('fits, from either end, in whole lines when one fits', () => {
  const lines = fc.array(
    text.map((each) => each.replaceAll('\n', ' ')),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(
      lines,
      fc.integer({ min: 3, max: 200 }),
      fc.constantFrom('first' as const, 'last' as const),
      (all, most, keep) => {
        const cut = cutBytes(all.join('\n'), most, keep);

        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
        const kept = cut.split('\n');
        const whole = keep === 'first' ? all.slice(0, kept.length) : all.slice(-kept.length);
        if (byteLength((keep === 'first' ? all[0] : all.at(-1)) ?? '') < most) expect(kept).toEqual(whole);
      },
    ),
  );
});
