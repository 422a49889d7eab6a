/** A right that is missing, as RBAC would need it. `namespace` null: in the whole cluster. */
export type MissingRule = {
  readonly verbs: readonly string[];
  readonly group: string;
  /** The plural; with a subresource `pods/log`. */
  readonly resource: string;
  readonly namespace: string | null;
};

/** In one line: `get, list nodes`, `get pods/log in shop`, `list certificates.cert-manager.io`. */
export function ruleLine({ verbs, group, resource, namespace }: MissingRule): string {
  const what = group === '' ? resource : `${resource}.${group}`;
  return `${verbs.join(', ')} ${what}${namespace === null ? '' : ` in ${namespace}`}`;
}

/** The rule to add, in YAML, for whoever keeps the cluster's roles. */
export function ruleYaml({ verbs, group, resource, namespace }: MissingRule): string {
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
