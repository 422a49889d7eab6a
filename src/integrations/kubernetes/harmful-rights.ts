import type { DiscoveredResource } from './discovery.ts';
import type { HeldRule } from './rules-review.ts';

/** A right that a reader must not have. `resource` with a subresource: `pods/exec`. */
export type Right = { readonly verb: string; readonly group: string; readonly resource: string };

const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Asking what one may is creating a review; nothing is stored. Everybody who is authenticated may. */
const reviews = ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'selfsubjectreviews'];

/** One rule often has both groups and all three names; a name in the other group is nothing. */
const reviewGroups = ['authorization.k8s.io', 'authentication.k8s.io'];

/** What API servers authorise without listing it as a kind, and what is more than it looks like. */
const special: readonly {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly on: readonly string[];
}[] = [
  { verbs: ['get', 'list', 'watch'], group: '', on: ['secrets'] },
  // By websocket, GET is enough to run a command or to talk through a proxy.
  {
    verbs: ['get', 'create'],
    group: '',
    on: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy', 'nodes/proxy'],
  },
  { verbs: ['create'], group: '', on: ['serviceaccounts/token', 'pods/eviction', 'pods/binding'] },
  { verbs: ['patch', 'update'], group: '', on: ['pods/ephemeralcontainers'] },
  { verbs: ['impersonate'], group: '', on: ['users', 'groups', 'serviceaccounts'] },
  { verbs: ['impersonate'], group: 'authentication.k8s.io', on: ['userextras', 'uids'] },
  { verbs: ['bind', 'escalate'], group: 'rbac.authorization.k8s.io', on: ['roles', 'clusterroles'] },
  {
    verbs: ['update', 'patch'],
    group: 'certificates.k8s.io',
    on: ['certificatesigningrequests/approval', 'certificatesigningrequests/status'],
  },
  { verbs: ['approve', 'sign'], group: 'certificates.k8s.io', on: ['signers'] },
];

/** Every right to ask for: the write verbs on each kind and what lies below it, and the special ones. */
export function harmfulRights(resources: readonly DiscoveredResource[]): readonly Right[] {
  const rights = [
    ...resources.flatMap(({ group, name, verbs, subresources }) => [
      ...writesOn({ group, name, verbs }),
      ...subresources.flatMap((sub) => writesOn({ group, name: `${name}/${sub.name}`, verbs: sub.verbs })),
    ]),
    ...specialRights(),
  ];
  return [...new Map(rights.map((right) => [rightWords(right), right])).values()];
}

function specialRights(): readonly Right[] {
  return special.flatMap(({ verbs, group, on }) =>
    on.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource }))),
  );
}

/** A verb that is not served can't be used. */
function writesOn({
  group,
  name,
  verbs,
}: {
  readonly group: string;
  readonly name: string;
  readonly verbs: readonly string[];
}): readonly Right[] {
  if (isReview(group, name)) return [];
  return WRITES.filter((verb) => verbs.includes(verb)).map((verb) => ({ verb, group, resource: name }));
}

function isReview(group: string, resource: string): boolean {
  return reviews.includes(resource) && reviewGroups.includes(group);
}

/** As the configuration's `acceptHarm` names it: `create pods/exec`, `patch deployments.apps/scale`. */
export function rightWords({ verb, group, resource }: Right): string {
  if (group === '') return `${verb} ${resource}`;
  const [name, ...sub] = resource.split('/');
  return `${verb} ${[`${name}.${group}`, ...sub].join('/')}`;
}

/** A right in the words of a rule, which may say `*`; `names`: only on objects of these names. */
export type RuleRight = Right & { readonly names: readonly string[] };

/** The single rights of rules that would do harm; a rule may hold a hundred of them. */
export function harmsOf(rules: readonly HeldRule[]): readonly RuleRight[] {
  return rules.flatMap(({ verbs, groups, resources, names }) =>
    groups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => ({ verb, group, resource, names })).filter(isHarmful),
      ),
    ),
  );
}

function isHarmful(right: RuleRight): boolean {
  if (isReview(right.group, right.resource)) return false;
  if (right.verb === '*' || WRITES.includes(right.verb)) return true;
  return specialRights().some((one) => covers(right, one));
}

/** True when a rule's right gives this right; `*` stands for everything, also below a kind (`*\/scale`). */
export function covers(rule: Right, right: Right): boolean {
  return (
    (rule.verb === '*' || rule.verb === right.verb) &&
    (rule.group === '*' || rule.group === right.group) &&
    (rule.resource === '*' ||
      rule.resource === right.resource ||
      (rule.resource.startsWith('*/') && right.resource.endsWith(rule.resource.slice(1))))
  );
}

/** A rule's right with the names that it is limited to. */
export function ruleRightWords(right: RuleRight): string {
  const words = rightWords(right);
  return right.names.length === 0 ? words : `${words} (only ${right.names.join(', ')})`;
}
