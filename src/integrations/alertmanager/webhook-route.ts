import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from '../../domain/alert.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryInbox } from '../../ports/delivery-inbox.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { ReceiveAlert } from '../../workflows/receive-alert.ts';
import { createTokenCheck } from './bearer-tokens.ts';
import { readBody } from './read-body.ts';
import { bodyProblem, webhookBody } from './schema.ts';

/** Who may send, with which bearer tokens, and how many bytes at once. */
export type WebhookSource = {
  readonly name: string;
  readonly tokens: readonly string[];
  readonly bodyLimit: number;
};

export type WebhookDeps = {
  readonly sources: readonly WebhookSource[];
  readonly receive: ReceiveAlert;
  readonly deliveries: Pick<DeliveryInbox, 'quarantine'>;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly logger: Log;
};

export const WEBHOOK_PATH = '/webhooks/alertmanager';

/** Alertmanager must have its answer within 2 s; then it comes again by itself. Milliseconds. */
const PATIENCE = 1_800;

/** So much of a body that can't be read is kept for a look. */
const KEPT = 64_000;

type Answer = {
  readonly status: number;
  readonly outcome: string;
  readonly body: object;
  readonly headers?: object;
};

/**
 * The door of Alertmanager's deliveries, POST (and PUT, which Grafana can send). 202: stored, or heard before. What
 * can't be stored is answered 503: measured, Alertmanager repeats that inside the flush, but not 429, so 429 is never
 * the answer. 400: a body that can't be read, counted and kept in quarantine. Every answer is one sentence in JSON.
 */
export function createWebhookRoute(
  deps: WebhookDeps,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const whose = createTokenCheck(deps.sources);
  const bodies = new Map(deps.sources.map(({ name }) => [name, webhookBody(name)]));
  return async (request, response) => {
    const began = deps.clock.now();
    const answer = await take(deps, request, whose, bodies).catch((error: unknown) => {
      deps.logger.warn({ error }, 'a delivery could not be stored, its sender will come again');
      return unavailable();
    });
    deps.metrics.count('deliveries_total', { outcome: answer.outcome });
    if (answer.status === 202) {
      deps.metrics.observe('delivery_accept_seconds', {}, (deps.clock.now() - began) / 1_000);
    }
    send(request, response, answer);
  };
}

async function take(
  deps: WebhookDeps,
  request: IncomingMessage,
  whose: (header: string | undefined) => WebhookSource | undefined,
  bodies: ReadonlyMap<string, ReturnType<typeof webhookBody>>,
): Promise<Answer> {
  const { method, headers } = request;
  if (method !== 'POST' && method !== 'PUT') {
    return no(405, 'wrong-method', 'Deliveries are sent with POST.', { allow: 'POST, PUT' });
  }
  const source = whose(headers.authorization);
  const schema = source && bodies.get(source.name);
  if (!source || !schema) {
    return no(
      401,
      'unauthorized',
      'This needs a bearer token that Keyturn knows, in the Authorization header.',
      {
        'www-authenticate': 'Bearer',
      },
    );
  }
  if (!isJson(headers['content-type']) || !isPlain(headers['content-encoding'])) {
    return no(415, 'wrong-type', 'The body must be application/json, not compressed.');
  }
  const text = await readBody(request, source.bodyLimit);
  if (text === null) {
    // It comes again at every flush and is never heard: somebody must be able to find out.
    deps.logger.error(
      { source: source.name, limit: source.bodyLimit },
      'a delivery is too large, its alerts are not heard; set max_alerts at the sender',
    );
    return no(
      413,
      'too-large',
      `The body is larger than ${source.bodyLimit} bytes; set max_alerts at the sender.`,
    );
  }
  const read = parse(schema, text);
  if (typeof read === 'string') return unreadable(deps, source, text, read);
  const outcome = await within(deps.receive(read));
  return outcome === 'full' ? unavailable('full') : { status: 202, outcome, body: { outcome } };
}

function parse(schema: ReturnType<typeof webhookBody>, text: string): Delivery | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `The body is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'it has no end'}.`;
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : bodyProblem(parsed.error);
}

async function unreadable(
  deps: WebhookDeps,
  source: WebhookSource,
  text: string,
  reason: string,
): Promise<Answer> {
  deps.logger.warn({ source: source.name, reason }, 'a delivery could not be read, it is in quarantine');
  const body = text.slice(0, KEPT);
  await within(deps.deliveries.quarantine({ entry: null, body, reason }, deps.clock.now()));
  deps.metrics.count('inbox_quarantined_total', { inbox: 'alerts' });
  return no(400, 'unreadable', reason);
}

/** What comes through later is not lost: the sender comes again, and is then told that it was heard. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the store did not answer in time')), PATIENCE);
  });
  work.catch(() => {
    // Who waited was answered; nobody waits any more.
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function unavailable(outcome: 'full' | 'unavailable' = 'unavailable'): Answer {
  const sentence =
    outcome === 'full'
      ? 'The inbox is full; send it again later.'
      : 'The delivery could not be stored; send it again.';
  return no(503, outcome, sentence);
}

function no(status: number, outcome: string, error: string, headers: object = {}): Answer {
  return { status, outcome, body: { error }, headers };
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers }: Answer): void {
  const text = JSON.stringify(body);
  // A body that was not read to its end can't be followed by another request.
  const close = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
    ...close,
  });
  response.end(text);
}

function isJson(type: string | undefined): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type ?? '');
}

function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || encoding.toLowerCase() === 'identity';
}
