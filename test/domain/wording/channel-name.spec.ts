import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelName } from '../../../src/domain/wording/channel-name.ts';
import { anIncident, aPolicy } from '../../builders/incident.ts';
import { runs } from '../../setup/runs.ts';

const named = (channelTemplate: string, over: object = {}, policy: object = {}) =>
  channelName({ ...anIncident([], { policy: aPolicy({ channelTemplate, ...policy }) }), ...over });

describe('a channel’s name', () => {
  it('is the template filled with what is known', () => {
    expect(named('inc-{number}-{severity}-{cluster}-{namespace}-{team}-{title}')).toBe(
      'inc-7-sev1-prod-eu1-payments-payments-checkout-rejects-cards',
    );
    expect(named('{date}_{number}')).toBe('20261120_7');
    expect(named('inc-{number}-{service}', { topGroups: [{ service: 'Check Out' }] })).toBe(
      'inc-7-check-out',
    );
  });

  it('has the number where the template forgot it', () => {
    expect(named('incident-{title}')).toBe('incident-checkout-rejects-cards-7');
  });

  it('leaves no gaps for what is unknown, and drops placeholders there are not', () => {
    expect(named('inc-{number}-{cluster}-{service}-{foo}-x', {}, { cluster: null })).toBe('inc-7-x');
  });

  it('is spelled in plain letters', () => {
    expect(named('inc-{number}-{title}', { title: 'Zahlung für Straße 12 schlägt fehl!' })).toBe(
      'inc-7-zahlung-fur-strasse-12-schlagt-fehl',
    );
    expect(named('inc-{number}-{title}', { title: 'Платежи не проходят' })).toBe(
      'inc-7-platezhi-ne-prokhodiat'.replace('diat', 'dyat'),
    );
    expect(named('inc-{number}-{title}', { title: '決済が失敗' })).toBe('inc-7');
  });

  it('keeps number and the rest when the title is long', () => {
    const name = named('inc-{title}-{number}-{cluster}', { title: 'very long '.repeat(30) });

    expect(name).toMatch(/^inc-very-long-.*-7-prod-eu1$/);
    expect(name.length).toBeLessThanOrEqual(80);
  });

  it('is never empty and never a bare number', () => {
    expect(named('')).toBe('inc-7');
    expect(named('{number}')).toBe('inc-7');
    expect(named('!!!{title}', { title: '???' })).toBe('inc-7');
  });
});

it('is within Slack’s rules for any template and any text, and differs for two incidents', () => {
  const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ maxLength: 120 }));
  const template = fc
    .array(
      fc.oneof(
        fc.constantFrom('{number}', '{title}', '{cluster}', '{date}', '{team}', '-', 'inc', '{', '}'),
        any,
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      template,
      any,
      any,
      fc.integer({ min: 1, max: 1e9 }),
      (channelTemplate, title, cluster, number) => {
        const one = named(channelTemplate, { title, number }, { cluster });
        const other = named(channelTemplate, { title, number: number + 1 }, { cluster });

        expect(one).toMatch(/^[a-z0-9][a-z0-9_-]{0,79}$/);
        expect(one).toContain(String(number));
        expect(other).not.toBe(one);
      },
    ),
    { numRuns: runs(500) },
  );
});
