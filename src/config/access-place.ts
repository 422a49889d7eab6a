import type { z } from 'zod';

/** Where the address and the credentials of a cluster are. `context` null: the file's current one. */
export type AccessPlace =
  | { readonly kind: 'kubeconfig'; readonly file: string; readonly context: string | null }
  | { readonly kind: 'in-cluster' };

type Given = {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly inCluster: boolean;
};

/** Finds what is wrong with the three settings that say how a cluster is reached. */
export function checkAccess({ kubeconfig, context, inCluster }: Given, problem: z.RefinementCtx): void {
  if (inCluster === (kubeconfig !== undefined)) {
    problem.addIssue({ code: 'custom', message: 'expected either kubeconfig or inCluster: true' });
  }
  if (context !== undefined && kubeconfig === undefined) {
    problem.addIssue({ code: 'custom', message: 'expected context together with kubeconfig' });
  }
}

/** From the three settings to where the credentials are. */
export function accessPlace({ kubeconfig, context }: Given): AccessPlace {
  return kubeconfig === undefined
    ? { kind: 'in-cluster' }
    : { kind: 'kubeconfig', file: kubeconfig, context: context ?? null };
}
