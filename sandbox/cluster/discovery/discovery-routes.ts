import { createHash } from 'node:crypto';
import type { ClusterWorld } from '../cluster-world.ts';
import { type Answer, type ApiRequest, jsonAnswer } from '../http/api-request.ts';
import { mediaTypeOf } from '../http/media-type.ts';
import { pageNotFound } from '../http/status-failure.ts';
import { aggregatedDiscovery } from './aggregated-discovery.ts';
import { apiGroup, apiGroupList, apiVersions } from './api-groups.ts';
import { apiResourceList } from './api-resources.ts';
import { awayServices, refuseAway } from './away-services.ts';
import { rootPaths } from './root-paths.ts';
import { serverVersion } from './server-version.ts';

const HEALTH = ['/healthz', '/livez', '/readyz'];

/** Answers what is no resource: discovery, version and health. Throws the plain 404 for other paths. */
export function discoveryAnswer(world: ClusterWorld, request: ApiRequest, address: string): Answer {
  const path = request.path === '/' ? '/' : request.path.replace(/\/$/, '');
  const kinds = world.kinds.all();
  const away = awayServices(world.store);
  if (HEALTH.includes(path)) return healthAnswer(path, request.query);
  if (path === '/version') return jsonAnswer(serverVersion);
  if (path === '/') return jsonAnswer({ paths: rootPaths(kinds) });
  if (path === '/api' || path === '/apis') {
    const media = mediaTypeOf(request.headers.accept, true);
    if (media.as) return aggregatedAnswer(aggregatedDiscovery(kinds, path === '/api' ? 'core' : away));
    return jsonAnswer(path === '/api' ? apiVersions(address) : apiGroupList([...kinds, ...away]));
  }
  const [, root, group = '', version, more] = path.split('/');
  const served = [...kinds, ...away];
  if (more === undefined && path === '/api/v1') return jsonAnswer(apiResourceList(kinds, '', 'v1'));
  if (root !== 'apis' || more !== undefined) throw pageNotFound();
  if (version === undefined) return jsonAnswer(orNotFound(apiGroup(served, group)));
  refuseAway(world.store, group, version);
  if (!world.kinds.hasVersion(group, version)) throw pageNotFound();
  return jsonAnswer(apiResourceList(kinds, group, version));
}

function orNotFound(found: object | undefined): object {
  if (!found) throw pageNotFound();
  return found;
}

function aggregatedAnswer(discovery: object): Answer {
  const body = JSON.stringify(discovery);
  const etag = createHash('sha512').update(body).digest('hex').toUpperCase();
  return {
    status: 200,
    headers: {
      'cache-control': 'public',
      'content-type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
      etag: `"${etag}"`,
      vary: 'Accept',
    },
    body,
  };
}

function healthAnswer(path: string, query: URLSearchParams): Answer {
  const text = query.has('verbose') ? `[+]ping ok\n[+]log ok\n${path.slice(1)} check passed\n` : 'ok';
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}
