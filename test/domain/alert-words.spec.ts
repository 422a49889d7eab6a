import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert, Labels } from '../../src/domain/alert.ts';
import { alertLinks } from '../../src/domain/alert-links.ts';
import { alertTitle } from '../../src/domain/alert-title.ts';
import { stormTitle } from '../../src/domain/storm.ts';
import { anAlert, aPart } from '../builders/deliveries.ts';

const labelled = (labels: Labels, annotations: Labels = {}, fingerprint = 'aa'): Alert => ({
  ...anAlert({ fingerprint }),
  labels: { severity: 'critical', ...labels },
  annotations,
});
const grouped = (groupLabels: Labels) => ({ groupLabels });

describe('the title of an incident born from alerts', () => {
  it('is the summary that its alerts share', () => {
    const a = labelled({ alertname: 'A' }, { summary: 'Checkout rejects cards' });
    const b = labelled({ alertname: 'A' }, { summary: 'Checkout rejects cards' }, 'bb');

    expect(alertTitle(aPart([a, b]))).toBe('Checkout rejects cards');
  });

  it.each([
    [
      { alertname: 'PodNotReady', namespace: 'payments', pod: 'ledger-1' },
      'PodNotReady in payments/ledger-1',
    ],
    [
      { alertname: 'PodNotReady', namespace: 'payments', service: 'ledger', pod: 'x' },
      'PodNotReady in payments/ledger',
    ],
    [{ alertname: 'NodeDown', node: 'ip-10-0-3-17' }, 'NodeDown in ip-10-0-3-17'],
    [{ alertname: 'Odd', shard: '7' }, 'Odd (shard=7)'],
    [{ alertname: 'Odd' }, 'Odd'],
  ])('is else its name and where it fires: %j', (labels, title) => {
    expect(alertTitle(aPart([labelled(labels)], grouped({ alertname: labels.alertname })))).toBe(title);
  });

  it('names no pod when there are several', () => {
    const two = ['x', 'y'].map((pod) =>
      labelled({ alertname: 'A', namespace: 'n', pod }, { summary: pod }, pod),
    );

    expect(alertTitle(aPart(two, grouped({ alertname: 'A' })))).toBe('A in n');
  });

  it('is one line of at most 120 characters, whatever is in it', async () => {
    await fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'binary', maxLength: 300 }),
        (name, text) => {
          for (const annotations of [{}, { summary: text }] as Labels[]) {
            const part = aPart([labelled({ alertname: name, namespace: text }, annotations)]);
            for (const title of [alertTitle(part), stormTitle([part], { moreThan: 10, within: 1 })]) {
              expect(title.length).toBeGreaterThan(0);
              expect(title.length).toBeLessThanOrEqual(120);
              expect(title.isWellFormed() || !name.isWellFormed() || !text.isWellFormed()).toBe(true);
              expect(title).not.toMatch(/\p{Cc}/u);
            }
          }
        },
      ),
    );
  });
});

describe('the links of an incident', () => {
  it('fill in a silence for the group, with its matchers quoted', () => {
    const part = aPart([labelled({ alertname: 'A' })], {
      groupLabels: { alertname: 'A', quote: 'a"b{c}\\d' },
      externalUrl: 'https://alertmanager.example/am/',
    });
    const silence = alertLinks(part).find(({ label }) => label === 'Silence')?.url ?? '';

    expect(silence).toMatch(/^https:\/\/alertmanager\.example\/am\/#\/silences\/new\?filter=/);
    expect(decodeURIComponent(silence.split('filter=')[1] ?? '')).toBe(
      '{alertname="A",quote="a\\"b{c}\\\\d"}',
    );
  });

  it('are those of the sender that made the alerts, where it brings its own', () => {
    const part = aPart([labelled({ alertname: 'A' }, { silence_url: 'https://grafana.example/silence' })]);

    expect(alertLinks(part)).toContainEqual({ label: 'Silence', url: 'https://grafana.example/silence' });
  });

  it('are web addresses and nothing else, whatever is in them', async () => {
    const url = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.string().map((text) => `https://${text}`),
      fc.constant('javascript:alert(1)'),
    );

    await fc.assert(
      fc.property(url, url, (first, second) => {
        const alert = {
          ...labelled({ alertname: 'A' }, { runbook_url: first, dashboard_url: second }),
          generatorUrl: second,
        };
        for (const link of alertLinks(aPart([alert], { externalUrl: first }))) {
          expect(link.url).toMatch(/^https?:\/\/[^\s<>|"]+$/i);
          expect(link.url.length).toBeLessThanOrEqual(2_000);
        }
      }),
    );
  });
});
