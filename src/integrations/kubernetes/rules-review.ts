import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { JsonDoor } from './json-door.ts';

const GROUP = 'authorization.k8s.io';

const words = z.array(z.string()).nullish();

const Review = z.looseObject({
  status: z.looseObject({
    resourceRules: z
      .array(z.looseObject({ verbs: words, apiGroups: words, resources: words, resourceNames: words }))
      .nullish(),
    incomplete: z.boolean().default(false),
    evaluationError: z.string().default(''),
  }),
});

/** A rule that holds in a namespace, as RBAC writes it. */
export type HeldRule = {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  /** Empty: whatever the name. */
  readonly names: readonly string[];
};

/** What this identity may in a namespace. `trouble`: why the list may not be all ('' when it is). */
export type HeldRules = { readonly rules: readonly HeldRule[]; readonly trouble: string };

/** Asks the API server for everything that this identity may in a namespace. Throws ClusterFailure. */
export async function reviewRules(door: JsonDoor, namespace: string, until: Instant): Promise<HeldRules> {
  const answer = await door.review(
    {
      path: `/apis/${GROUP}/v1/selfsubjectrulesreviews`,
      until,
      rule: { verbs: ['create'], group: GROUP, resource: 'selfsubjectrulesreviews', namespace: null },
    },
    { apiVersion: `${GROUP}/v1`, kind: 'SelfSubjectRulesReview', spec: { namespace } },
  );
  const parsed = Review.safeParse(answer);
  if (!parsed.success) throw new ClusterFailure('broken', { detail: 'the answer is no rules review' });
  const { resourceRules, incomplete, evaluationError } = parsed.data.status;
  return {
    rules: (resourceRules ?? []).map(({ verbs, apiGroups, resources, resourceNames }) => ({
      verbs: verbs ?? [],
      groups: apiGroups ?? [],
      resources: resources ?? [],
      names: resourceNames ?? [],
    })),
    trouble: incomplete ? redact(evaluationError) || 'the API server does not know all rules' : '',
  };
}
