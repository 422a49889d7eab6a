import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { AccessQuestion } from '../../ports/cluster-reader.ts';
import type { JsonDoor } from './json-door.ts';

const GROUP = 'authorization.k8s.io';

const Review = z.looseObject({
  status: z.looseObject({
    allowed: z.boolean().default(false),
    reason: z.string().default(''),
    evaluationError: z.string().default(''),
  }),
});

/** The answer to an access review. `trouble`: the server could not judge all rules. */
export type Access = { readonly allowed: boolean; readonly reason: string; readonly trouble: string };

/** Asks the API server what this identity may. Throws ClusterFailure. */
export async function reviewAccess(
  door: JsonDoor,
  question: AccessQuestion,
  until: Instant,
): Promise<Access> {
  const [resource, ...sub] = question.resource.split('/');
  const answer = await door.review(
    {
      path: `/apis/${GROUP}/v1/selfsubjectaccessreviews`,
      until,
      rule: { verbs: ['create'], group: GROUP, resource: 'selfsubjectaccessreviews', namespace: null },
    },
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb: question.verb,
          group: question.group,
          resource,
          ...(sub.length === 0 ? {} : { subresource: sub.join('/') }),
          ...(question.namespace === null ? {} : { namespace: question.namespace }),
          ...(question.name === null ? {} : { name: question.name }),
        },
      },
    },
  );
  const parsed = Review.safeParse(answer);
  if (!parsed.success) throw new ClusterFailure('broken', { detail: 'the answer is no access review' });
  const { allowed, reason, evaluationError } = parsed.data.status;
  return { allowed, reason: redact(reason), trouble: redact(evaluationError) };
}
