import type { User } from '../access/user.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import type { ApiRequest } from '../http/api-request.ts';
import type { MediaType } from '../http/media-type.ts';
import type { RequestInfo } from '../http/request-info.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';

/** A request for a resource that is served and that its user may make. */
export type ResourceRequest = {
  world: ClusterWorld;
  user: User;
  kind: ResourceKind;
  info: RequestInfo;
  request: ApiRequest;
  media: MediaType;
};
