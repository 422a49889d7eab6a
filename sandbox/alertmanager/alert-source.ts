import { readFile } from 'node:fs/promises';
import type { Alert } from './alertmanager-api.ts';
import { alertmanagerConfig } from './alertmanager-config.ts';
import { GROUP_LABELS } from './checkout-alerts.ts';
import { findAlertmanager } from './find-alertmanager.ts';
import { startAlertmanager } from './start-alertmanager.ts';
import { type GroupMember, webhookBody } from './webhook-body.ts';

/** Whoever tells the bot of alerts. */
export type AlertSource = {
  /** One sentence on what it is. */
  readonly description: string;
  fire(alert: Alert): Promise<void>;
  resolve(alert: Alert): Promise<void>;
  stop(): Promise<void>;
};

export type Receiver = { readonly url: string; readonly token: string };

const SNIPPET = new URL('../../deploy/alertmanager.example.yaml', import.meta.url);
const DEADLINE_MS = 30_000;

/** The real Alertmanager of this machine with the shipped routes, or, where there is none, its bodies posted by hand. */
export async function openAlertSource(receiver: Receiver): Promise<AlertSource> {
  if (findAlertmanager() === undefined) return createPostedAlerts(receiver);
  const alertmanager = await startAlertmanager({
    config: alertmanagerConfig(await readFile(SNIPPET, 'utf8'), receiver),
  });
  return {
    description: `A real Alertmanager ${alertmanager.version} sends the alerts, by the routes of deploy/alertmanager.example.yaml.`,
    fire: (alert) => alertmanager.fire([alert]),
    resolve: (alert) => alertmanager.resolve([alert]),
    stop: () => alertmanager.stop(),
  };
}

/** Posts what an Alertmanager would post, the whole group each time. */
export function createPostedAlerts({ url, token }: Receiver): AlertSource {
  const groups = new Map<string, GroupMember[]>();
  const post = async (key: string, group: GroupMember[]): Promise<void> => {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(webhookBody(group, GROUP_LABELS, 'keyturn')),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`Keyturn did not take the alerts (${reply.status}): ${text}`);
    // What is over is told once.
    groups.set(
      key,
      group.filter(({ endedAt }) => endedAt === undefined),
    );
  };
  return {
    description:
      'There is no Alertmanager on this machine, so the sandbox posts by itself what one would post (apt-get install prometheus-alertmanager).',
    fire(alert) {
      const key = groupOf(alert);
      const group = [...(groups.get(key) ?? []), { alert, endedAt: undefined }];
      groups.set(key, group);
      return post(key, group);
    },
    resolve(alert) {
      const endedAt = new Date().toISOString();
      const key = groupOf(alert);
      const group = (groups.get(key) ?? []).map((member) =>
        member.alert === alert ? { alert, endedAt } : member,
      );
      groups.set(key, group);
      return post(key, group);
    },
    stop: async () => undefined,
  };
}

const groupOf = ({ labels }: Alert): string => JSON.stringify(GROUP_LABELS.map((name) => labels[name]));
