import type { ClusterTroubleKind } from '../../domain/cluster/cluster-trouble.ts';
import type { Gap, ViewKind } from '../../domain/cluster/cluster-view.ts';
import { kindName, ruleLine } from '../../domain/wording/cluster/access-rule-words.ts';
import type { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ResourceName } from './resource-path.ts';

const METRICS = 'metrics.k8s.io';

const whys: Readonly<Record<ClusterTroubleKind, Gap['why']>> = {
  forbidden: 'forbidden',
  'not-found': 'absent',
  'timed-out': 'timed-out',
  away: 'away',
  gone: 'cut-short',
  unauthorized: 'failed',
  busy: 'failed',
  refused: 'failed',
  broken: 'failed',
  harmful: 'failed',
};

/** What was asked for when it failed; `read` objects had come by then. */
type Where = {
  readonly kind: ViewKind;
  readonly resource: ResourceName;
  readonly namespace: string | null;
  readonly read: number;
};

/** A failure as a gap in a view, with a sentence that says what to do where something can be done. */
export function gapOf(failure: ClusterFailure, where: Where): Gap {
  const { kind, namespace, read } = where;
  const partly = read === 0 ? '' : ` What is there are the first ${read}.`;
  return { kind, namespace, why: whys[failure.kind], sentence: `${sentenceOf(failure, where)}${partly}` };
}

function sentenceOf(failure: ClusterFailure, { resource, namespace }: Where): string {
  const what = `${kindName(resource.group, resource.name)} ${place(namespace)}`;
  switch (failure.kind) {
    case 'forbidden':
      return failure.rule
        ? `${what} may not be read. A role with this rule would allow it: ${ruleLine(failure.rule)}.`
        : `${what} may not be read: ${failure.detail}.`;
    case 'not-found':
      return resource.group === METRICS
        ? `${METRICS} is not installed, so nobody knows what is used.`
        : `The API server does not know ${kindName(resource.group, resource.name)} of version ${resource.version}.`;
    case 'timed-out':
      return `${what} took too long: ${failure.detail}.`;
    case 'away':
      return `${what} could not be read, the API server is away: ${failure.detail}.`;
    case 'gone':
      return `${what} changed too fast to be read whole.`;
    case 'unauthorized':
      return `${what} could not be read, the credentials are not accepted: ${failure.detail}.`;
    case 'busy':
      return `${what} could not be read, the API server has too much to do: ${failure.detail}.`;
    case 'refused':
      return `${what} could not be read, the API server refused: ${failure.detail}.`;
    case 'harmful':
      return `${what} was not read: ${failure.detail}.`;
    case 'broken':
      return `${what} could not be read, the API server failed: ${failure.detail}.`;
  }
}

function place(namespace: string | null): string {
  return namespace === null ? 'in the whole cluster' : `in ${namespace}`;
}
