import { type RequestHandler, sendJson } from './start-http-server.ts';

/** Asks one thing that the process can't do without. The answer is what is wrong, in words; null when all is well. */
export type ReadyCheck = () => Promise<string | null>;

/** A check that hangs is a check that failed. Milliseconds. */
const DEADLINE = 1_500;

/**
 * `/healthz`: the process lives. `/readyz`: each part by name, 503 with the reason when one of them is not there;
 * `?exclude=slack` says of that part how it is, and does not mind, as the API server of Kubernetes has it
 * (https://kubernetes.io/docs/reference/using-api/health-checks/). `/metrics`: the text of Prometheus.
 */
export function probeRoutes(deps: {
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}): ReadonlyMap<string, RequestHandler> {
  return new Map<string, RequestHandler>([
    ['/healthz', (_, response) => sendJson(response, 200, { status: 'ok' })],
    [
      '/readyz',
      async (request, response) => {
        const excluded = new URL(request.url ?? '/', 'http://localhost').searchParams.getAll('exclude');
        const parts = await Promise.all(
          Object.entries(deps.checks).map(async ([name, check]) => [name, await within(check)] as const),
        );
        const ready = parts.every(([name, wrong]) => wrong === null || excluded.includes(name));
        const checks = Object.fromEntries(parts.map(([name, wrong]) => [name, wrong ?? 'ok']));
        sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', checks });
      },
    ],
    [
      '/metrics',
      async (_, response) => {
        const { contentType, text } = await deps.metrics();
        response.writeHead(200, { 'content-type': contentType }).end(text);
      },
    ],
  ]);
}

async function within(check: ReadyCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${DEADLINE} ms`), DEADLINE);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  } finally {
    clearTimeout(timer);
  }
}
