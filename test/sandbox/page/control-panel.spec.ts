import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { ClusterFault } from '../../../sandbox/page/cluster-controls.ts';
import { controlRoutes } from '../../../sandbox/page/control-routes.ts';
import type { Controls } from '../../../sandbox/page/controls.ts';
import { CLUSTER_FAULTS, ClusterSection } from '../../../sandbox/page/public/control-cluster.js';
import { ExchangeList } from '../../../sandbox/page/public/control-exchanges.js';
import { FAULTS, FaultForm, METHODS } from '../../../sandbox/page/public/control-faults.js';
import type { Fault } from '../../../sandbox/slack/faults.ts';
import { METHOD_BUDGETS } from '../../../sandbox/slack/rate-limits.ts';

const nothing = (): void => undefined;

describe('the faults that the panel offers', () => {
  it.each(Object.entries(FAULTS))('%s is one that the sandbox takes', async (_name, { fault }) => {
    const planned: [string, Fault, number | undefined][] = [];
    const controls = {
      state: nothing,
      fault: (method: string, one: Fault, times?: number) => void planned.push([method, one, times]),
    };
    const act = controlRoutes(controls as unknown as Controls).find(({ method }) => method === 'POST');

    await act?.answer({
      query: new URLSearchParams(),
      body: { do: 'fault', method: '*', fault, times: 3 },
    });

    expect(planned).toEqual([['*', expect.objectContaining(fault), 3]]);
  });

  it('are for methods that there are', () => {
    expect(METHODS.filter((method) => method !== '*' && !(method in METHOD_BUDGETS))).toEqual([]);
  });

  it('are listed with how often they are still to come', () => {
    const faults = [
      { method: '*', fault: { kind: 'lost-reply' }, left: 2 },
      { method: 'chat.update', fault: { kind: '429' }, left: null },
    ];
    const shown = renderToString(h(FaultForm, { faults, run: nothing }));

    expect(shown).toContain('2 to come');
    expect(shown).toContain('until cleared</span>');
    expect(renderToString(h(FaultForm, { faults: [], run: nothing }))).not.toContain('Clear all');
  });
});

describe('the troubles of the cluster that the panel offers', () => {
  it.each(Object.keys(CLUSTER_FAULTS))('%s is one that the sandbox takes', async (kind) => {
    const planned: unknown[] = [];
    const controls = { state: nothing, cluster: { fault: (one: unknown) => void planned.push(one) } };
    const act = controlRoutes(controls as unknown as Controls).find(({ method }) => method === 'POST');

    await act?.answer({
      query: new URLSearchParams(),
      body: { do: 'cluster-fault', fault: { kind, resource: 'pods' } },
    });

    expect(planned).toEqual([{ kind, resource: 'pods' }]);
  });

  it('are listed, and mended at once', () => {
    const told = { name: 'healthy', title: 'Well', teller: 'Nothing is wrong.' };
    const cluster = { url: 'https://c', story: told, stories: [told], firing: 1, requests: 7, ms: 2.4 };
    const shown = (faults: ClusterFault[]): string =>
      renderToString(h(ClusterSection, { cluster: { ...cluster, faults }, run: nothing }));

    expect(shown([])).toContain('7 requests in a minute, half of them within 2 ms');
    expect(shown([])).toContain('Its alert is over');
    expect(shown([])).not.toContain('Mend the cluster');
    expect(shown([{ kind: 'forbidden', resource: 'nodes' }])).toMatch(/nodes.*forbids it \(403\).*Mend/s);
  });
});

describe('the list of what bot and Slack said', () => {
  const line = { id: 'call-1', from: 'bot', what: 'chat.update', at: 0, outcome: 'ok', isOk: true } as const;

  it('shows the time taken, the budget left, and what failed on demand', () => {
    const shown = renderToString(
      h(ExchangeList, {
        exchanges: [
          { ...line, ms: 3.14, left: 49 },
          { ...line, id: 'call-2', outcome: '429', isOk: false, fault: '429' },
        ],
      }),
    );

    expect(shown).toContain('3.1 ms');
    expect(shown).toContain('49 left');
    expect(shown).toContain('429, on demand');
    expect(shown.match(/is-bad/g)).toHaveLength(1);
  });

  it('shows names that somebody made up as text', () => {
    const shown = renderToString(h(ExchangeList, { exchanges: [{ ...line, what: '<img src=x>' }] }));

    expect(shown).toContain('&lt;img src=x>');
  });
});
