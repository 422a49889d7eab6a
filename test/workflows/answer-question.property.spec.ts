import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ContainerState, Pod } from '../../src/domain/cluster/pod.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { TAKEN } from '../builders/cluster.ts';
import { condition, container, event, node, pod, status } from '../builders/cluster-pods.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  podOf,
  replicaSet,
  statefulSet,
} from '../builders/cluster-workloads.ts';
import { runs } from '../setup/runs.ts';
import { createAnswerWorld, oneOfEach } from './answer-world.ts';

const moment = fc.option(fc.integer({ min: TAKEN - 4_000 * MINUTE, max: TAKEN + MINUTE }));
const words = fc.oneof(
  fc.constantFrom(
    '',
    'CrashLoopBackOff',
    'a\nforged | line',
    'a\u0085forged',
    'a\u2028forged',
    'a\rforged',
    '\u202etxt.exe',
    '<!channel>',
    '\u001b[2J',
    '```',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const state: fc.Arbitrary<ContainerState | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('waiting' as const), reason: words, message: words }),
  fc.record({ kind: fc.constant('running' as const), startedAt: moment }),
  fc.record({
    kind: fc.constant('terminated' as const),
    exitCode: fc.integer({ min: 0, max: 255 }),
    signal: fc.option(fc.integer({ min: 1, max: 31 })),
    reason: words,
    message: words,
    startedAt: moment,
    finishedAt: moment,
  }),
);
const now = deployment();
const revision = replicaSet(now);
const pods: fc.Arbitrary<Pod> = fc
  .record({
    end: fc.stringMatching(/^[a-z0-9]{5}$/),
    phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
    reason: words,
    message: words,
    on: fc.option(fc.constantFrom('node-a', 'gone-b')),
    deletionAt: moment,
    ready: fc.boolean(),
    restarts: fc.integer({ min: 0, max: 3_000 }),
    state,
    lastState: state,
    imageId: fc.constantFrom('', `x@sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`, 'rubbish'),
    statuses: fc.boolean(),
    note: words,
  })
  .map(({ end, on, ready, restarts, state: is, lastState, imageId, statuses, note, ...rest }) =>
    podOf(revision, {
      ...rest,
      name: `checkout-7d9f-${end}`,
      node: on,
      annotations: { note },
      conditions: [condition('Ready', ready ? 'True' : 'False', { reason: note, message: note })],
      spec: { containers: [container({ command: [note], env: [{ name: 'X', value: note, from: null }] })] },
      containers: statuses ? [status({ ready, restarts, state: is, lastState, imageId })] : [],
    }),
  );

const questions = [
  ...Object.values(oneOfEach),
  ...['describe node/node-a', 'describe sts/orders-db', 'describe ds/aws-node', 'describe job/nightly-29'],
  ...[
    'describe cj/nightly',
    'describe rs/checkout-7d9f',
    'events deploy/checkout',
    'logs deploy/checkout -p',
    'top nodes',
  ],
];

it('answers every question about any state of things in one harmless line, and in lines that nobody forged', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(pods, { maxLength: 4 }),
      fc.constantFrom(...questions),
      words,
      async (some, text, note) => {
        const world = createAnswerWorld({
          has: {
            deployments: [now],
            replicasets: [revision],
            statefulsets: [statefulSet()],
            daemonsets: [daemonSet()],
            jobs: [job()],
            cronjobs: [cronJob()],
            nodes: [node()],
            pods: [...some, pod({ name: 'other-1' })],
            events: some.map((each) => event(each, { message: note, reason: note })),
            podusage: some.map(({ name }) => ({ namespace: 'shop', name, uses: {}, containers: {} })),
          },
          logs: Object.fromEntries(some.map(({ name }) => [`shop/${name}/app`, [{ at: null, text: note }]])),
        });

        const answer = await world.ask(text);

        expect(answer.summary).toMatch(/\S/);
        expect(answer.summary).not.toMatch(/[\n\r\u2028]/);
        for (const said of [answer.summary, answer.text ?? '', ...answer.lookNext]) {
          expect(said).not.toMatch(/[\u202e\u2066]|\p{Cc}(?<![\n\t])/u);
          expect(said).not.toMatch(/^forged/m);
          expect(said).not.toMatch(/undefined|\[object|NaN|Infinity/);
        }
      },
    ),
    { numRuns: runs(600) },
  );
});
