import { type Answer, jsonAnswer } from '../http/api-request.ts';
import { groupVersionOf } from '../kinds/resource-kind.ts';
import type { ResourceRequest } from '../verbs/resource-request.ts';

/** POST of a SelfSubjectReview: who am I? */
export function selfSubjectReview({ world, kind, user }: ResourceRequest): Answer {
  const { name, uid, groups, extra } = user;
  const review = {
    kind: kind.kind,
    apiVersion: groupVersionOf(kind),
    metadata: { creationTimestamp: new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z') },
    status: {
      userInfo: { username: name, ...(uid ? { uid } : {}), groups, ...(extra ? { extra } : {}) },
    },
  };
  return jsonAnswer(review, 201);
}
