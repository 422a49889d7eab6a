import { describe, expect, it } from 'vitest';
import { createKeyedDigests } from '../../../src/integrations/system/keyed-digests.ts';

describe('keyed digests', () => {
  const digests = createKeyedDigests('one secret');

  it('are the same for the same text, purpose and key', () => {
    expect(createKeyedDigests('one secret').keyed('meaning', 'text')).toBe(digests.keyed('meaning', 'text'));
    expect(digests.keyed('meaning', 'text')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are others for another text, another purpose and another key', () => {
    const all = [
      digests.keyed('meaning', 'text'),
      digests.keyed('meaning', 'other'),
      digests.keyed('policy', 'text'),
      createKeyedDigests('another secret').keyed('meaning', 'text'),
    ];

    expect(new Set(all).size).toBe(all.length);
  });
});
