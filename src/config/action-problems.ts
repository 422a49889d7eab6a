import type { ActionsSetting } from './actions.ts';
import type { ClusterSetting } from './clusters.ts';

type Read = ReturnType<typeof ClusterSetting.parse>;
type Changeable = ActionsSetting['clusters'][number];

/** What is wrong between the settings for changing clusters and those for reading them, each as a sentence. */
export function actionProblems(
  actions: ActionsSetting | undefined,
  clusters: readonly Read[],
): readonly string[] {
  if (!actions) return [];
  const names = actions.clusters.map(({ name }) => name);
  const matches = [
    ...actions.rules.map(({ match }, i) => [`actions.rules[${i}]`, match.clusters ?? []] as const),
    ...actions.freezes.map(({ match }, i) => [`actions.freezes[${i}]`, match.clusters ?? []] as const),
  ];
  return [
    ...actions.clusters.flatMap((changed, i) => [
      ...(names.indexOf(changed.name) < i
        ? [`actions.clusters[${i}] has the name ${changed.name} of another: expected each once.`]
        : []),
      ...clusterProblems(changed, `actions.clusters[${i}]`, clusters),
    ]),
    ...matches.flatMap(([path, named]) =>
      named
        .filter((name) => !names.includes(name))
        .map(
          (name) =>
            `${path}.match.clusters has ${name}: expected one of actions.clusters, ${names.join(', ')}.`,
        ),
    ),
    ...actions.freezes.flatMap(({ name }, i) =>
      actions.freezes.findIndex((freeze) => freeze.name === name) < i
        ? [`actions.freezes[${i}] has the name ${name} of another: expected each once.`]
        : [],
    ),
    ...glassProblems(actions),
  ];
}

function clusterProblems(changed: Changeable, path: string, clusters: readonly Read[]): readonly string[] {
  const { name, allow } = changed;
  const read = clusters.find((cluster) => cluster.name === name);
  if (!read) {
    return [
      `${path}.name is ${name}, which is not under clusters: what can't be read must not be changed. Add it there with an identity for reading.`,
    ];
  }
  const { namespaces } = read;
  const unseen = namespaces
    ? allow.flatMap((one) =>
        one.namespaces === 'all' ? ['all'] : one.namespaces.filter((each) => !namespaces.includes(each)),
      )
    : [];
  return [
    ...(isSame(changed, read) ? [sameIdentity(path, changed)] : []),
    ...unseen.map(
      (each) =>
        `${path}.allow has ${each}, but only ${namespaces?.join(', ')} ${namespaces?.length === 1 ? 'is' : 'are'} read (clusters): what can't be seen must not be changed.`,
    ),
  ];
}

function isSame(changed: Changeable, read: Read): boolean {
  if (changed.inCluster || read.inCluster) return changed.inCluster && read.inCluster;
  return changed.kubeconfig === read.kubeconfig && changed.context === read.context;
}

function sameIdentity(path: string, { name, inCluster }: Changeable): string {
  const what = inCluster
    ? `${path} and clusters both say inCluster, and a pod has one service account`
    : `${path} and clusters have the same kubeconfig and context`;
  return `${what}: whoever reads ${name} could then change it. Expected another identity for writing; the one for reading must be harmless.`;
}

function glassProblems({ breakGlass, clusters }: ActionsSetting): readonly string[] {
  const offered = clusters.flatMap(({ allow }) => allow.flatMap((one) => one.offered));
  return (breakGlass?.offered ?? [])
    .filter((action) => !offered.includes(action))
    .map((action) => `actions.breakGlass.offered has ${action}, which is offered in no cluster.`);
}
