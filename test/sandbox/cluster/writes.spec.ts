import { describe, expect, it } from 'vitest';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { captured, capturedBetween, shownIn } from './captured.ts';
import { always } from './captured-world.ts';
import { cutAlike } from './comparable.ts';
import { replay } from './replay.ts';
import { writesNotReplayed } from './writes-not-replayed.ts';
import { written } from './written.ts';

const names = [...capturedBetween(700, 899), ...capturedBetween(1000, 1047)];
const NOW = '2026-11-20T22:46:13Z';

// biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field
type Loose = any;

/** Without what no two servers agree on: uids and names of new objects, versions of what was written, controllers. */
function comparable(body: Loose, isNew: boolean, isWritten: boolean, without: readonly string[]): Loose {
  const copy = structuredClone(body);
  if (copy?.message) copy.message = copy.message.replace(/in record \(\d+\)/, 'in record');
  const { metadata } = copy ?? {};
  if (!metadata) return copy;
  if (isNew) delete metadata.uid;
  if (isWritten || /List$/.test(copy.kind)) delete metadata.resourceVersion;
  if (metadata.generateName) delete metadata.name;
  metadata.managedFields = metadata.managedFields
    ?.filter((entry: Loose) => !/^kube-/.test(entry.manager))
    .map(({ time: _, ...entry }: Loose) => entry)
    .sort((one: Loose, other: Loose) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  for (const path of without) {
    const steps = path.split('.');
    const holder = steps.slice(0, -1).reduce((at, step) => at?.[step], copy);
    if (holder) delete holder[steps.at(-1) ?? ''];
  }
  return JSON.parse(JSON.stringify(copy));
}

describe('answers a write as a real server does', () => {
  it.each(Object.keys(written))('%s', async (name) => {
    const { objects = [], now = NOW, webhooks = {}, without = [] } = written[name] ?? {};
    const cluster = await startCluster({ objects: [...always(), ...objects], now: () => Date.parse(now) });
    for (const [webhook, answer] of Object.entries(webhooks)) cluster.setWebhook(webhook, answer);
    const pair = captured(name);
    const { method, path } = pair.request;
    const isNew = method === 'POST';
    const isDry = path.includes('dryRun=All');

    const answer = await replay(cluster, name, pair);

    const { status, body, headers } = pair.response;
    expect(answer).toMatchObject({ status });
    expect(answer.headers.warning).toEqual(headers.warning);
    const isWritten = !isDry && status < 300 && method !== 'GET';
    // Where the capture was made without them, nobody's fields are compared.
    const isManaged = (body as Loose)?.metadata?.managedFields !== undefined;
    const left = isManaged ? without : [...without, 'metadata.managedFields'];
    const shape = (one: unknown) => comparable(one, isNew, isWritten, left);
    expect(shape(cutAlike(body, answer.body))).toEqual(shape(body));
    await cluster.stop();
  });

  it('every captured pair is replayed, or it is said why not', () => {
    const silent = names.filter((name) => {
      const { request, response } = captured(name);
      const isShown =
        request.method === 'GET' && response.status === 200 && shownIn(captured(name)).length > 0;
      return !written[name] && !writesNotReplayed[name] && !isShown;
    });

    expect(silent).toEqual([]);
    expect(Object.keys(writesNotReplayed).filter((name) => !names.includes(name) || written[name])).toEqual(
      [],
    );
  });
});
