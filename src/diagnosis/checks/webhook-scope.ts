import type { WebhookConfiguration } from '../../domain/cluster/admission.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import {
  answering,
  CREATE_POD,
  covers,
  guardsAnyObject,
  guardsNamespace,
  type Hook,
  hooksOf,
  JOIN_NODE,
  RENEW_LEASE,
  scopeWords,
} from '../../domain/cluster/webhook-reach.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Check, Situation } from '../check.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';
import { selectorWords } from '../words/selector-words.ts';

/** What the API server waits by default; who asks for more holds up every write that much longer. */
const PATIENCE = 10;

type Hazard = { readonly hook: Hook; readonly words: readonly string[] };

/**
 * Check 44: webhooks that would take the cluster down with them, if they failed: those that must approve what
 * kube-system, their own namespace, nodes or leases need, and those that are waited for very long. They work now, so
 * this is worth knowing and no cause. One that does not answer is another check's.
 */
export const webhookScope: Check = {
  id: 'webhook-scope',
  title: 'Admission webhooks that would take the cluster down with them',
  reads: ['webhookconfigurations'],
  uses: ['namespaces', 'services', 'endpointslices'],
  run: (situation) => {
    const hazards = hooksOf(situation.view).flatMap((hook): readonly Hazard[] => {
      const words = hazardsOf(hook, situation);
      return words.length > 0 ? [{ hook, words }] : [];
    });
    return [...Map.groupBy(hazards, ({ hook }) => hook.configuration)].map(([configuration, group]) =>
      finding(configuration, group),
    );
  },
};

function hazardsOf({ webhook }: Hook, { lookup }: Situation): readonly string[] {
  const mustAnswer = webhook.failurePolicy === 'Fail' && guardsAnyObject(webhook);
  if (webhook.failurePolicy === 'Fail' && answering(webhook, lookup).kind === 'no') return [];
  const guards = (namespace: string) => guardsNamespace(webhook, namespace, lookup);
  const pods = mustAnswer && covers(webhook, CREATE_POD);
  const own = webhook.service?.namespace;
  return [
    ...(pods && guards('kube-system') ? ['new pods of kube-system'] : []),
    ...(pods && own !== undefined && own !== 'kube-system' && guards(own)
      ? ['new pods of its own namespace']
      : []),
    ...(mustAnswer && covers(webhook, JOIN_NODE) ? ['nodes'] : []),
    ...(mustAnswer && covers(webhook, RENEW_LEASE) && guards('kube-node-lease')
      ? ['the leases of nodes']
      : []),
    ...(webhook.timeout > PATIENCE
      ? [`each write for up to ${webhook.timeout} s while it does not answer`]
      : []),
  ];
}

function finding(configuration: WebhookConfiguration, group: readonly Hazard[]): Finding {
  const words = [...new Set(group.flatMap((hazard) => hazard.words))];
  return {
    check: 'webhook-scope',
    object: refOf(configuration),
    affects: [],
    sentence: `${refWords(configuration)} would hold up ${listed(words, 4)}, should it fail`,
    confidence: 'context',
    severity: 'medium',
    layer: 'cause',
    changedAt: null,
    evidence: group.map(({ hook: { webhook } }) =>
      line(
        webhook.name,
        `failurePolicy ${webhook.failurePolicy}, timeout ${webhook.timeout}s, asked about ${scopeWords(webhook)} in namespaces with ${selectorWords(webhook.namespaces)}`,
      ),
    ),
    lookNext: [look.describe(configuration)],
    help: null,
  };
}
