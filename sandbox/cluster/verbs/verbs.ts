import type { Answer } from '../http/api-request.ts';
import { methodNotAllowed, resourceNotFound, StatusFailure } from '../http/status-failure.ts';
import {
  localSubjectAccessReview,
  selfSubjectAccessReview,
  subjectAccessReview,
} from '../reviews/access-reviews.ts';
import { selfSubjectRulesReview } from '../reviews/rules-review.ts';
import { selfSubjectReview } from '../reviews/self-review.ts';
import { createObject } from './create-object.ts';
import { deleteCollection } from './delete-collection.ts';
import { deleteObject } from './delete-object.ts';
import { evictPod } from './evict-pod.ts';
import { getObject } from './get-object.ts';
import { getScale } from './get-scale.ts';
import { listObjects } from './list-objects.ts';
import { patchObject } from './patch-object.ts';
import { readLog } from './read-log.ts';
import { replaceObject } from './replace-object.ts';
import type { ResourceRequest } from './resource-request.ts';
import { patchScale, replaceScale } from './write-scale.ts';

type Verb = (request: ResourceRequest) => Answer | Promise<Answer>;

/** What is done to a resource itself. */
const VERBS: Record<string, Verb> = {
  get: getObject,
  list: listObjects,
  create: createObject,
  patch: patchObject,
  update: replaceObject,
  delete: deleteObject,
  deletecollection: deleteCollection,
};

/** What is created only to be answered. */
const REVIEWS: Record<string, Verb> = {
  selfsubjectaccessreviews: selfSubjectAccessReview,
  subjectaccessreviews: subjectAccessReview,
  localsubjectaccessreviews: localSubjectAccessReview,
  selfsubjectrulesreviews: selfSubjectRulesReview,
  selfsubjectreviews: selfSubjectReview,
};

/** What is done to a subresource, by `verb subresource`. */
const SUBRESOURCES: Record<string, Verb> = {
  'get log': readLog,
  'get scale': getScale,
  'get status': getObject,
  'get ephemeralcontainers': getObject,
  'get resize': getObject,
  'patch status': patchObject,
  'update status': replaceObject,
  'patch scale': patchScale,
  'update scale': replaceScale,
  'create eviction': evictPod,
};

/** Answers a request for a resource that is served; throws the server's 404 and 405. */
export async function verbAnswer(request: ResourceRequest): Promise<Answer> {
  const { kind, info } = request;
  const { verb, subresource } = info;
  const served =
    subresource === '' ? kind.verbs : kind.subresources.find(({ name }) => name === subresource)?.verbs;
  if (!served) throw resourceNotFound();
  if (!served.includes(verb) || !fitsPath(request)) throw methodNotAllowed();
  const run =
    verb === 'create' && subresource === ''
      ? createdBy(kind.resource, kind.group)
      : verbOf(verb, subresource);
  if (!run) throw notHere(request);
  return run(request);
}

/** Reviews and bindings are answered and not kept. */
const createdBy = (resource: string, group: string): Verb | undefined =>
  /^auth(entication|orization)\.k8s\.io$/.test(group) || resource === 'bindings'
    ? REVIEWS[resource]
    : VERBS.create;

const verbOf = (verb: string, subresource: string): Verb | undefined =>
  subresource === '' ? VERBS[verb] : SUBRESOURCES[`${verb} ${subresource}`];

/** A collection is not updated or patched, and nothing is created at the path of an object. */
function fitsPath({ info, request }: ResourceRequest): boolean {
  const named = info.name !== '' && !['list', 'watch', 'deletecollection'].includes(info.verb);
  if (request.method === 'POST') return info.subresource !== '' || !named;
  return named || request.method === 'GET' || request.method === 'DELETE';
}

/** The honest answer for what a real server has and the sandbox has not. */
const notHere = ({ kind, info }: ResourceRequest): StatusFailure =>
  new StatusFailure({
    code: 501,
    reason: 'NotImplemented',
    message: `the sandbox cluster does not ${info.verb} ${kind.resource}${info.subresource ? `/${info.subresource}` : ''}`,
  });
