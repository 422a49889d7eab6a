/** An alert as Prometheus posts it. Times are RFC 3339. */
export type Alert = {
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  startsAt?: string;
  endsAt?: string;
  generatorURL?: string;
};

const DEADLINE_MS = 30_000;

/** Whether Alertmanager says that it is ready; one that is not up yet is not. */
export async function isReady(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(1_000) });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

/** The version that it says of itself. */
export async function readVersion(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/v2/status`, { signal: AbortSignal.timeout(DEADLINE_MS) });
  const status = (await reply.json()) as { versionInfo: { version: string } };
  return status.versionInfo.version;
}

/** Posts alerts to its second API, and throws what it says when it does not take them. */
export async function postAlerts(url: string, alerts: Alert[]): Promise<void> {
  const reply = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`Alertmanager refused the alerts (${reply.status}): ${text}`);
}
