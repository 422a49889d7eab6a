import { describe, expect, it } from 'vitest';
import { autoscalerCannotAct } from '../../../src/diagnosis/checks/autoscaler-cannot-act.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { Condition } from '../../../src/domain/cluster/meta.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { createReading } from '../../../src/integrations/kubernetes/project/reading.ts';
import { horizontalPodAutoscaler } from '../../../src/integrations/kubernetes/project/small-kinds.ts';
import { ONSET, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { webhookConfiguration } from '../../builders/cluster-admission.ts';
import { condition, event, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { autoscaler, deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';
import { capturedObjects } from '../../integrations/kubernetes/captured.ts';

const SINCE = TAKEN - 20 * MINUTE;
const CPU = 'the HPA was unable to compute the replica count: failed to get cpu utilization: ';
const AWAY = `${CPU}unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)`;

const no = (type: string, reason: string, message: string, changedAt: Condition['changedAt'] = SINCE) =>
  condition(type, 'False', { reason, message, changedAt });
const blind = (message: string, changedAt = SINCE) =>
  no('ScalingActive', 'FailedGetResourceMetric', message, changedAt);

const checkout = deployment();
const set = replicaSet(checkout);
const pods = [podOf(set, { name: 'checkout-7d9f-a' }), podOf(set, { name: 'checkout-7d9f-b' })];
const world = { deployments: [checkout], replicasets: [set], pods };

const run = (conditions: readonly Condition[], more: Parameters<typeof situation>[0] = {}) =>
  autoscalerCannotAct.run(
    situation({ ...world, horizontalpodautoscalers: [autoscaler({ conditions })], ...more }),
  );

describe('an autoscaler that can not act', () => {
  it('gets no metrics, because the API that gives them does not answer', () => {
    expect(run([blind(AWAY)])).toMatchObject([
      {
        sentence:
          'HorizontalPodAutoscaler shop/checkout can not scale since 02:47 UTC: the resource metrics API (metrics.k8s.io) does not answer',
        object: { kind: 'HorizontalPodAutoscaler', name: 'checkout' },
        confidence: 'proven',
        severity: 'medium',
        layer: 'mechanism',
        changedAt: SINCE,
        affects: [],
      },
    ]);
  });

  it('is understood as a real controller wrote it', () => {
    const [real] = capturedObjects('1128-hpa-failing-metrics').map((object) =>
      horizontalPodAutoscaler(object, createReading()),
    );
    if (!real) throw new Error('one was captured');
    const takenAt = real.createdAt + HOUR;
    const of = (at: number) =>
      autoscalerCannotAct.run(situation({ horizontalpodautoscalers: [real], takenAt: at }));

    expect(of(takenAt)[0]?.sentence).toContain(
      'HorizontalPodAutoscaler shop/web can not scale since 22:31 UTC: the resource metrics API (metrics.k8s.io) does not answer',
    );
    expect(of(real.createdAt + MINUTE)).toEqual([]);
  });

  it('is told once for all that get no metrics from the same API', () => {
    const away = { conditions: [blind(AWAY)] };
    const all = ['a', 'b', 'c', 'd'].map((name) => autoscaler({ name, ...away }));
    const custom = autoscaler({
      name: 'e',
      conditions: [
        blind(
          'unable to get metric http_requests: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered',
        ),
      ],
    });

    const [one, other, ...more] = run([], { horizontalpodautoscalers: [...all, custom] });

    expect(one?.sentence).toBe(
      '4 autoscalers (shop/a, shop/b, shop/c and 1 more) can not scale since 02:47 UTC: the resource metrics API (metrics.k8s.io) does not answer',
    );
    expect(one?.affects.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
    expect(other?.sentence).toContain('the custom metrics API (custom.metrics.k8s.io) does not answer');
    expect(more).toEqual([]);
  });

  it.each([
    [
      `${CPU}missing request for cpu in container envoy of Pod checkout-7d9f-a`,
      'container envoy asks for no cpu, and the autoscaler goes by the share of what it asks for',
      'cause',
    ],
    [`${CPU}missing request for cpu`, 'not all of its containers ask for cpu', 'cause'],
    [
      'the HPA was unable to compute the replica count: unable to get metric jobs: unable to fetch metrics from custom metrics API: the server could not find the metric jobs for pods',
      'the custom metrics API does not give its metric: the server could not find the metric jobs for pods',
      'mechanism',
    ],
    [
      'pods by selector app=checkout are controlled by multiple HPAs: [shop/checkout shop/checkout-2]',
      'several autoscalers select the same pods (shop/checkout shop/checkout-2)',
      'cause',
    ],
    ['the HPA target’s scale is missing a selector', 'is missing a selector', 'mechanism'],
  ] as const)('says why: %s', (message, words, layer) => {
    const [finding] = run([blind(message)]);

    expect(finding?.sentence).toContain(words);
    expect(finding?.layer).toBe(layer);
  });

  it('has a target that is not there', () => {
    const message = `the HPA controller was unable to get the target's current scale: deployments.apps "checkout" not found`;
    const gone = run([no('AbleToScale', 'FailedGetScale', message)], { deployments: [] });
    const back = run([no('AbleToScale', 'FailedGetScale', message)]);

    expect(gone).toMatchObject([
      {
        sentence:
          'HorizontalPodAutoscaler shop/checkout can not scale since 02:47 UTC: its target, Deployment shop/checkout, does not exist',
        confidence: 'proven',
        layer: 'cause',
        lookNext: ['/incident describe horizontalpodautoscaler/checkout -n shop'],
      },
    ]);
    expect(back[0]).toMatchObject({ confidence: 'consistent' });
    expect(back[0]?.sentence).toContain('says the controller; it is there now');
  });

  it('has a target of a kind, or of a version of it, that the API server does not know', () => {
    const message = `the HPA controller was unable to get the target's current scale: no matches for kind "Deployment" in group "extensions"`;

    expect(run([no('AbleToScale', 'FailedGetScale', message)])[0]).toMatchObject({ confidence: 'proven' });
  });

  it('may not change its target: a webhook that does not answer is then the cause', () => {
    const configuration = webhookConfiguration();
    const webhook = configuration.webhooks[0]?.name;
    const message = `the HPA controller was unable to update the target scale: Internal error occurred: failed calling webhook "${webhook}": failed to call webhook: context deadline exceeded`;

    const [finding] = run([no('AbleToScale', 'FailedUpdateScale', message)], {
      webhookconfigurations: [configuration],
    });

    expect(finding?.sentence).toContain(`an admission webhook does not answer (${webhook})`);
    expect(finding?.affects).toMatchObject([{ kind: configuration.kind, name: configuration.name }]);
  });

  it('whose pods give no metrics suffers from what the pods suffer from, and is told under it', () => {
    const message = `${CPU}did not receive metrics for targeted pods (pods might be unready)`;
    const crashing = pods.map((pod) => ({
      ...pod,
      conditions: [condition('Ready', 'False', { changedAt: SINCE })],
      containers: [
        status({ ready: false, restarts: 7, state: waiting('CrashLoopBackOff'), lastState: terminated() }),
      ],
    }));
    const seen = view({
      ...world,
      pods: crashing,
      horizontalpodautoscalers: [autoscaler({ conditions: [blind(message)] })],
    });
    const about = subject({ objects: [checkout] });

    const { findings } = diagnose({ view: seen, subject: about, onset: ONSET });

    expect(findings[0]?.check).toBe('crash-loop');
    expect(findings[0]?.explains).toContainEqual(expect.objectContaining({ check: 'autoscaler-cannot-act' }));
  });

  it('explains no crash of what it scales', () => {
    const crashing = pods.map((pod) => ({
      ...pod,
      containers: [
        status({ ready: false, restarts: 7, state: waiting('CrashLoopBackOff'), lastState: terminated() }),
      ],
    }));
    const conditions = [blind(`${CPU}missing request for cpu in container app of Pod checkout-7d9f-a`)];
    const seen = view({ ...world, pods: crashing, horizontalpodautoscalers: [autoscaler({ conditions })] });

    const { findings } = diagnose({ view: seen, subject: subject({ objects: [checkout] }), onset: ONSET });

    const found = findings.find(({ check }) => check === 'autoscaler-cannot-act');
    expect(found?.path?.map(({ kind }) => kind)).toEqual(['Deployment', 'HorizontalPodAutoscaler']);
    expect(found?.explains).toEqual([]);
  });
});

describe('no trouble of an autoscaler', () => {
  it('is one that works, or that has just been made and has no conditions', () => {
    expect(run(autoscaler().conditions)).toEqual([]);
    expect(run([])).toEqual([]);
  });

  it('is a target that was scaled to zero on purpose, whether the controller has noticed or not', () => {
    const disabled = no(
      'ScalingActive',
      'ScalingDisabled',
      'scaling is disabled since the replica count of the target is zero',
    );

    expect(run([disabled])).toEqual([]);
    expect(run([blind(AWAY)], { deployments: [deployment({ replicas: 0 })] })).toEqual([]);
  });

  it('are metrics that were away for a moment, or those of pods that start', () => {
    expect(run([blind(AWAY, TAKEN - MINUTE)])).toEqual([]);
    const starting = `${CPU}unable to get metrics for resource cpu: no metrics returned from resource metrics API`;
    expect(run([blind(starting, TAKEN - 4 * MINUTE)])).toEqual([]);
    expect(run([blind(starting, TAKEN - 6 * MINUTE)])).toHaveLength(1);
  });

  it('is the pause between two changes, as old controllers write it', () => {
    expect(run([no('AbleToScale', 'BackoffBoth', 'the time since the previous scale is too short')])).toEqual(
      [],
    );
  });

  it('is one that is being deleted', () => {
    const going = autoscaler({ conditions: [blind(AWAY)], deletionAt: TAKEN });

    expect(run([], { horizontalpodautoscalers: [going] })).toEqual([]);
  });
});

describe('an autoscaler at its maximum', () => {
  const limited = condition('ScalingLimited', 'True', {
    reason: 'TooManyReplicas',
    message: 'the desired replica count is more than the maximum replica count',
    changedAt: SINCE,
  });
  const full = autoscaler({ current: 8, desired: 8, conditions: [limited] });
  const using = (cpu: number) =>
    pods.map(({ namespace, name }) => ({ namespace, name, uses: { cpu }, containers: {} }));

  it('is context as long as nothing is overloaded', () => {
    const [finding] = run([], { horizontalpodautoscalers: [full], podusage: using(80) });

    expect(finding).toMatchObject({
      sentence:
        'HorizontalPodAutoscaler shop/checkout stands at its maximum of 8 pods since 02:47 UTC, and its metrics ask for more: its pods use 80% of the CPU they ask for',
      confidence: 'context',
      affects: [],
    });
    expect(run([], { horizontalpodautoscalers: [full] })[0]).toMatchObject({ confidence: 'context' });
  });

  it('fits the trouble when its pods use more than they ask for, and never proves it', () => {
    const [finding] = run([], { horizontalpodautoscalers: [full], podusage: using(133) });

    expect(finding?.confidence).toBe('consistent');
    expect(finding?.sentence).toContain('its pods use 133% of the CPU they ask for');
  });

  it('is dated by the event that brought it there', () => {
    const grown = (size: number, lastAt: number) =>
      event(full, {
        reason: 'SuccessfulRescale',
        message: `New size: ${size}; reason: cpu resource utilization (percentage of request) above target`,
        lastAt,
      });

    const [finding] = run([], {
      horizontalpodautoscalers: [full],
      events: [grown(6, TAKEN - 9 * MINUTE), grown(8, TAKEN - 7 * MINUTE)],
    });

    expect(finding?.changedAt).toBe(TAKEN - 7 * MINUTE);
  });

  it('is none at its minimum, or on its way up', () => {
    const few = condition('ScalingLimited', 'True', { reason: 'TooFewReplicas' });

    expect(run([few])).toEqual([]);
    expect(run([limited])).toEqual([]);
  });
});
