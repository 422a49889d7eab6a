import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utcText } from '../../src/domain/utc-text.ts';

it('says a moment as every calendar does, to the second', () => {
  const moments = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2400, 0) });
  fc.assert(
    fc.property(moments, (at) => {
      expect(utcText(at)).toBe(new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'));
    }),
  );
});
