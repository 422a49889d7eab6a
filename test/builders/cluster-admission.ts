import type { Webhook, WebhookConfiguration } from '../../src/domain/cluster/admission.ts';
import { meta } from './cluster.ts';

/** Nothing in particular: a selector that selects everything. */
export const everything = { labels: {}, expressions: [] };

/** Must approve each new pod of the cluster, and is answered by the Service guard-system/guard. */
export const webhook = (over: Partial<Webhook> = {}): Webhook => ({
  name: 'pods.guard.example',
  failurePolicy: 'Fail',
  service: { namespace: 'guard-system', name: 'guard', port: 443 },
  url: null,
  rules: [{ operations: ['CREATE'], groups: [''], resources: ['pods'], scope: '*' }],
  namespaces: everything,
  objects: everything,
  matchConditions: [],
  timeout: 10,
  ...over,
});

export const webhookConfiguration = (
  webhooks: readonly Webhook[] = [webhook()],
  over: Partial<WebhookConfiguration> = {},
): WebhookConfiguration => ({
  ...meta('ValidatingWebhookConfiguration', { name: 'guard', ...over }, false),
  webhooks,
  ...over,
  kind: over.kind ?? 'ValidatingWebhookConfiguration',
});
