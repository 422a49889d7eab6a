import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Action, ActionSituation } from '../../../src/domain/action/action.ts';
import { cordon } from '../../../src/domain/action/cordon.ts';
import { deletePod } from '../../../src/domain/action/delete-pod.ts';
import { evict } from '../../../src/domain/action/evict.ts';
import { quarantine } from '../../../src/domain/action/quarantine.ts';
import { restart } from '../../../src/domain/action/restart.ts';
import { scale } from '../../../src/domain/action/scale.ts';
import { suspend } from '../../../src/domain/action/suspend.ts';
import { undo } from '../../../src/domain/action/undo.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { ViewObject } from '../../../src/domain/cluster/view-object.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { utcText } from '../../../src/domain/utc-text.ts';
import { node as readNode } from '../../../src/integrations/kubernetes/project/node.ts';
import { pod as readPod } from '../../../src/integrations/kubernetes/project/pod.ts';
import { createReading } from '../../../src/integrations/kubernetes/project/reading.ts';
import * as read from '../../../src/integrations/kubernetes/project/workload.ts';
import { view } from '../../builders/cluster.ts';
import { node } from '../../builders/cluster-pods.ts';
import { capturedObjects } from '../../integrations/kubernetes/captured.ts';
import { planOf } from './planned.ts';

const requestOf = (name: string) => {
  const file = new URL(`../../fixtures/kubernetes/${name}.json`, import.meta.url);
  const { request } = JSON.parse(readFileSync(file, 'utf8'));
  const [path] = (request.path as string).split('?');
  return { method: request.method as string, path: path as string, body: request.body as JsonObject };
};

const answered = (name: string) => capturedObjects(name)[0] as JsonObject;
const reading = createReading();
const at = Date.UTC(2026, 10, 20, 22, 50);

/** A proposal for a captured object, made at the time that the captured restart wrote. */
const asks = (
  raw: JsonObject,
  object: ViewObject,
  around: Partial<ClusterView> = {},
  over: Partial<ActionSituation> = {},
): ActionSituation => ({
  raw,
  object,
  view: view({ nodes: [node()], ...around }),
  revisions: [],
  parameters: {},
  proposedAt: at,
  incident: 'INC-7',
  request: 'INC-7/3',
  ...over,
});

const sent = (action: Action, situation: ActionSituation) => planOf(action, situation).request;

/** The captured Deployment as it was before its restart, with its controller done. */
const beforeRestart = () => {
  const raw = structuredClone(answered('0700-restart-strategic-dryrun'));
  const { template } = raw.spec as { template: { metadata: { annotations?: unknown } } };
  delete template.metadata.annotations;
  return {
    raw,
    object: {
      ...read.deployment(raw, reading),
      observedGeneration: 99,
      updatedReplicas: 3,
      currentReplicas: 3,
      replicas: 3,
    },
  };
};

describe('a request is what a real API server took', () => {
  it('for a restart: the same field with the same form of time, and a pin and notes beside it', () => {
    const { raw, object } = beforeRestart();
    const captured = requestOf('0701-restart-strategic');

    const request = sent(restart, asks(raw, object));

    expect(utcText(at)).toBe('2026-11-20T22:50:00Z');
    expect(request).toMatchObject(captured);
    expect(request.body).toMatchObject({ metadata: { uid: object.uid } });
  });

  it('for a scale: the same steps, after a test of the uid', () => {
    const raw = structuredClone(beforeRestart().raw);
    (raw.spec as { replicas: number }).replicas = 4;
    const object = { ...read.deployment(raw, reading), observedGeneration: 99 };
    const captured = requestOf('0747-scale-json-patch-with-test');

    const request = sent(scale, asks(raw, object, {}, { parameters: { replicas: 3 } }));

    expect(request).toEqual({
      method: captured.method,
      path: captured.path,
      contentType: 'application/json-patch+json',
      body: [
        { op: 'test', path: '/metadata/uid', value: object.uid },
        ...(captured.body as unknown as JsonObject[]),
      ],
    });
  });

  it('for an undo: the template of the old ReplicaSet without its hash, as kubectl puts it back', () => {
    const sets = capturedObjects('0602-replicasets-of-deployment-three-revisions') as readonly JsonObject[];
    const captured = requestOf('0753-undo-template-replace');
    const [, replace] = captured.body as unknown as readonly { value: JsonObject }[];
    const raw = answered('0601-deployment-third-revision-progressing');
    const object = read.deployment(raw, reading);
    const replicasets = sets.map((each) => read.replicaSet(each, reading));

    const request = sent(undo, asks(raw, object, { replicasets }, { revisions: sets }));

    expect(request.path).toBe(captured.path);
    const steps = request.body as unknown as readonly { op: string; path: string; value: JsonObject }[];
    expect(steps.find(({ op }) => op === 'replace')).toEqual({
      op: 'replace',
      path: '/spec/template',
      value: replace?.value,
    });
    expect(steps.find(({ op, path }) => op === 'test' && path === '/spec/template')?.value).toEqual(
      (raw.spec as JsonObject).template,
    );
  });

  it('for a deletion: word for word', () => {
    const raw = structuredClone(answered('0785-delete-pod-right-uid'));
    delete (raw.metadata as Record<string, unknown>).deletionTimestamp;
    const object = readPod(raw, reading);
    const owner = {
      ...read.replicaSet(
        { metadata: { ...object.owner, namespace: 'shop' }, spec: { replicas: 2 } },
        reading,
      ),
    };

    expect(sent(deletePod, asks(raw, object, { pods: [object], replicasets: [owner] }))).toMatchObject(
      requestOf('0785-delete-pod-right-uid'),
    );
  });

  it('for an eviction: word for word, but for the uid', () => {
    const raw = structuredClone(answered('0785-delete-pod-right-uid'));
    delete (raw.metadata as Record<string, unknown>).deletionTimestamp;
    (raw.metadata as Record<string, unknown>).name = 'web-68f778c95d-4njpz';
    (raw.metadata as Record<string, unknown>).uid = '00000000-0000-4000-8000-000000000000';
    const object = readPod(raw, reading);
    const owner = read.replicaSet(
      { metadata: { ...object.owner, namespace: 'shop' }, spec: { replicas: 2 } },
      reading,
    );

    const { method, path, body } = sent(evict, asks(raw, object, { pods: [object], replicasets: [owner] }));

    expect({ method, path, body }).toEqual(requestOf('0767-eviction-wrong-uid-409'));
  });

  it('for a cordon and for a suspended CronJob: the same field', () => {
    const machine = structuredClone(answered('0801-cordon-patch'));
    delete (machine.spec as Record<string, unknown>).unschedulable;
    const tick = structuredClone(answered('0804-cronjob-suspend-dryrun'));
    (tick.spec as Record<string, unknown>).suspend = false;

    expect(sent(cordon, asks(machine, readNode(machine, reading)))).toMatchObject(
      requestOf('0801-cordon-patch'),
    );
    const request = sent(suspend, asks(tick, read.cronJob(tick, reading)));
    expect(request.path).toBe(requestOf('0805-cronjob-suspend').path);
    expect(request.body).toContainEqual({ op: 'replace', path: '/spec/suspend', value: true });
  });

  it('for a quarantine: the label by which it is selected gets another value', () => {
    const raw = structuredClone(answered('0812-pod-label-patch-leaves-its-replicaset'));
    (raw.metadata as { labels: JsonObject }).labels = { app: 'web', 'pod-template-hash': '68f778c95d' };
    const object = readPod(raw, reading);
    const owner = read.replicaSet(
      {
        metadata: { ...object.owner, namespace: 'shop' },
        spec: { replicas: 2, selector: { matchLabels: { app: 'web', 'pod-template-hash': '68f778c95d' } } },
      },
      reading,
    );
    const captured = requestOf('0812-pod-label-patch-leaves-its-replicaset');

    const request = sent(quarantine, asks(raw, object, { pods: [object], replicasets: [owner] }));

    expect(request.path).toBe(captured.path);
    expect(captured.body).toEqual({ metadata: { labels: { app: 'quarantine' } } });
    expect(request.body).toContainEqual({ op: 'test', path: '/metadata/labels/app', value: 'web' });
    expect(request.body).toContainEqual({ op: 'replace', path: '/metadata/labels/app', value: 'quarantine' });
  });
});
