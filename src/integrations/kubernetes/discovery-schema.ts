import { z } from 'zod';

const names = z.array(z.string()).nullish();

/** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
export const Aggregated = z.looseObject({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string().optional() }).optional(),
      versions: z.array(
        z.looseObject({
          version: z.string(),
          resources: z
            .array(
              z.looseObject({
                resource: z.string(),
                responseKind: z.looseObject({ kind: z.string() }).nullish(),
                scope: z.string(),
                singularResource: z.string().nullish(),
                verbs: names,
                shortNames: names,
                subresources: z.array(z.looseObject({ subresource: z.string(), verbs: names })).nullish(),
              }),
            )
            .nullish(),
        }),
      ),
    }),
  ),
});

/** What an older server answers instead: of `/api`, of `/apis`, and of one version of a group. */
export const Versions = z.looseObject({ versions: z.array(z.string()) });

export const Groups = z.looseObject({
  groups: z.array(
    z.looseObject({
      name: z.string(),
      versions: z.array(z.looseObject({ version: z.string() })),
      preferredVersion: z.looseObject({ version: z.string() }).optional(),
    }),
  ),
});

export const ClassicResources = z.looseObject({
  resources: z.array(
    z.looseObject({
      name: z.string(),
      singularName: z.string().nullish(),
      namespaced: z.boolean(),
      kind: z.string(),
      verbs: names,
      shortNames: names,
    }),
  ),
});

export type ClassicResources = z.output<typeof ClassicResources>;
