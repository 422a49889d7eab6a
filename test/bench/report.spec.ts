import { describe, expect, it } from 'vitest';
import { figure } from '../../bench/figure.ts';
import { jsonLine, table } from '../../bench/report.ts';

const rate = { name: 'intake', unit: 'deliveries/s', goal: { of: 'ratio', is: '>=', limit: 0.6 } } as const;

describe('a figure', () => {
  it('meets its goal at the limit, and misses it below', () => {
    expect(figure({ ...rate, value: 600, floor: 1_000 })).toMatchObject({ ratio: 0.6, ok: true });
    expect(figure({ ...rate, value: 599, floor: 1_000 })).toMatchObject({ ratio: 0.599, ok: false });
  });

  it('can have a goal for the value itself', () => {
    const calls = { name: 'calls', unit: 'calls', goal: { of: 'value', is: '<=', limit: 5 } } as const;

    expect(figure({ ...calls, value: 5 }).ok).toBe(true);
    expect(figure({ ...calls, value: 6 }).ok).toBe(false);
  });

  it('misses a goal on a ratio that can not be had', () => {
    expect(figure({ ...rate, value: 600 })).toMatchObject({ ratio: null, ok: false });
    expect(figure({ ...rate, value: 600, floor: 0 })).toMatchObject({ ratio: null, ok: false });
    expect(figure({ ...rate, value: Number.NaN, floor: 1 }).ok).toBe(false);
  });

  it('is fine without a goal', () => {
    expect(figure({ name: 'memory', unit: 'MB', value: 900 })).toMatchObject({ goal: null, ok: true });
  });
});

describe('the report', () => {
  it('writes a figure as one line of JSON with exactly the promised names', () => {
    const line = jsonLine(figure({ ...rate, value: 6_543.21098, floor: 9_000 }));

    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({
      name: 'intake',
      unit: 'deliveries/s',
      value: 6_543.211,
      floor: 9_000,
      ratio: 0.727,
      goal: 'ratio >= 0.6',
      ok: true,
    });
  });

  it('writes null where there is no floor', () => {
    const line = jsonLine(figure({ name: 'memory', unit: 'MB', value: 166 }));

    expect(JSON.parse(line)).toMatchObject({ floor: null, ratio: null, goal: null, ok: true });
  });

  it('shows people what was met, what was missed, and what has no goal', () => {
    const shown = table([
      figure({ ...rate, value: 600, floor: 1_000 }),
      figure({ ...rate, name: 'slow', value: 59, floor: 100 }),
      figure({ name: 'memory', unit: 'MB', value: 166.04 }),
    ]);

    expect(shown.split('\n')).toEqual([
      '        figure  value  floor  ratio  unit          goal',
      'met     intake    600   1000   0.60  deliveries/s  ratio >= 0.6',
      'MISSED  slow       59    100   0.59  deliveries/s  ratio >= 0.6',
      '        memory    166      -      -  MB            -',
    ]);
  });
});
