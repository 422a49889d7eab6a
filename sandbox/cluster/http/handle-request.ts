import { authorize } from '../access/authorize.ts';
import { forbidden } from '../access/forbidden.ts';
import { impersonate } from '../access/impersonate.ts';
import type { Attributes } from '../access/rule.ts';
import type { TokenIssuer } from '../access/token-issuer.ts';
import type { User } from '../access/user.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import { refuseAway } from '../discovery/away-services.ts';
import { discoveryAnswer } from '../discovery/discovery-routes.ts';
import { verbAnswer } from '../verbs/verbs.ts';
import { answerOfFailure } from './answer-of-failure.ts';
import type { Answer, ApiRequest } from './api-request.ts';
import { inEncoding } from './encoding.ts';
import { mediaTypeOf } from './media-type.ts';
import type { RequestInfo } from './request-info.ts';
import {
  type Failure,
  methodNotAllowed,
  pageNotFound,
  resourceNotFound,
  StatusFailure,
} from './status-failure.ts';

export type HandlerDeps = { world: ClusterWorld; tokens: TokenIssuer; address: () => string };

/**
 * Answers a request in the order of a real server: who asks, as whom, whether they may, and only then whether there
 * is such a thing. Never throws a refusal.
 */
export async function handleRequest(
  deps: HandlerDeps,
  request: ApiRequest,
  info: RequestInfo,
): Promise<{ user: string; answer: Answer }> {
  const { world, tokens } = deps;
  let user: User | undefined;
  try {
    user = tokens.authenticate(request.headers.authorization);
    user = impersonate(world.store, user, request);
    refuseForbidden(world, user, request, info);
    const answer = info.isResource
      ? await resourceAnswer(world, user, request, info)
      : discoveryAnswer(world, request, deps.address());
    return { user: user.name, answer };
  } catch (error) {
    const failure = error instanceof StatusFailure ? error.failure : ownFailure(error);
    return { user: user?.name ?? '', answer: answerOfFailure(failure) };
  }
}

function refuseForbidden(world: ClusterWorld, user: User, request: ApiRequest, info: RequestInfo): void {
  const { verb, group, resource, subresource, namespace, name } = info;
  const wanted: Attributes = info.isResource
    ? { verb, group, resource, subresource, namespace, name }
    : { verb, path: request.path };
  const decision = authorize(world.store, user, wanted);
  if (!decision.allowed) throw forbidden(user, wanted, decision);
}

async function resourceAnswer(
  world: ClusterWorld,
  user: User,
  request: ApiRequest,
  info: RequestInfo,
): Promise<Answer> {
  const { group, version, resource } = info;
  refuseAway(world.store, group, version);
  const kind = world.kinds.ofPath(group, version, resource);
  if (!kind) throw world.kinds.all().some((one) => one.group === group) ? resourceNotFound() : pageNotFound();
  if (request.method === 'HEAD') throw methodNotAllowed();
  const media = mediaTypeOf(info.subresource === 'log' ? '*/*' : request.headers.accept);
  return inEncoding(await verbAnswer({ world, user, kind, info, request, media }), media);
}

/** The sandbox itself is wrong: it says so, instead of dying with all who use it. */
const ownFailure = (error: unknown): Failure => ({
  code: 500,
  reason: 'InternalError',
  message: `the sandbox cluster broke: ${error instanceof Error ? error.stack : String(error)}`,
});
