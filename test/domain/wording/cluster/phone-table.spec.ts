import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneTable } from '../../../../src/domain/wording/cluster/phone-table.ts';
import { shorten, shortenAll, shortPodNames } from '../../../../src/domain/wording/cluster/shorten.ts';

describe('a table on a phone', () => {
  it('stays as it is when it fits', () => {
    expect(phoneTable({ heads: ['Name', 'Ready'], rows: [['a', '1/1']] })).toEqual({
      text: 'NAME  READY\na     1/1',
      full: [],
      left: [],
    });
  });

  it('leaves out columns in which no row says anything', () => {
    const { text } = phoneTable({
      heads: ['Name', 'External-IP', 'Age'],
      rows: [
        ['a', '<none>', '1d'],
        ['b', '', '2d'],
      ],
    });

    expect(text).toBe('NAME  AGE\na     1d\nb     2d');
  });

  it('takes times in brackets away before anything else', () => {
    const row = ['checkout-7d9f8b6c5', '0/1', 'Error', '6 (3m46s ago)', '10m'];

    expect(phoneTable({ heads: ['Name', 'Ready', 'Status', 'Restarts', 'Age'], rows: [row] }).text).toContain(
      'checkout-7d9f8b6c5 0/1 Error  6   10m',
    );
  });

  it('leaves out the least telling column first, and says which', () => {
    const row = ['x'.repeat(14), 'a'.repeat(10), 'CrashLoopBackOff', 'b'.repeat(10)];

    expect(phoneTable({ heads: ['Name', 'First', 'Status', 'Last'], rows: [row] }).left).toEqual(['LAST']);
  });

  it('leaves nodes’ common domain out before their names', () => {
    const names = ['ip-10-20-16-21', 'ip-10-20-32-25'];
    const rows = names.map((name) => [`${name}.eu-west-1.compute.internal`, 'Ready', '41d', 'v1.34.2']);

    const { text, full } = phoneTable({ heads: ['Name', 'Status', 'Age', 'Version'], rows });

    for (const name of names) expect(text).toContain(`${name} `);
    expect(full).toEqual(rows.map(([name]) => name));
  });

  it('does not cut what is left of a long node’s name, also of one alone', () => {
    const row = (name: string) => [`${name}.eu-west-1.compute.internal`, '3340m', '85%', '12.6Gi', '88%'];
    const heads = ['name', 'cpu', 'cpu%', 'memory', 'mem%'];
    const names = ['ip-10-120-100-100', 'ip-10-120-100-101'];

    for (const name of names) {
      expect(phoneTable({ heads, rows: names.map(row) }).text).toContain(`${name} `);
      expect(phoneTable({ heads, rows: [row(name)] }).text).toContain(`${name} `);
    }
  });

  it('is never wider than the phone, never mixes rows up, and lists every name in full that it cut', () => {
    const cell = fc.stringMatching(/^[a-z0-9.-]{1,40}$/);
    const heads = ['Name', 'NS', 'Ready', 'Status', 'Restarts', 'Age', 'Extra'];
    const rows = fc.uniqueArray(fc.tuple(cell, cell, cell, cell, cell, cell, cell), {
      minLength: 1,
      maxLength: 12,
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(rows, (all) => {
        const { text, full } = phoneTable({ heads, rows: all });
        const [, ...lines] = text.split('\n');

        expect(lines).toHaveLength(all.length);
        lines.forEach((line, index) => {
          const name = all[index]?.[0] ?? '';
          expect(full.includes(name) || line.startsWith(name)).toBe(true);
          // Only names that differ in nothing but their middle may make a line longer.
          expect(line.length <= 45 || line === line.split(' ')[0]).toBe(true);
        });
        expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(all.length);
      }),
    );
  });
});

describe('shortened names', () => {
  it('keep their beginning and their end', () => {
    expect(shorten('checkout-7d9f8b6c5-x2x4z', 16)).toBe('checkou…c5-x2x4z');
    expect(shorten('web', 16)).toBe('web');
  });

  it('still differ', () => {
    const names = ['aaaaaaaaaa-1-zzzzzzzzzz', 'aaaaaaaaaa-2-zzzzzzzzzz'];

    expect(new Set(shortenAll(names, 10)).size).toBe(2);
  });

  it('in front of log lines are what tells pods apart', () => {
    expect([...shortPodNames(['web-7d9f-abcde', 'web-7d9f-fghij']).values()]).toEqual(['abcde', 'fghij']);
    expect([...shortPodNames(['db-0', 'db-1']).values()]).toEqual(['db-0', 'db-1']);
    expect([...shortPodNames(['a-xyz', 'b-xyz']).values()]).toEqual(['a-xyz', 'b-xyz']);
  });
});
