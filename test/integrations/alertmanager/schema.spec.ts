import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/domain/alert.ts';
import { CUT_MARK, LEFT_OUT, LIMITS } from '../../../src/integrations/alertmanager/bounded-labels.ts';
import { bodyProblem, webhookBody } from '../../../src/integrations/alertmanager/schema.ts';

const captured = join(import.meta.dirname, '../../fixtures/alertmanager');
const fixture = (name: string): unknown => JSON.parse(readFileSync(join(captured, name), 'utf8'));
const schema = webhookBody('default');

const anAlert = {
  status: 'firing',
  labels: { alertname: 'A' },
  annotations: {},
  startsAt: '2026-11-20T21:35:34.824593785Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: '',
  fingerprint: '4ee24e65bcd12682',
};
const aBody = { receiver: 'keyturn', groupKey: '{}:{}', groupLabels: {}, version: '4', alerts: [anAlert] };

function read(body: unknown): Delivery {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Error(bodyProblem(parsed.error));
  return parsed.data;
}
const readAlert = (over: object) => read({ ...aBody, alerts: [{ ...anAlert, ...over }] }).alerts[0];
const problem = (body: unknown) => {
  const parsed = schema.safeParse(body);
  return parsed.success ? null : bodyProblem(parsed.error);
};

describe('what a real Alertmanager sent', () => {
  it.each(readdirSync(captured))('is read: %s', (name) => {
    const { alerts, groupKey } = read(fixture(name));

    expect(alerts.length).toBeGreaterThan(0);
    expect(groupKey).not.toBe('');
    expect(alerts.every(({ startedAt }) => startedAt > 0)).toBe(true);
  });

  it('keeps the start as it was written, and its moment', () => {
    expect(read(fixture('01-firing-one.json')).alerts[0]).toMatchObject({
      fingerprint: '4ee24e65bcd12682',
      startsAt: '2026-11-20T21:35:34.824593785Z',
      startedAt: Date.parse('2026-11-20T21:35:34.824Z'),
      endedAt: null,
    });
  });

  it('has an end only where it is resolved', () => {
    const { alerts } = read(fixture('03-firing-one-of-two-resolved.json'));

    expect(alerts.map(({ status, endedAt }) => [status, endedAt])).toEqual([
      ['resolved', Date.parse('2026-11-20T21:35:43Z')],
      ['firing', null],
    ]);
  });

  it('says how much was cut off, and what each alert is, whatever the root says', () => {
    expect(read(fixture('06-capped-resolved-3-of-8.json'))).toMatchObject({ truncated: 5 });
    expect(read(fixture('09-firing-500.json')).alerts).toHaveLength(500);
  });

  it('keeps hostile text as it is: it is shown as text', () => {
    const [alert] = read(fixture('07-ungrouped-hostile-text.json')).alerts;

    expect(alert?.annotations.summary).toBe(
      'Node <!channel> down & <@U123> see <https://evil.example|click>',
    );
    expect(alert?.annotations.description).toContain('\u0000');
  });
});

describe('what may be different', () => {
  it('fields nobody knows, and alerts that are none', () => {
    expect(read({ ...aBody, alerts: [], notification_reason: 'x', new: { field: 1 } }).alerts).toEqual([]);
    expect(read({ receiver: 'r', groupKey: '' })).toMatchObject({
      alerts: [],
      truncated: 0,
      externalUrl: null,
    });
  });

  it('the receiver, which is quoted for regular expressions', () => {
    expect(read({ ...aBody, receiver: 'incident\\.io \\(eu\\)' }).receiver).toBe('incident.io (eu)');
  });

  it('Grafana’s variant: another version, more fields, links that are no annotations', () => {
    const grafana = {
      ...aBody,
      version: '1',
      orgId: 1,
      title: '[FIRING:1]',
      state: 'alerting',
      truncatedAlerts: 0,
      alerts: [
        {
          ...anAlert,
          startsAt: '2026-11-20T22:35:34+01:00',
          dashboardURL: 'https://grafana.example.com/d/x',
          silenceURL: 'https://grafana.example.com/alerting/silence/new',
          values: null,
          valueString: '[ var=A ]',
        },
      ],
    };

    expect(read(grafana).alerts[0]).toMatchObject({
      startedAt: Date.parse('2026-11-20T21:35:34Z'),
      annotations: {
        dashboard_url: 'https://grafana.example.com/d/x',
        silence_url: 'https://grafana.example.com/alerting/silence/new',
      },
    });
  });

  it('absent and empty values, which are alike', () => {
    expect(readAlert({ generatorURL: undefined, annotations: undefined, endsAt: undefined })).toMatchObject({
      generatorUrl: null,
      annotations: {},
    });
    expect(readAlert({ labels: { alertname: 'A', empty: null, count: 3, on: true } })?.labels).toEqual({
      alertname: 'A',
      count: '3',
      on: 'true',
    });
  });

  it('the fingerprint: without one, the labels make it, in whatever order', () => {
    const one = readAlert({ fingerprint: undefined, labels: { a: '1', b: '2' } });
    const other = readAlert({ fingerprint: '', labels: { b: '2', a: '1' } });
    const third = readAlert({ fingerprint: undefined, labels: { a: '1', b: '3' } });

    expect(one?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(other?.fingerprint).toBe(one?.fingerprint);
    expect(third?.fingerprint).not.toBe(one?.fingerprint);
    expect(readAlert({ fingerprint: 'with\nbreak' })?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('labels without bounds', () => {
  it('are cut, and say so', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`label${i}`, 'x']));
    const labels = readAlert({ labels: { ...many, huge: 'y', severity: 'critical' } })?.labels ?? {};
    const long =
      readAlert({ annotations: { description: '🔥'.repeat(10_000) } })?.annotations.description ?? '';

    expect(Object.keys(labels)).toHaveLength(LIMITS.entries + 1);
    expect(labels).toMatchObject({ severity: 'critical', [LEFT_OUT]: '438' });
    expect(long.length).toBeLessThanOrEqual(LIMITS.value);
    expect(long.endsWith(CUT_MARK)).toBe(true);
    expect(long.isWellFormed()).toBe(true);
  });

  it('can not reach into an object’s own machinery', () => {
    const labels = JSON.parse('{"__proto__":{"polluted":"x"},"constructor":"y"}') as object;
    const text = JSON.parse('{"__proto__":"x","constructor":"y","toString":"z"}') as object;

    expect(problem({ ...aBody, groupLabels: labels })).toContain('groupLabels');
    expect(Object.entries(readAlert({ labels: text })?.labels ?? {})).toEqual(Object.entries(text));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('a body that can not be read', () => {
  it.each([
    [
      [],
      'The body is not what Alertmanager sends: the body: Invalid input: expected object, received array.',
    ],
    [
      { groupKey: 'x' },
      'The body is not what Alertmanager sends: receiver: Invalid input: expected string, received undefined.',
    ],
    [
      { ...aBody, alerts: [{ ...anAlert, status: 'FIRING' }] },
      'The body is not what Alertmanager sends: alerts[0].status: Invalid option: expected one of "firing"|"resolved".',
    ],
    [
      { ...aBody, alerts: [{ ...anAlert, startsAt: 'yesterday' }] },
      'The body is not what Alertmanager sends: alerts[0].startsAt: expected a time of RFC 3339, it is "yesterday".',
    ],
    [
      { ...aBody, alerts: [{ ...anAlert, labels: 'x' }] },
      'The body is not what Alertmanager sends: alerts[0].labels: expected an object of texts.',
    ],
    [{ text: 'a template of our own' }, expect.stringContaining('(and 1 more)')],
  ])('%# says where and what was expected', (body, sentence) => {
    expect(problem(body)).toEqual(sentence);
  });

  it('is never an exception, whatever it is', async () => {
    const field = fc.oneof(fc.jsonValue(), fc.constant(anAlert), fc.constant([anAlert]));
    const body = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...Object.keys(aBody), 'truncatedAlerts', '__proto__'), field),
      fc
        .dictionary(fc.constantFrom(...Object.keys(anAlert)), field)
        .map((alert) => ({ ...aBody, alerts: [alert] })),
      fc
        .dictionary(fc.string(), fc.string())
        .map((labels) => ({ ...aBody, alerts: [{ ...anAlert, labels }] })),
    );

    await fc.assert(
      fc.property(body, (input) => {
        const parsed = schema.safeParse(input);
        if (parsed.success) expect(JSON.parse(JSON.stringify(parsed.data))).toEqual({ ...parsed.data });
        else expect(bodyProblem(parsed.error)).toMatch(/^The body is not what Alertmanager sends.*\.$/s);
      }),
    );
  });
});
