import { authorize } from '../access/authorize.ts';
import type { Attributes } from '../access/rule.ts';
import type { User } from '../access/user.ts';
import { type Answer, jsonAnswer } from '../http/api-request.ts';
import { badRequest, invalid } from '../http/status-failure.ts';
import { groupVersionOf } from '../kinds/resource-kind.ts';
import type { ResourceRequest } from '../verbs/resource-request.ts';
import { type ReviewBody, reviewBody } from './review-body.ts';

/** POST of a SelfSubjectAccessReview: may the caller do this? */
export function selfSubjectAccessReview(given: ResourceRequest): Answer {
  const body = reviewBody(given.request, given.kind.kind);
  return decided(given, body, given.user);
}

/** POST of a SubjectAccessReview: may somebody else do this? */
export function subjectAccessReview(given: ResourceRequest): Answer {
  const body = reviewBody(given.request, given.kind.kind);
  const { user = '', groups = [] } = body.spec ?? {};
  if (user === '' && groups.length === 0) {
    throw wrong('spec.user', 'Invalid value: "": at least one of user or group must be specified');
  }
  return decided(given, body, { name: user, groups });
}

/** The same, asked within the namespace that it is about. */
export function localSubjectAccessReview(given: ResourceRequest): Answer {
  const body = reviewBody(given.request, given.kind.kind);
  const namespace = body.spec?.resourceAttributes?.namespace ?? '';
  if (namespace !== given.info.namespace) {
    throw badRequest(
      `spec.resourceAttributes.namespace must match namespace: "${namespace}" != "${given.info.namespace}"`,
    );
  }
  return subjectAccessReview(given);
}

function decided({ world, kind, info }: ResourceRequest, body: ReviewBody, user: User): Answer {
  const { allowed, reason } = authorize(world.store, user, attributesOf(body));
  const namespace = kind.namespaced ? { namespace: info.namespace } : {};
  const review = {
    kind: kind.kind,
    apiVersion: groupVersionOf(kind),
    metadata: namespace,
    spec: body.spec,
    status: { allowed, ...(reason ? { reason } : {}) },
  };
  return jsonAnswer(review, 201);
}

function attributesOf({ spec = {} }: ReviewBody): Attributes {
  const { resourceAttributes, nonResourceAttributes } = spec;
  if ((resourceAttributes === undefined) === (nonResourceAttributes === undefined)) {
    const value = resourceAttributes ? JSON.stringify(resourceAttributes) : 'null';
    throw wrong(
      'spec.resourceAttributes',
      `Invalid value: ${value}: exactly one of nonResourceAttributes or resourceAttributes must be specified`,
    );
  }
  if (nonResourceAttributes) {
    const { verb = '', path = '' } = nonResourceAttributes;
    return { verb, path };
  }
  const {
    verb = '',
    group = '',
    resource = '',
    subresource = '',
    namespace = '',
    name = '',
  } = resourceAttributes ?? {};
  return { verb, group, resource, subresource, namespace, name };
}

const wrong = (field: string, message: string) =>
  invalid(
    { kind: '', group: 'authorization.k8s.io', name: '' },
    { reason: 'FieldValueInvalid', field, message },
  );
