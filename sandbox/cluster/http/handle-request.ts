import type { TokenIssuer } from '../access/token-issuer.ts';
import type { User } from '../access/user.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import { discoveryAnswer } from '../discovery/discovery-routes.ts';
import { verbAnswer } from '../verbs/verbs.ts';
import { answerOfFailure } from './answer-of-failure.ts';
import type { Answer, ApiRequest } from './api-request.ts';
import { inEncoding } from './encoding.ts';
import { mediaTypeOf } from './media-type.ts';
import type { RequestInfo } from './request-info.ts';
import { methodNotAllowed, pageNotFound, resourceNotFound, StatusFailure } from './status-failure.ts';

export type HandlerDeps = { world: ClusterWorld; tokens: TokenIssuer; address: () => string };

/** Answers a request: who asks, whether they may, what it is about. Never throws a refusal. */
export async function handleRequest(
  deps: HandlerDeps,
  request: ApiRequest,
  info: RequestInfo,
): Promise<{ user: string; answer: Answer }> {
  let user: User | undefined;
  try {
    user = deps.tokens.authenticate(request.headers.authorization);
    const answer = info.isResource
      ? await resourceAnswer(deps, request, info)
      : discoveryAnswer(deps.world, request, deps.address());
    return { user: user.name, answer };
  } catch (error) {
    if (!(error instanceof StatusFailure)) throw error;
    return { user: user?.name ?? '', answer: answerOfFailure(error.failure) };
  }
}

async function resourceAnswer(
  { world }: HandlerDeps,
  request: ApiRequest,
  info: RequestInfo,
): Promise<Answer> {
  const { group, version, resource } = info;
  const kind = world.kinds.ofPath(group, version, resource);
  if (!kind) throw world.kinds.all().some((one) => one.group === group) ? resourceNotFound() : pageNotFound();
  if (request.method === 'HEAD') throw methodNotAllowed();
  const media = mediaTypeOf(info.subresource === 'log' ? '*/*' : request.headers.accept);
  return inEncoding(await verbAnswer({ world, kind, info, request, media }), media);
}
