import type { Pod } from '../../cluster/pod.ts';
import { selects } from '../../cluster/selector.ts';
import {
  answering,
  CREATE_POD,
  covers,
  guardsNamespace,
  hooksOf,
  scopeWords,
} from '../../cluster/webhook-reach.ts';
import type { Refused } from '../../result.ts';
import { because, type Surroundings } from '../scene.ts';
import type { Warning } from '../warning.ts';
import { servicesLeft } from './services-left.ts';

/** Where new pods would be made, and with which labels. */
type NewPods = { readonly namespace: string | null; readonly labels: Readonly<Record<string, string>> };

/** Webhooks that must approve new pods like these, and whom nobody answers. */
function deadHooks({ view, lookup }: Surroundings, { namespace, labels }: NewPods) {
  return hooksOf(view).flatMap((hook) => {
    const { webhook } = hook;
    const asked =
      webhook.failurePolicy === 'Fail' &&
      covers(webhook, CREATE_POD) &&
      guardsNamespace(webhook, namespace ?? '', lookup) &&
      selects(webhook.objects, labels);
    const answer = asked ? answering(webhook, lookup) : null;
    return answer?.kind === 'no' ? [{ ...hook, why: answer.why }] : [];
  });
}

/** Why nothing may be done that needs a new pod: a webhook has to approve it, and nobody answers there. */
export function deadWebhookRefusal(scene: Surroundings, pods: NewPods): Refused | null {
  const [dead] = deadHooks(scene, pods).filter(({ webhook }) => webhook.matchConditions.length === 0);
  if (!dead) return null;
  const { webhook, why } = dead;
  const service = webhook.service
    ? `Service ${webhook.service.namespace}/${webhook.service.name}`
    : 'its address';
  return because(
    `Webhook ${webhook.name} must approve every new pod in ${pods.namespace}, and ${service} ${why}. ` +
      'No new pod could take the place of an old one: bring the webhook back first.',
  );
}

/** The same for webhooks that are asked under conditions which only the API server can work out. */
export function maybeDeadWebhookWarnings(scene: Surroundings, pods: NewPods): readonly Warning[] {
  return deadHooks(scene, pods)
    .filter(({ webhook }) => webhook.matchConditions.length > 0)
    .map(({ webhook, why }) => ({
      id: `dead-webhook:${webhook.name}`,
      level: 'must-acknowledge',
      sentence: `Webhook ${webhook.name} may have to approve new pods in ${pods.namespace}, and its Service ${why}.`,
      measure: 1,
    }));
}

/**
 * Why pods may not go: they are the last that answer a webhook which must answer. Without them the API server refuses
 * what the webhook guards, often also the pods that would replace them.
 */
export function lastAnswererRefusal(
  scene: Surroundings,
  pods: readonly Pod[],
  atOnce?: number,
): Refused | null {
  const emptied = servicesLeft(pods, scene.lookup, atOnce).filter(
    ({ ready, left }) => ready > 0 && left === 0,
  );
  for (const { service } of emptied) {
    const hook = hooksOf(scene.view).find(
      ({ webhook }) =>
        webhook.failurePolicy === 'Fail' &&
        webhook.rules.length > 0 &&
        webhook.service?.namespace === service.namespace &&
        webhook.service.name === service.name,
    );
    if (hook) {
      return because(
        `These are the last pods that answer webhook ${hook.webhook.name}, which must approve ${scopeWords(hook.webhook)}. ` +
          'Without them the API server refuses all of that. Scale it up first.',
      );
    }
  }
  return null;
}
