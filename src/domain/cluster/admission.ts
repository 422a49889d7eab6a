import type { Condition, Meta, Selector } from './meta.ts';

/** One webhook of a ValidatingWebhookConfiguration or MutatingWebhookConfiguration. */
export type Webhook = {
  readonly name: string;
  readonly failurePolicy: 'Fail' | 'Ignore';
  /** Null: it is called by URL. */
  readonly service: { readonly namespace: string; readonly name: string; readonly port: number } | null;
  readonly url: string | null;
  readonly rules: readonly {
    readonly operations: readonly string[];
    readonly groups: readonly string[];
    readonly resources: readonly string[];
    /** `Cluster`, `Namespaced` or `*`. */
    readonly scope: string;
  }[];
  readonly namespaces: Selector;
  readonly objects: Selector;
  readonly matchConditions: readonly string[];
  /** Seconds. */
  readonly timeout: number;
};

export type WebhookConfiguration = Meta & {
  readonly kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration';
  readonly webhooks: readonly Webhook[];
};

/** A kind that somebody added to the cluster. */
export type CustomResourceDefinition = Meta & {
  readonly kind: 'CustomResourceDefinition';
  readonly group: string;
  readonly plural: string;
  readonly ofKind: string;
  readonly conditions: readonly Condition[];
};
