import { grantsOf } from '../access/granted-rules.ts';
import type { Rule } from '../access/rule.ts';
import { SUPERUSERS } from '../access/user.ts';
import { type Answer, jsonAnswer } from '../http/api-request.ts';
import { badRequest } from '../http/status-failure.ts';
import { groupVersionOf } from '../kinds/resource-kind.ts';
import type { ResourceRequest } from '../verbs/resource-request.ts';
import { reviewBody } from './review-body.ts';

const EVERYTHING: readonly Rule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** POST of a SelfSubjectRulesReview: all that the caller may do in a namespace. */
export function selfSubjectRulesReview({ world, kind, request, user }: ResourceRequest): Answer {
  const namespace = reviewBody(request, kind.kind).spec?.namespace ?? '';
  if (namespace === '') throw badRequest('no namespace on request');
  const granted = grantsOf(world.store, user, namespace).flatMap((grant) =>
    'rules' in grant ? grant.rules : [],
  );
  const rules = user.groups.includes(SUPERUSERS) ? [...EVERYTHING, ...granted] : granted;
  const review = {
    kind: kind.kind,
    apiVersion: groupVersionOf(kind),
    metadata: {},
    spec: {},
    status: {
      resourceRules: rules.filter((rule) => !rule.nonResourceURLs).map(resourceRule),
      nonResourceRules: rules
        .filter((rule) => rule.nonResourceURLs)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
      ...(world.webhookAuthorizer
        ? { incomplete: true, evaluationError: 'webhook authorizer does not support user rule resolution' }
        : { incomplete: false }),
    },
  };
  return jsonAnswer(review, 201);
}

const resourceRule = ({ verbs, apiGroups, resources, resourceNames }: Rule) => ({
  verbs,
  apiGroups,
  resources,
  ...(resourceNames && resourceNames.length > 0 ? { resourceNames } : {}),
});
