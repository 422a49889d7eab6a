import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Meta } from '../domain/cluster/meta.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { referencesOf } from '../domain/cluster/references.ts';
import { isMeant } from '../domain/cluster/runs.ts';
import type { ConfigMap } from '../domain/cluster/small-kinds.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import type { Revised, Window } from './rollouts.ts';

/** A ConfigMap that was written to, and the workloads with pods that use it. */
export type ConfigEdit = {
  readonly config: ConfigMap;
  readonly at: Instant;
  /** A program, not a person. */
  readonly by: string;
  readonly users: readonly ConfigUser[];
};

/** A workload whose pods use a ConfigMap that was written to. */
export type ConfigUser = {
  readonly workload: Revised;
  /** True when it is mounted: kubelets bring such an edit into running pods. Else it is read when a container starts. */
  readonly mounted: boolean;
  /** Pods with a container that started after the edit. */
  readonly restarted: readonly Pod[];
  readonly pods: readonly Pod[];
};

/** Written this soon after it was made, it is new and not edited. */
const AT_CREATION = 10 * SECOND;

/** Edits of ConfigMaps in a window that some of the workloads' pods use. */
export function configEdits(
  workloads: readonly Revised[],
  { view, lookup }: { readonly view: ClusterView; readonly lookup: Lookup },
  window: Window,
): readonly ConfigEdit[] {
  const edited = view.configmaps.flatMap((config) => {
    const edit = lastEdit(config, window);
    return edit ? [{ config, ...edit }] : [];
  });
  // Nearly always nobody edited anything, and reading every template would be for nothing.
  if (edited.length === 0) return [];
  const users = Map.groupBy(
    workloads.flatMap((workload) => namesOf(workload).map((name) => ({ workload, name }))),
    ({ workload, name }) => `${workload.namespace}/${name}`,
  );
  return edited.flatMap((edit): readonly ConfigEdit[] => {
    const using = (users.get(`${edit.config.namespace}/${edit.config.name}`) ?? []).flatMap(
      ({ workload, name }): readonly ConfigUser[] => {
        const pods = lookup.podsOf(workload).filter(isMeant);
        if (pods.length === 0) return [];
        const restarted = pods.filter((pod) => startedAfter(pod, edit.at));
        return [{ workload, mounted: isMounted(workload, name), restarted, pods }];
      },
    );
    return using.length === 0 ? [] : [{ ...edit, users: using }];
  });
}

function lastEdit({ managers, createdAt }: Meta, { from, to }: Window) {
  const [latest] = managers
    .flatMap(({ at, name, paths }) => (at === null || !writesData(paths) ? [] : [{ at, by: name }]))
    .filter(({ at }) => at - createdAt > AT_CREATION)
    .sort((a, b) => b.at - a.at);
  return latest && latest.at >= from && latest.at <= to ? latest : null;
}

/** Locks and labels are no settings. */
function writesData(paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((path) => /^(?:data|binaryData)(?:$|[.[])/.test(path));
}

function namesOf({ template }: Revised): readonly string[] {
  const names = referencesOf(template.spec).flatMap(({ kind, name }) => (kind === 'ConfigMap' ? [name] : []));
  return [...new Set(names)];
}

function isMounted({ template }: Revised, name: string): boolean {
  return template.spec.volumes.some((volume) => volume.kind === 'ConfigMap' && volume.source === name);
}

function startedAfter({ containers }: Pod, at: Instant): boolean {
  return containers.some(
    ({ state }) => state?.kind === 'running' && state.startedAt !== null && state.startedAt > at,
  );
}
