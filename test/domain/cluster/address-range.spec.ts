import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockAround,
  blockOf,
  blockWords,
  holdsAddress,
  isPrivate,
} from '../../../src/domain/cluster/address-range.ts';

describe('address ranges', () => {
  it('are read and written, with the bits after the mask cleared', () => {
    expect(blockWords(blockOf('10.1.2.0/24')!)).toBe('10.1.2.0/24');
    expect(blockWords(blockOf('10.1.2.77/24')!)).toBe('10.1.2.0/24');
    expect(blockWords(blockOf('10.1.2.77')!)).toBe('10.1.2.77/32');
    expect(blockOf('fd00::/64')).toBeNull();
    expect(blockOf('10.1.2.0/33')).toBeNull();
    expect(blockOf('10.1.2/24')).toBeNull();
  });

  it('hold what lies in them, and whatever can not be read', () => {
    expect(holdsAddress('10.1.0.0/16', '10.1.255.255')).toBe(true);
    expect(holdsAddress('10.1.0.0/16', '10.2.0.0')).toBe(false);
    expect(holdsAddress('0.0.0.0/0', '203.0.113.7')).toBe(true);
    expect(holdsAddress('fd00::/64', '10.1.0.1')).toBe(true);
    expect(holdsAddress('10.1.0.0/16', null)).toBe(true);
  });

  it('have a smallest block around them', () => {
    const around = (...cidrs: string[]) => blockWords(blockAround(cidrs.map((cidr) => blockOf(cidr)!))!);

    expect(around('10.1.0.0/24')).toBe('10.1.0.0/24');
    expect(around('10.1.0.0/24', '10.1.1.0/24')).toBe('10.1.0.0/23');
    expect(around('10.1.1.0/24', '10.1.2.0/24')).toBe('10.1.0.0/22');
    expect(around('10.1.0.0/24', '10.1.255.0/24')).toBe('10.1.0.0/16');
    expect(around('0.0.0.0/24', '255.255.255.0/24')).toBe('0.0.0.0/0');
    expect(blockAround([])).toBeNull();
  });

  it('always lie within the block around them', () => {
    const cidr = fc
      .tuple(
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 16, max: 28 }),
      )
      .map(([a, b, bits]) => `10.${a}.${b}.0/${bits}`);

    fc.assert(
      fc.property(fc.array(cidr, { minLength: 1, maxLength: 5 }), (cidrs) => {
        const around = blockWords(blockAround(cidrs.map((each) => blockOf(each)!))!);

        for (const each of cidrs) expect(holdsAddress(around, each.split('/')[0]!)).toBe(true);
      }),
    );
  });

  it('of private use are known', () => {
    expect(['10.1.2.3', '172.31.0.1', '192.168.1.1', '100.64.0.1'].every(isPrivate)).toBe(true);
    expect(['172.32.0.1', '203.0.113.7', 'lb.example.com'].some(isPrivate)).toBe(false);
  });
});
