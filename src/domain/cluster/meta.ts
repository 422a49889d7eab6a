import type { Instant } from '../instant.ts';

/** The controlling owner (`controller: true` of the ownerReferences). */
export type Owner = { readonly kind: string; readonly name: string; readonly uid: string };

/**
 * One entry of `managedFields`: which program wrote, when last. `paths` are the leaves it owns, dotted
 * (`spec.replicas`, `spec.template.spec.containers[app].image`), read only for kinds whose changes are looked at.
 */
export type FieldManager = {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  /** `status`, `scale`; null for the object itself. */
  readonly subresource: string | null;
  readonly at: Instant | null;
  readonly paths: readonly string[];
};

/** What every object has. */
export type Meta = {
  readonly kind: string;
  /** Null for cluster-scoped objects. */
  readonly namespace: string | null;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Without `last-applied-configuration`, each value redacted and cut at 500 characters. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
  /** Of a deletion under way: the time of the request plus the grace period, so it may lie in the future. */
  readonly deletionAt: Instant | null;
  readonly finalizers: readonly string[];
  readonly generation: number;
  readonly owner: Owner | null;
  readonly managers: readonly FieldManager[];
};

/** One of `status.conditions`. */
export type Condition = {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly changedAt: Instant | null;
};

/** A label selector. Null selects nothing, an empty one everything. */
export type Selector = {
  readonly labels: Readonly<Record<string, string>>;
  readonly expressions: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values: readonly string[];
  }[];
};

/** CPU in millicores, memory and storage in bytes, anything else (pods, devices) as a count. */
export type Quantities = Readonly<Record<string, number>>;
