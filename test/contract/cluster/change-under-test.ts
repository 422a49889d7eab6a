import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Action, ActionPlan, ActionSituation } from '../../../src/domain/action/action.ts';
import { rawUid } from '../../../src/domain/action/raw-object.ts';
import { situationFrom, situationNote } from '../../../src/domain/action/situation-note.ts';
import { createLookup } from '../../../src/domain/cluster/lookup.ts';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import type { Target as Wanted } from '../../../src/domain/query/query.ts';
import { sentenceOf } from '../../../src/domain/refusal.ts';
import type { Result } from '../../../src/domain/result.ts';
import { createClusterReader } from '../../../src/integrations/kubernetes/create-cluster-reader.ts';
import { createRehearsal } from '../../../src/integrations/kubernetes/create-rehearsal.ts';
import { createWriter } from '../../../src/integrations/kubernetes/create-writer.ts';
import { createJsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import { findTarget, readAround, readTarget } from '../../../src/workflows/execution/find-target.ts';
import type { ClusterUnderTest } from './cluster-under-test.ts';
import { pathOfCreation } from './path-of-creation.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** A change as the executor has it, from a real read to the last look. */
export type ChangeUnderTest = {
  readonly situation: ActionSituation;
  readonly plan: ActionPlan;
  /** The object now, whole; null: it is gone. */
  now(): Promise<JsonObject | null>;
  rehearse(): Promise<JsonObject>;
  write(): Promise<void>;
  /** The same request for an object of this name that was made anew. */
  writeToAnother(): Promise<ClusterFailure>;
  writeRefused(): Promise<ClusterFailure>;
  /** Waits until it is verified, from the note that another process would have. */
  verified(): Promise<string>;
  settled(): Promise<string>;
};

/** Plans changes in the cluster of this run, and does them with the adapters that the executor has. */
export type Changes = {
  plan(action: Action, target: string, parameters?: ActionSituation['parameters']): Promise<ChangeUnderTest>;
  close(): Promise<void>;
};

/** Creates what the suite changes, and waits until it runs. */
export async function prepareChanges(cluster: ClusterUnderTest): Promise<void> {
  const text = readFileSync(new URL('changed.yaml', import.meta.url), 'utf8');
  for (const document of parseAllDocuments(text)) {
    const body = document.toJS();
    const { status, text: said } = await cluster.send(pathOfCreation(body, cluster.namespace), {
      method: 'POST',
      body,
    });
    if (status !== 201)
      throw new Error(`${body.kind} ${body.metadata.name} was answered with ${status}: ${said}`);
  }
  const place = `/apis/apps/v1/namespaces/${cluster.namespace}`;
  const ready = async (path: string, wanted: (status: Record<string, number>) => boolean) =>
    wanted(JSON.parse((await cluster.send(`${place}/${path}`)).text).status ?? {});
  await cluster.until(
    async () =>
      (await ready('deployments/shop', ({ availableReplicas }) => availableReplicas === 2)) &&
      (await ready('deployments/pods', ({ availableReplicas }) => availableReplicas === 3)) &&
      (await ready('statefulsets/ledger', ({ readyReplicas }) => readyReplicas === 2)) &&
      (await ready('daemonsets/agent', (said) => said.numberReady === said.desiredNumberScheduled)),
  );
}

/** The executor's adapters for the cluster of this run. */
export function changesIn(cluster: ClusterUnderTest): Changes {
  const { access, namespace } = cluster;
  const deps = { access, clock: systemClock, version: '0.0.0' };
  const door = createJsonDoor(deps);
  const scope = { namespaces: null, deny: [] };
  const reader = createClusterReader({ name: 'tested', door, scope, clock: systemClock });
  const [rehearsal, writer] = [createRehearsal(deps), createWriter(deps)];
  let requests = 0;
  return {
    async plan(action, target, parameters = {}) {
      const reading = { reader, rehearsal, now: Date.now(), until: soon() };
      const [resource = '', name = ''] = target.split('/');
      const request = `INC-1/${++requests}`;
      const of: Wanted = { resource, name };
      const place = resource === 'node' ? null : namespace;
      const wish = wishOf(action, { ...of, namespace: place });
      const found = value(await findTarget(reading, action, wish));
      const situation: ActionSituation = {
        ...value(await readTarget(reading, action, found)),
        ...{ parameters, proposedAt: Date.now(), incident: 'INC-1', request },
      };
      const plan = value(action.plan(situation));
      const before = situationFrom(JSON.parse(JSON.stringify(situationNote(situation, plan.pinned))));
      if (before === null) throw new Error('the situation was not kept');
      const { request: planned } = plan;
      const now = () => orNone(rehearsal.read(found, soon()));
      const send = (body: Json) =>
        writer.write({ proposal: request, lease: `lease-${Math.random()}` }, { ...planned, body }, soon());
      return {
        situation,
        plan,
        now,
        rehearse: async () => (await rehearsal.rehearse(planned, soon())).answer,
        write: async () => void (await send(planned.body)),
        writeRefused: () => failureOf(send(planned.body)),
        writeToAnother: () =>
          failureOf(send(JSON.parse(JSON.stringify(planned.body).replaceAll(rawUid(situation.raw), NOBODY)))),
        async verified() {
          let last = '';
          await cluster.until(async () => {
            const view = await readAround(reader, action, found.resource, soon());
            const { kind, name: called } = situation.object;
            const object = createLookup(view).object({ kind, namespace: found.namespace, name: called });
            const { state, sentence } = action.verified(before, { object, view });
            last = sentence;
            if (state === 'failed') throw new Error(sentence);
            return state === 'done';
          });
          return last;
        },
        settled: async () => action.settle(before, { raw: await now() }),
      };
    },
    async close() {
      await Promise.all([door.close(), rehearsal.close(), writer.close()]);
    },
  };
}

/** What of an object is somebody's wish: statuses and versions move by themselves. */
export function wishIn(raw: JsonObject | null): Json {
  if (raw === null) return null;
  const { labels = null, deletionTimestamp = null } = raw.metadata as JsonObject;
  // The taint of a closed node follows its field, a moment later.
  const { taints: _, ...spec } = (raw.spec ?? {}) as JsonObject;
  return { uid: rawUid(raw), labels, deletionTimestamp, spec };
}

/** A change as it is proposed. */
function wishOf(action: Action, target: Wanted & { readonly namespace: string | null }) {
  const wish = { action: action.name, cluster: 'tested', target, parameters: {}, reason: 'a test' };
  return { ...wish, undoes: null, breakGlass: false };
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${sentenceOf(result.refusal)}`);
  return result.value;
}

async function orNone(read: Promise<JsonObject>): Promise<JsonObject | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ClusterFailure && error.kind === 'not-found') return null;
    throw error;
  }
}

async function failureOf(written: Promise<unknown>): Promise<ClusterFailure> {
  const outcome = await written.then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(ClusterFailure);
  return outcome as ClusterFailure;
}

function soon(): number {
  return Date.now() + 20_000;
}
