import { z } from 'zod';
import type { ActiveAlert, ActiveAlerts } from '../../ports/active-alerts.ts';
import { Misconfigured, Unavailable } from '../../ports/failures.ts';
import { boundedLabels } from './bounded-labels.ts';
import { momentOf } from './moment.ts';

/** Alertmanager's API of one source: its address without /api/v2, the time to wait for it, a bearer token if it wants one. */
export type AlertmanagerApi = {
  readonly url: string;
  readonly timeout: number;
  readonly token: string | null;
};

const names = z.array(z.string());

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml, gettableAlert; only what is used. */
const WireAlert = z
  .looseObject({
    fingerprint: z.string(),
    startsAt: z.string(),
    generatorURL: z.string().nullish(),
    labels: z.unknown(),
    annotations: z.unknown(),
    receivers: z.array(z.looseObject({ name: z.string() })),
    status: z.looseObject({
      state: z.enum(['active', 'suppressed', 'unprocessed']),
      silencedBy: names,
      inhibitedBy: names,
    }),
  })
  .transform(
    (wire): ActiveAlert => ({
      fingerprint: wire.fingerprint,
      startsAt: wire.startsAt,
      startedAt: momentOf(wire.startsAt) ?? 0,
      state: wire.status.state,
      silencedBy: wire.status.silencedBy,
      inhibitedBy: wire.status.inhibitedBy,
      receivers: wire.receivers.map(({ name }) => name),
      labels: boundedLabels(wire.labels) ?? {},
      annotations: boundedLabels(wire.annotations) ?? {},
      generatorUrl: wire.generatorURL || null,
    }),
  );

const WireAlerts = z.array(WireAlert);

/** Asks Alertmanager itself what is active. `apis`: by source; a source without one is answered null. */
export function createActiveAlerts(apis: ReadonlyMap<string, AlertmanagerApi>): ActiveAlerts {
  return {
    async list(source) {
      const api = apis.get(source);
      if (!api) return null;
      const parsed = WireAlerts.safeParse(await ask(api));
      if (!parsed.success) throw new Misconfigured('alertmanager-answers-strangely', { cause: parsed.error });
      return parsed.data;
    },
  };
}

async function ask({ url, timeout, token }: AlertmanagerApi): Promise<unknown> {
  try {
    const reply = await fetch(`${url}/api/v2/alerts`, {
      headers: {
        accept: 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.timeout(timeout),
      redirect: 'error',
    });
    if (reply.ok) return await reply.json();
    await reply.body?.cancel();
    if (reply.status < 500 && reply.status !== 429) throw new Misconfigured(`alertmanager-${reply.status}`);
    throw new Unavailable(`alertmanager-${reply.status}`);
  } catch (error) {
    if (error instanceof Misconfigured || error instanceof Unavailable) throw error;
    throw new Unavailable('alertmanager-unreachable', { cause: error });
  }
}
