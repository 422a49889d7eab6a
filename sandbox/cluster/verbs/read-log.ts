import type { Answer } from '../http/api-request.ts';
import { kubeletState, reachKubelet } from '../logs/kubelet.ts';
import { logOptions } from '../logs/log-options.ts';
import { containerOf, podView, runOf } from '../logs/log-run.ts';
import { logText } from '../logs/log-text.ts';
import { storedAt } from './get-object.ts';
import type { ResourceRequest } from './resource-request.ts';

/**
 * GET of a pod's log, in the order of a real server's checks: the query, the pod, the container, its node, and there
 * the container's state.
 */
export async function readLog(given: ResourceRequest): Promise<Answer> {
  const { info, request, world } = given;
  const options = logOptions(info.name, request.query, world.now());
  const pod = storedAt(given).object;
  const container = containerOf(pod, options.container);
  // No kubelet has this pod: a real server sends nothing at all.
  const { nodeName } = podView(pod).spec;
  if (!nodeName) return { status: 204 };
  const { namespace = '', name } = pod.metadata;
  const node = world.store.get('/nodes', nodeName)?.object;
  const state = kubeletState(node, world.kubelets.get(nodeName));
  const query = kubeletQuery(request.query);
  await reachKubelet(node, state, `/containerLogs/${namespace}/${name}/${container}${query}`);

  const run = runOf(pod, container, options.previous);
  const current = world.logs.lines({ namespace, pod: name, container });
  const previous = world.logs.lines({ namespace, pod: name, container, previous: true });
  // Of a container that waits for its next start, the run of before is also the newest.
  const newest = run === 'previous' ? (current ?? previous) : current;
  const lines = options.previous ? previous : newest;
  return {
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: logText(lines ?? [], options),
  };
}

/** The query that goes on to the kubelet: without the container, which is in the path there. */
function kubeletQuery(query: URLSearchParams): string {
  const own = new URLSearchParams(query);
  own.delete('container');
  own.sort();
  return own.size > 0 ? `?${own}` : '';
}
