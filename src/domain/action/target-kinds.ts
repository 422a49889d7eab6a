import type { Action } from './action.ts';

/** A kind as people type it. `resource`: its plural, as the API server names it. */
export type TargetKind = {
  readonly kind: string;
  readonly resource: string;
  readonly short: string;
  readonly namespaced: boolean;
};

const kinds: readonly (TargetKind & { readonly group: string })[] = [
  { kind: 'Deployment', resource: 'deployments', short: 'deploy', group: 'apps', namespaced: true },
  { kind: 'StatefulSet', resource: 'statefulsets', short: 'sts', group: 'apps', namespaced: true },
  { kind: 'DaemonSet', resource: 'daemonsets', short: 'ds', group: 'apps', namespaced: true },
  { kind: 'Pod', resource: 'pods', short: 'po', group: '', namespaced: true },
  { kind: 'Node', resource: 'nodes', short: 'no', group: '', namespaced: false },
  { kind: 'CronJob', resource: 'cronjobs', short: 'cj', group: 'batch', namespaced: true },
  // Of these nothing is ever changed; whoever types one is told at once what the action is for.
  { kind: 'ReplicaSet', resource: 'replicasets', short: 'rs', group: 'apps', namespaced: true },
  { kind: 'Job', resource: 'jobs', short: 'job', group: 'batch', namespaced: true },
  { kind: 'Service', resource: 'services', short: 'svc', group: '', namespaced: true },
  { kind: 'ConfigMap', resource: 'configmaps', short: 'cm', group: '', namespaced: true },
  { kind: 'Secret', resource: 'secrets', short: 'secret', group: '', namespaced: true },
  { kind: 'Namespace', resource: 'namespaces', short: 'ns', group: '', namespaced: false },
  { kind: 'Ingress', resource: 'ingresses', short: 'ing', group: 'networking.k8s.io', namespaced: true },
  {
    kind: 'PersistentVolumeClaim',
    resource: 'persistentvolumeclaims',
    short: 'pvc',
    group: '',
    namespaced: true,
  },
  {
    kind: 'HorizontalPodAutoscaler',
    resource: 'horizontalpodautoscalers',
    short: 'hpa',
    group: 'autoscaling',
    namespaced: true,
  },
];

/**
 * The kind that a word means (`deploy`, `deployments`, `Deployment`, `deployments.apps`); null for one that is not known
 * here: the cluster may know it.
 */
export function targetKind(word: string): TargetKind | null {
  const typed = word.toLowerCase();
  return (
    kinds.find(({ kind, resource, short, group }) =>
      [kind.toLowerCase(), resource, short].some(
        (name) => name === typed || (group !== '' && `${name}.${group}` === typed),
      ),
    ) ?? null
  );
}

/** How the targets of an action may be written: `deploy/<name>, sts/<name> or ds/<name>`. */
export function targetWords({ kinds: own }: Pick<Action, 'kinds'>, name: string): string {
  const words = own.map((kind) => `${shortName(kind)}/${name}`);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** What people type for a kind: `deploy`; pods, nodes and cron jobs by their whole name. */
export function shortName(kind: string): string {
  const known = targetKind(kind);
  return known === null || ['po', 'no', 'cj'].includes(known.short) ? kind.toLowerCase() : known.short;
}
