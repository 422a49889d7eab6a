import type { ApiRequest } from '../http/api-request.ts';
import { isMap } from '../patches/json-value.ts';
import type { Preconditions } from './conflict.ts';
import { readBody } from './read-body.ts';
import { isDryRun } from './write-options.ts';

export type DeleteOptions = {
  dryRun: boolean;
  preconditions?: Preconditions;
  gracePeriodSeconds?: number;
  propagationPolicy?: string;
};

/** The options of a DELETE: of its query and of its body; throws the server's 422. */
export function deleteOptions(request: ApiRequest): DeleteOptions {
  const { query } = request;
  const grace = query.get('gracePeriodSeconds');
  const given: { [field: string]: unknown } = {
    ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(query.has('propagationPolicy') ? { propagationPolicy: query.get('propagationPolicy') } : {}),
    ...readBody(request),
  };
  const body = optionsIn(given);
  return { ...body, dryRun: body.dryRun || isDryRun(query.getAll('dryRun'), 'DeleteOptions') };
}

/** The options in the body of a DELETE or an Eviction. */
export function optionsIn(given: { [field: string]: unknown }): DeleteOptions {
  const { dryRun, preconditions, gracePeriodSeconds, propagationPolicy } = given;
  return {
    dryRun: isDryRun(Array.isArray(dryRun) ? dryRun.map(String) : [], 'DeleteOptions'),
    ...(isMap(preconditions) ? { preconditions } : {}),
    ...(typeof gracePeriodSeconds === 'number' ? { gracePeriodSeconds } : {}),
    ...(typeof propagationPolicy === 'string' ? { propagationPolicy } : {}),
  };
}
