import type { AccessRule } from '../../cluster/cluster-trouble.ts';

/** In one line: `get, list nodes`, `get pods/log in shop`, `list certificates.cert-manager.io`. */
export function ruleLine({ verbs, group, resource, namespace }: AccessRule): string {
  return `${verbs.join(', ')} ${kindName(group, resource)}${namespace === null ? '' : ` in ${namespace}`}`;
}

/** A kind as kubectl writes it, by its plural: `pods`, `deployments.apps`. */
export function kindName(group: string, plural: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** The rule to add, in YAML, for whoever keeps the cluster's roles. */
export function ruleYaml({ verbs, group, resource, namespace }: AccessRule): string {
  const where =
    namespace === null
      ? '# in the ClusterRole of Keyturn’s reader'
      : `# in a Role of ${namespace}, or in the reader’s ClusterRole`;
  const list = (words: readonly string[]) => `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return [
    where,
    `- apiGroups: ${list([group])}`,
    `  resources: ${list([resource])}`,
    `  verbs: ${list(verbs)}`,
  ].join('\n');
}
