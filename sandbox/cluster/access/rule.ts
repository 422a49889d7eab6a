/** A rule of a Role or ClusterRole. */
export type Rule = {
  verbs: readonly string[];
  apiGroups?: readonly string[];
  resources?: readonly string[];
  resourceNames?: readonly string[];
  nonResourceURLs?: readonly string[];
};

/** What somebody wants to do: to a resource, or to a path that is none. */
export type Attributes =
  | {
      verb: string;
      group: string;
      resource: string;
      subresource: string;
      namespace: string;
      name: string;
    }
  | { verb: string; path: string };

const ALL = '*';

/** Whether the rule allows this. */
export function ruleAllows(rule: Rule, wanted: Attributes): boolean {
  if (!has(rule.verbs, wanted.verb)) return false;
  if ('path' in wanted) return (rule.nonResourceURLs ?? []).some((url) => urlCovers(url, wanted.path));
  const names = rule.resourceNames ?? [];
  return (
    has(rule.apiGroups ?? [], wanted.group) &&
    (rule.resources ?? []).some((resource) => resourceCovers(resource, wanted)) &&
    (names.length === 0 || names.includes(wanted.name))
  );
}

const has = (values: readonly string[], value: string): boolean =>
  values.includes(ALL) || values.includes(value);

function resourceCovers(
  rule: string,
  { resource, subresource }: { resource: string; subresource: string },
): boolean {
  if (rule === ALL) return true;
  if (subresource === '') return rule === resource;
  return rule === `${resource}/${subresource}` || rule === `*/${subresource}`;
}

function urlCovers(rule: string, path: string): boolean {
  if (rule === path) return true;
  return rule.endsWith(ALL) && path.startsWith(rule.replace(/\*+$/, ''));
}
