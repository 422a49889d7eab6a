import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { actions, cluster, configOf } from './actions-file.ts';

const group = (id: string) => ({ kind: 'usergroup', group: id });

describe('changes to clusters', () => {
  it('are offered nowhere without a section for them', () => {
    expect(configOf(undefined)).toMatchObject({ gate: null, changeable: [] });
  });

  it('need a cluster, where what is offered, and who approves; the rest has safe defaults', () => {
    const { gate, changeable } = configOf(actions());

    expect(changeable).toEqual([
      { name: 'prod-eu1', access: { kind: 'kubeconfig', file: '/etc/executor.yaml', context: null } },
    ]);
    expect(gate).toEqual({
      allowances: [{ cluster: 'prod-eu1', namespaces: ['shop'], offered: ['restart', 'scale'] }],
      tiers: {
        standard: { quorum: 1, approvers: [group('S1')] },
        protected: { quorum: 1, approvers: [group('S1')] },
        critical: { quorum: 2, approvers: [group('S1')] },
      },
      rules: [],
      approveWithin: 15 * MINUTE,
      executeWithin: 5 * MINUTE,
      freezes: [],
      breakGlass: null,
    });
  });

  it('may be offered in all namespaces', () => {
    const all = { ...cluster, allow: [{ namespaces: 'all', offered: ['restart'] }] };

    expect(configOf(actions({ clusters: [all] })).gate?.allowances[0]?.namespaces).toBeNull();
  });

  it('wake the groups in their order, and each tier has its own', () => {
    const approvers = { standard: ['S2', 'S1'], protected: ['S3'] };

    expect(configOf(actions({ approvers })).gate?.tiers).toMatchObject({
      standard: { approvers: [group('S2'), group('S1')] },
      protected: { approvers: [group('S3')] },
      critical: { approvers: [group('S3')] },
    });
  });

  it.each([
    [{ standard: 2 }, [2, 2, 2]],
    [{ standard: 3, critical: 4 }, [3, 3, 4]],
    [{ protected: 3 }, [1, 3, 3]],
  ])('take more approvers where the file says so: %j', (quorum, counts) => {
    const tiers = configOf(actions({ quorum })).gate?.tiers;

    expect([tiers?.standard.quorum, tiers?.protected.quorum, tiers?.critical.quorum]).toEqual(counts);
  });

  it('are protected by the short list before any rule', () => {
    const given = actions({
      protected: { namespaces: ['pay'], objects: ['statefulset/db'] },
      rules: [{ match: { actions: ['scale'] }, tier: 'critical', approvers: ['S9'] }],
    });
    const all = { clusters: null, namespaces: null, actions: null, objects: null };

    expect(configOf(given).gate?.rules).toEqual([
      { match: { ...all, namespaces: ['pay'] }, tier: 'protected', approvers: null },
      { match: { ...all, objects: ['statefulset/db'] }, tier: 'protected', approvers: null },
      { match: { ...all, actions: ['scale'] }, tier: 'critical', approvers: [group('S9')] },
    ]);
  });

  it('stand still in a freeze, once or every week', () => {
    const freezes = [
      { name: 'sale', from: '2026-11-27T00:00:00+01:00', to: '2026-11-28T00:00:00Z', approvers: ['S9'] },
      {
        name: 'nights',
        weekly: { days: ['sun', 'fri'], from: '18:30', to: '24:00', timeZone: 'Europe/Berlin' },
        match: { namespaces: ['pay'] },
      },
    ];

    expect(configOf(actions({ freezes })).gate?.freezes).toMatchObject([
      {
        name: 'sale',
        time: { kind: 'once', from: Date.UTC(2026, 10, 26, 23), to: Date.UTC(2026, 10, 28) },
        match: { namespaces: null },
        approvers: [group('S9')],
      },
      {
        time: { kind: 'weekly', days: [0, 5], from: 18.5 * 60, to: 24 * 60, timeZone: 'Europe/Berlin' },
        match: { namespaces: ['pay'] },
        approvers: [],
      },
    ]);
  });

  it('may be made by one person alone only where that is switched on', () => {
    const breakGlass = { people: ['S1', 'U1'], offered: ['restart'] };

    expect(configOf(actions({ breakGlass })).gate?.breakGlass).toEqual({
      people: [group('S1'), { kind: 'users', users: ['U1'] }],
      offered: ['restart'],
    });
  });

  it.each([
    ['1m', MINUTE],
    ['4h', 4 * HOUR],
  ])('may wait for %s', (approveWithin, span) => {
    expect(configOf(actions({ approveWithin })).gate?.approveWithin).toBe(span);
  });
});
