import { z } from 'zod';

const label = z
  .string()
  .regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, { error: 'expected the name of a namespace' });

const usergroup = z
  .string()
  .regex(/^S[A-Z0-9]+$/, { error: "expected a user group's id, such as S0614TZR7" });

/** One Kubernetes cluster, read with an identity of its own that can't change anything. */
export const ClusterSetting = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9](?:[-A-Za-z0-9._]{0,61}[A-Za-z0-9])?$/, {
        error: 'expected letters, digits, dashes, dots and underscores',
      })
      .describe('Its name, as the alerts name it with their cluster label.'),
    kubeconfig: z.string().min(1).optional().describe('A kubeconfig file with the identity for reading.'),
    context: z.string().min(1).optional().describe('A context of that file. Left out: its current one.'),
    inCluster: z
      .boolean()
      .default(false)
      .describe("The bot runs in this cluster and reads with its pod's service account."),
    namespaces: z
      .array(label)
      .min(1)
      .optional()
      .describe('The only namespaces that are read. Left out: all.'),
    deny: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Kinds that are never read, besides Secret, such as configmaps or certificates.cert-manager.io.',
      ),
    acceptHarm: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Rights that do harm and that the identity may have all the same, each exactly as keyturn doctor words it.',
      ),
  })
  .superRefine(({ kubeconfig, context, inCluster }, problem) => {
    if (inCluster === (kubeconfig !== undefined)) {
      problem.addIssue({ code: 'custom', message: 'expected either kubeconfig or inCluster: true' });
    }
    if (context !== undefined && kubeconfig === undefined) {
      problem.addIssue({ code: 'custom', message: 'expected context together with kubeconfig' });
    }
  });

/** Who may ask the clusters. Without any rule everybody in the workspace may. */
export const AskSetting = z.strictObject({
  groups: z.array(usergroup).min(1).describe('Slack user groups whose members may ask ...'),
  namespaces: z
    .array(label)
    .min(1)
    .optional()
    .describe('... about these namespaces. Left out: about everything.'),
});

/** A cluster as the adapter and the guard take it. */
export type ClusterConfig = {
  readonly name: string;
  readonly access:
    | { readonly kind: 'kubeconfig'; readonly file: string; readonly context: string | null }
    | { readonly kind: 'in-cluster' };
  readonly namespaces: readonly string[] | null;
  readonly deny: readonly string[];
  readonly acceptHarm: readonly string[];
};

/** From the file's words to what the adapter takes. */
export function clusterConfig(setting: z.output<typeof ClusterSetting>): ClusterConfig {
  const { name, kubeconfig, context = null, namespaces = null, deny, acceptHarm } = setting;
  const access =
    kubeconfig === undefined
      ? ({ kind: 'in-cluster' } as const)
      : ({ kind: 'kubeconfig', file: kubeconfig, context } as const);
  return { name, access, namespaces, deny, acceptHarm };
}
