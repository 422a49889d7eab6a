import { isDeepStrictEqual } from 'node:util';
import { admit, mutate } from '../admission/admit.ts';
import type { ClusterObject } from '../cluster-object.ts';
import { StatusFailure } from '../http/status-failure.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import type { ResourceRequest } from '../verbs/resource-request.ts';
import { commitWrite } from './commit-write.ts';
import { staleVersion } from './conflict.ts';
import { withDefaults } from './defaults.ts';
import { unreadable } from './field-types.ts';
import { unknownFields, withoutUnknown } from './known-fields.ts';
import { validateObject } from './validate-object.ts';
import type { WriteOptions } from './write-options.ts';

export type Change = {
  before: ClusterObject;
  after: ClusterObject;
  options: WriteOptions;
  /** The part of the object that is written, and nothing else. */
  subresource?: string;
};

/** Brings an object to what a writer wants it to be, after every check of a real server. Returns it with warnings. */
export function changeObject(
  { world, kind }: Pick<ResourceRequest, 'world' | 'kind'>,
  { before, after: wanted, options, subresource }: Change,
): { object: ClusterObject; warnings: string[] } {
  const { name } = before.metadata;
  const { resourceVersion } = wanted.metadata;
  if (resourceVersion && resourceVersion !== before.metadata.resourceVersion) throw staleVersion(kind, name);
  const warnings = readable(wanted, options);
  const given = onlyPart(kind, before, withoutUnknown(wanted), subresource);
  // What was loaded without the defaults of a server stays without them: a patch changes what it says, and no more.
  const isWhole = isDeepStrictEqual(withDefaults(before), before);
  const parts = isWhole ? withDefaults(given) : given;
  const { dryRun, manager } = options;
  const request = { kind, operation: 'UPDATE' as const, dryRun, ...(subresource ? { subresource } : {}) };
  const object = mutate(world, { ...request, object: parts });
  validateObject(kind, object, before);
  warnings.push(...admit(world, { ...request, object }));
  const by = { manager, dryRun, ...(subresource ? { subresource } : {}) };
  return { object: commitWrite(world, kind, before, object, by), warnings };
}

/** Throws the server's 422 for what it can't decode; returns its warnings of fields that it does not know. */
export function readable(wanted: ClusterObject, { validation }: Pick<WriteOptions, 'validation'>): string[] {
  const wrong = unreadable(wanted);
  if (wrong) throw undecodable(wanted, wrong);
  const unknown = unknownFields(wanted).map((path) => `unknown field "${path}"`);
  if (unknown.length > 0 && validation === 'Strict') {
    throw undecodable(wanted, `strict decoding error: ${unknown.join(', ')}`);
  }
  return validation === 'Warn' ? unknown : [];
}

function undecodable({ apiVersion, kind, metadata, ...rest }: ClusterObject, why: string): StatusFailure {
  const message = `Invalid value: ${JSON.stringify(JSON.stringify({ apiVersion, kind, metadata, ...rest }))}: ${why}`;
  return new StatusFailure({
    code: 422,
    reason: 'Invalid',
    message: ` "" is invalid: patch: ${message}`,
    details: { causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }] },
  });
}

/** The main resource does not write the status where that is a subresource, and the status nothing else. */
function onlyPart(
  kind: ResourceKind,
  before: ClusterObject,
  wanted: ClusterObject,
  subresource: string | undefined,
): ClusterObject {
  if (subresource === 'status') return withStatus(before, wanted.status);
  const hasStatus = kind.subresources.some(({ name }) => name === 'status');
  return hasStatus ? withStatus(wanted, before.status) : wanted;
}

function withStatus({ status: _, ...object }: ClusterObject, status: unknown): ClusterObject {
  return status === undefined ? (object as ClusterObject) : ({ ...object, status } as ClusterObject);
}
