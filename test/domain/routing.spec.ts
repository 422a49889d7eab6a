import { describe, expect, it } from 'vitest';
import { policyFor, policyWithoutAlert, type Route } from '../../src/domain/routing.ts';
import { someDefaults } from '../builders/deliveries.ts';

const aRoute = (over: Partial<Route> = {}): Route => ({
  name: 'payments',
  matchers: [],
  outcome: null,
  severity: null,
  cluster: null,
  team: null,
  rosters: {},
  responders: null,
  channelTemplate: null,
  private: null,
  staleAfter: null,
  ...over,
});

const policy = (
  labels: Record<string, string>,
  routes: readonly Route[] = [],
  cluster: string | null = null,
) => policyFor(labels, { routes, defaults: someDefaults() }, cluster);

describe('what is done with an alert when no route says otherwise', () => {
  it.each([
    ['critical', 'open', 'sev1'],
    ['error', 'triage', 'sev2'],
    ['high', 'triage', 'sev2'],
    ['warning', 'triage', 'sev3'],
    ['info', 'ignore', 'sev4'],
    ['none', 'ignore', 'sev4'],
    ['Critical', 'open', 'sev1'],
    ['constructor', 'triage', 'sev3'],
  ])('severity %s: %s as %s', (severity, outcome, expected) => {
    expect(policy({ severity })).toMatchObject({ outcome, severity: expected, route: 'default' });
  });

  it('does not drop an alert that nobody gave a severity', () => {
    expect(policy({})).toMatchObject({ outcome: 'triage', severity: 'sev3' });
  });

  it('takes the cluster from the label, else from the sender', () => {
    expect(policy({ cluster: 'prod-eu1' }, [], 'prod-us1').cluster).toBe('prod-eu1');
    expect(policy({ cluster: '' }, [], 'prod-us1').cluster).toBe('prod-us1');
    expect(policy({}).cluster).toBeNull();
  });
});

describe('routes', () => {
  const team = (value: string) => ({ label: 'team', test: (text: string) => text === value });

  it('are asked in order, and the first whose matchers all match decides', () => {
    const routes = [
      aRoute({ name: 'a', matchers: [team('payments'), { label: 'env', test: (env) => env === 'dev' }] }),
      aRoute({ name: 'b', matchers: [team('payments')], outcome: 'open', severity: 'sev2' }),
      aRoute({ name: 'c' }),
    ];

    expect(policy({ team: 'payments', severity: 'warning' }, routes)).toMatchObject({
      route: 'b',
      outcome: 'open',
      severity: 'sev2',
    });
    expect(policy({ team: 'search' }, routes).route).toBe('c');
  });

  it('see an absent label as an empty one', () => {
    expect(policy({}, [aRoute({ matchers: [team('')] })]).route).toBe('payments');
    expect(policy({ team: '' }, [aRoute({ matchers: [team('')] })]).route).toBe('payments');
  });

  it('decide the outcome by the severity they set', () => {
    expect(policy({ severity: 'critical' }, [aRoute({ severity: 'sev4' })])).toMatchObject({
      severity: 'sev4',
      outcome: 'ignore',
    });
  });

  it('replace the default rosters role by role', () => {
    const ana = { kind: 'users' as const, users: ['UANA'] };
    const ops = { kind: 'usergroup' as const, group: 'SOPS' };
    const defaults = someDefaults({ rosters: { commander: ops, operations: ops } });
    const routes = [aRoute({ rosters: { commander: ana } })];

    expect(policyFor({}, { routes, defaults }, null).rosters).toEqual({ commander: ana, operations: ops });
  });
});

describe('an incident without an alert', () => {
  it('is opened with what holds for all', () => {
    const routing = { routes: [aRoute({ outcome: 'ignore' })], defaults: someDefaults() };

    expect(policyWithoutAlert(routing, 'sev2')).toMatchObject({
      outcome: 'open',
      severity: 'sev2',
      route: 'default',
    });
  });
});
