import type { Resource } from '../cluster/resource.ts';
import { nearest } from '../nearest.ts';
import { ok, type Result, refuse } from '../result.ts';

/**
 * The kind that somebody typed (`deploy`, `deployments`, `Deployment`, `certificates.cert-manager.io`) among those that
 * the cluster serves and the configuration allows. Refused: Secrets, with that reason; an unknown one, with the
 * nearest; one that several groups have, with the list, unless one of them is Kubernetes' own.
 */
export function findResource(resources: readonly Resource[], typed: string): Result<Resource> {
  if (/^secrets?(?:\.|$)/.test(typed)) {
    return refuse({
      kind: 'forbidden',
      what: 'Secrets are never read. Which ones something refers to, describe tells.',
      example: '/incident describe deploy/checkout',
    });
  }
  const [word, ...group] = typed.split('.');
  const called = resources.filter((each) => isCalled(each, word ?? ''));
  const found = group.length === 0 ? called : called.filter((each) => isOfGroup(each, group.join('.')));
  const [first, ...more] = [...found].sort((a, b) => standing(a) - standing(b));
  if (first === undefined) return unknown(resources, typed);
  const second = more.find((each) => each.group !== first.group);
  if (standing(first) < FOREIGN || second === undefined) return ok(first);
  return refuse({
    kind: 'ambiguous',
    what: `Several kinds are called “${typed}”.`,
    options: found.map((each) => `${each.name}.${each.group}`),
    example: `/incident get ${first.name}.${first.group} -A`,
  });
}

/** Groups by who wins a name that several have: Kubernetes' core, its other groups, metrics, then everybody else. */
function standing({ group }: Resource): number {
  if (group === '') return 0;
  if (group === 'metrics.k8s.io') return 3;
  if (!group.includes('.')) return 1;
  return group.endsWith('.k8s.io') ? 2 : FOREIGN;
}

const FOREIGN = 4;

function isCalled({ name, singular, kind, shortNames }: Resource, word: string): boolean {
  return name === word || singular === word || kind.toLowerCase() === word || shortNames.includes(word);
}

/** `apps`, `v1.apps`. */
function isOfGroup({ group, version }: Resource, typed: string): boolean {
  return typed === group || typed === `${version}.${group}`;
}

function unknown(resources: readonly Resource[], typed: string): Result<Resource> {
  const near = nearest(typed, [
    ...new Set(resources.flatMap(({ name, kind }) => [name, kind.toLowerCase()])),
  ]);
  const meant =
    resources.find(({ name, kind }) => name === near || kind.toLowerCase() === near)?.name ?? null;
  if (typed === 'all') {
    return refuse({
      kind: 'invalid',
      what: 'Ask for one kind at a time.',
      options: ['pods', 'deployments', 'services', 'events'],
    });
  }
  return refuse({
    kind: 'not-found',
    what: `The cluster has no kind “${typed}”, or Keyturn is not to read it.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    ...(meant === null ? {} : { example: `/incident get ${meant}` }),
  });
}
