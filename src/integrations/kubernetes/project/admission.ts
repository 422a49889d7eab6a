import type {
  CustomResourceDefinition,
  Webhook,
  WebhookConfiguration,
} from '../../../domain/cluster/admission.ts';
import { type Fields, fields, isFields, list, number, text, texts } from './fields.ts';
import { conditions, meta, selector } from './meta.ts';
import type { Reading } from './reading.ts';

export function validatingConfiguration(item: Fields, reading: Reading): WebhookConfiguration {
  return webhookConfiguration('ValidatingWebhookConfiguration', item, reading);
}

export function mutatingConfiguration(item: Fields, reading: Reading): WebhookConfiguration {
  return webhookConfiguration('MutatingWebhookConfiguration', item, reading);
}

function webhookConfiguration(
  kind: WebhookConfiguration['kind'],
  item: Fields,
  reading: Reading,
): WebhookConfiguration {
  return {
    ...meta(kind, item, reading, { managers: 'paths' }),
    webhooks: list(item.webhooks).map((entry) => webhook(fields(entry), reading)),
  };
}

/** The defaults are those of admissionregistration.k8s.io/v1. */
function webhook(given: Fields, reading: Reading): Webhook {
  const { service, url } = fields(given.clientConfig);
  return {
    name: text(given.name),
    failurePolicy: given.failurePolicy === 'Ignore' ? 'Ignore' : 'Fail',
    service: isFields(service)
      ? { namespace: text(service.namespace), name: text(service.name), port: number(service.port, 443) }
      : null,
    url: typeof url === 'string' ? reading.hidden(url) : null,
    rules: list(given.rules).map((entry) => {
      const { operations, apiGroups, resources, scope } = fields(entry);
      return {
        operations: texts(operations),
        groups: texts(apiGroups),
        resources: texts(resources),
        scope: text(scope, '*'),
      };
    }),
    namespaces: selector(given.namespaceSelector),
    objects: selector(given.objectSelector),
    matchConditions: list(given.matchConditions).map((entry) => reading.hidden(fields(entry).expression)),
    timeout: number(given.timeoutSeconds, 10),
  };
}

export function customResourceDefinition(item: Fields, reading: Reading): CustomResourceDefinition {
  const spec = fields(item.spec);
  const names = fields(spec.names);
  return {
    ...meta('CustomResourceDefinition', item, reading, { managers: 'paths' }),
    group: text(spec.group),
    plural: text(names.plural),
    ofKind: text(names.kind),
    conditions: conditions(fields(item.status).conditions, reading),
  };
}
