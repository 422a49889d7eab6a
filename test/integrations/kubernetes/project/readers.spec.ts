import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../../src/domain/redaction/redact.ts';
import { managedPaths } from '../../../../src/integrations/kubernetes/project/managed-paths.ts';
import { moment } from '../../../../src/integrations/kubernetes/project/moment.ts';
import { quantity } from '../../../../src/integrations/kubernetes/project/quantity.ts';
import { createReading } from '../../../../src/integrations/kubernetes/project/reading.ts';

describe('a time of the API', () => {
  it('is the same moment for us as for the engine', () => {
    const times = fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        const seconds = `${date.toISOString().slice(0, 19)}Z`;
        expect(moment(seconds)).toBe(Date.parse(seconds));
        expect(moment(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ['2026-11-20T22:30:58.933990Z', '2026-11-20T22:30:58.933Z'],
    ['2024-02-29T00:00:00.999999999Z', '2024-02-29T00:00:00.999Z'],
    ['2026-11-20T23:30:58+01:00', '2026-11-20T22:30:58Z'],
  ])('may have a finer fraction or an offset: %s', (written, same) => {
    expect(moment(written)).toBe(Date.parse(same));
  });

  it.each([null, undefined, 7, '', 'yesterday', '20x6-11-20T22:30:58Z'])('is null for %s', (value) => {
    expect(moment(value)).toBeNull();
  });
});

describe('a quantity', () => {
  it.each([
    ['cpu', '250m', 250],
    ['cpu', '1', 1_000],
    ['cpu', '0.1', 100],
    ['cpu', '156340278n', 156.34],
    ['cpu', '1500u', 1.5],
    ['memory', '128Mi', 134_217_728],
    ['memory', '1.5Gi', 1_610_612_736],
    ['memory', '1e3', 1_000],
    ['memory', '128974848', 128_974_848],
    ['memory', '128974848000m', 128_974_848],
    ['ephemeral-storage', '10G', 10_000_000_000],
    ['memory', '2Ei', 2 ** 61],
    ['pods', '110', 110],
    ['nvidia.com/gpu', '2', 2],
    ['cpu', '-1', -1_000],
  ])('of %s, %s, is %d', (resource, written, value) => {
    expect(quantity(resource, written)).toBe(value);
  });

  it.each(['', 'much', '5 Gi', '1Xi', 'Infinity'])('is null for "%s"', (written) => {
    expect(quantity('memory', written)).toBeNull();
  });
});

describe('the fields that a manager owns', () => {
  it('are the leaves, with list items by their keys', () => {
    expect(
      managedPaths({
        'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} }, 'f:finalizers': { 'v:"hold"': {} } },
        'f:spec': {
          'f:replicas': {},
          'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:targetPort': {} } },
          'f:containers': { 'k:{"name":"app"}': { 'f:image': {} } },
          'f:empty': { '.': {} },
        },
      }),
    ).toEqual([
      'metadata.labels.app',
      'metadata.finalizers[hold]',
      'spec.replicas',
      'spec.ports[80/TCP].targetPort',
      'spec.containers[app].image',
      'spec.empty',
    ]);
  });

  it('are none where there is nothing readable', () => {
    for (const junk of [null, undefined, 'x', [], {}]) expect(managedPaths(junk)).toEqual([]);
    expect(managedPaths({ 'k:{broken': {} })).toEqual(['[{broken]']);
  });
});

describe('a text', () => {
  it('is redacted as everywhere else, also where it is passed over because it holds nothing', () => {
    const bare = fc.string({ unit: fc.constantFrom(...'0123456789abcdef.:/-'), maxLength: 120 });
    fc.assert(
      fc.property(fc.oneof(bare, fc.string()), (text) => {
        expect(createReading().hidden(text, 10_000)).toBe(redact(text));
      }),
    );
    const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(redact(digest)).toBe(digest);
  });

  it('is the same, however often it was seen before', () => {
    const reading = createReading();
    for (let i = 0; i < 3; i++) {
      expect(reading.hidden('token=abcdefgh12345')).toBe('token=[redacted]');
      expect(reading.variable('LEVEL', 'info')).toEqual({ name: 'LEVEL', value: 'info', from: null });
      expect(reading.variable('DB_PASSWORD', 'info')).toMatchObject({ value: '[redacted]' });
      expect(reading.words(['a b', '--password', 'hunter2'])).toEqual(['a b', '--password', '[redacted]']);
    }
  });
});
