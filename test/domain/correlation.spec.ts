import { describe, expect, it } from 'vitest';
import { policyOfAlert } from '../../src/domain/alert-rules.ts';
import { type CorrelationLabels, splitDelivery } from '../../src/domain/correlation.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { aDelivery, anAlert, someRules } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';

const rules = someRules();
const split = (delivery: ReturnType<typeof aDelivery>, labels: CorrelationLabels = null) =>
  splitDelivery(delivery, labels, (alert) => policyOfAlert(rules, delivery, alert));
const inCluster = (fingerprint: string, cluster: string) =>
  anAlert({ fingerprint, labels: { alertname: 'KubePodCrashLooping', cluster, pod: fingerprint } });

describe('the correlation key', () => {
  it('is the cluster and the labels of the group', () => {
    const [part] = split(aDelivery([inCluster('aa', 'prod-eu1')]));

    expect(part?.labels).toEqual({
      alertname: 'KubePodCrashLooping',
      namespace: 'payments',
      cluster: 'prod-eu1',
    });
  });

  it('does not change when the route is edited or the labels come in another order', () => {
    const before = aDelivery([inCluster('aa', 'prod-eu1')]);
    const edited = aDelivery([inCluster('aa', 'prod-eu1')], {
      groupKey: '{}/{team="payments"}:{alertname="KubePodCrashLooping"}',
      groupLabels: { namespace: 'payments', alertname: 'KubePodCrashLooping' },
    });

    expect(split(edited)[0]?.key).toBe(split(before)[0]?.key);
  });

  it('splits a group that spans clusters, and each part knows the whole body', () => {
    const parts = split(
      aDelivery([inCluster('aa', 'prod-eu1'), inCluster('bb', 'prod-us1'), inCluster('cc', 'prod-eu1')]),
    );

    expect(parts.map(({ alerts }) => alerts.map(({ alert }) => alert.fingerprint))).toEqual([
      ['aa', 'cc'],
      ['bb'],
    ]);
    expect(parts[1]?.present).toEqual(new Set(['aa', 'bb', 'cc']));
  });

  it('is made of the configured labels, whatever the group has', () => {
    const [part] = split(aDelivery([inCluster('aa', 'prod-eu1')]), ['cluster', 'pod', 'absent']);

    expect(part?.labels).toEqual({ cluster: 'prod-eu1', pod: 'aa' });
  });

  it('survives labels with the names of an object’s own machinery', () => {
    const labels = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
    const [part] = split(aDelivery([anAlert({ labels })], { groupLabels: labels }));

    expect(part?.key).toBe('[["__proto__","x"],["constructor","y"]]');
  });
});

describe('an alert that a body names twice', () => {
  it('counts once: its newest run, firing before resolved', () => {
    const [part] = split(
      aDelivery([
        anAlert({ start: NOON + MINUTE, status: 'resolved' }),
        anAlert({ start: NOON + MINUTE }),
        anAlert({ start: NOON }),
      ]),
    );

    expect(part?.alerts.map(({ alert }) => [alert.startedAt, alert.status])).toEqual([
      [NOON + MINUTE, 'firing'],
    ]);
  });
});
