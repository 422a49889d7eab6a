import { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { JsonDoor } from './json-door.ts';

const GROUP = 'authentication.k8s.io';

const Review = z.looseObject({
  status: z.looseObject({ userInfo: z.looseObject({ username: z.string().min(1) }) }),
});

/**
 * Whom the API server takes these credentials for, such as `system:serviceaccount:keyturn:keyturn-reader`. Null: it is
 * older than the question (1.28), or does not let it be asked. Throws ClusterFailure.
 */
export async function whoAmI(door: JsonDoor, until: Instant): Promise<string | null> {
  try {
    const answer = await door.review(
      {
        path: `/apis/${GROUP}/v1/selfsubjectreviews`,
        until,
        rule: { verbs: ['create'], group: GROUP, resource: 'selfsubjectreviews', namespace: null },
      },
      { apiVersion: `${GROUP}/v1`, kind: 'SelfSubjectReview' },
    );
    const parsed = Review.safeParse(answer);
    return parsed.success ? parsed.data.status.userInfo.username : null;
  } catch (error) {
    if (error instanceof ClusterFailure && (error.kind === 'not-found' || error.kind === 'forbidden'))
      return null;
    throw error;
  }
}
