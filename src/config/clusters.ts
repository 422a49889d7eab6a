import { z } from 'zod';
import { type AccessPlace, accessPlace, checkAccess } from './access-place.ts';
import { Namespace } from './namespace.ts';
import { UserGroup } from './people.ts';

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
      .array(Namespace)
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
  .superRefine(checkAccess);

/** Who may ask the clusters. Without any rule everybody in the workspace may. */
export const AskSetting = z.strictObject({
  groups: z.array(UserGroup).min(1).describe('Slack user groups whose members may ask ...'),
  namespaces: z
    .array(Namespace)
    .min(1)
    .optional()
    .describe('... about these namespaces. Left out: about everything.'),
});

/** A cluster as the adapter and the guard take it. */
export type ClusterConfig = {
  readonly name: string;
  readonly access: AccessPlace;
  readonly namespaces: readonly string[] | null;
  readonly deny: readonly string[];
  readonly acceptHarm: readonly string[];
};

/** From the file's words to what the adapter takes. */
export function clusterConfig(setting: z.output<typeof ClusterSetting>): ClusterConfig {
  const { name, namespaces = null, deny, acceptHarm } = setting;
  return { name, access: accessPlace(setting), namespaces, deny, acceptHarm };
}
