import { createCommandDoor } from '../commands/create-command-door.ts';
import { createWebhookRoute, WEBHOOK_PATH } from '../integrations/alertmanager/webhook-route.ts';
import type { RequestHandler } from '../integrations/http/start-http-server.ts';
import { SLACK_PATH } from '../integrations/slack/http-delivery.ts';
import { createReceiveAlert, type ReceiveAlert } from '../workflows/receive-alert.ts';
import type { World } from './create-world.ts';

/** What faces Alertmanager and Slack: the routes of its doors. Slack's are absent in Socket Mode. */
export function intakeRoutes(world: World): ReadonlyMap<string, RequestHandler> {
  const { config, clock, logger, metrics, store, jobs, slack, clusters } = world;
  const told = { clock, logger, metrics, jobs };
  const door = createCommandDoor({
    ...told,
    ...store,
    directory: slack.directory,
    chat: slack.chat,
    marking: config.marking,
    defaultPolicy: config.defaultPolicy,
    asking: { clusters: clusters.names, rules: config.askRules },
    gate: config.gate,
    digests: world.digests,
  });
  const take = createReceiveAlert({ ...told, ...store, rules: config.alerts });
  const receive: ReceiveAlert = (delivery) => {
    world.intakeFirst.came();
    return take(delivery);
  };
  const routes = new Map<string, RequestHandler>([
    [WEBHOOK_PATH, createWebhookRoute({ ...told, ...store, receive, sources: config.sources })],
  ]);
  const { http } = slack.receive({ door, inbox: store.slackEvents, jobs });
  if (http) routes.set(SLACK_PATH, http);
  return routes;
}
