import { Agent, request } from 'undici';
import { viewKinds } from '../../src/diagnosis/view-kinds.ts';
import type { ViewKind } from '../../src/domain/cluster/cluster-view.ts';
import { atMost } from '../../src/integrations/kubernetes/at-most.ts';
import { createClusterAccess } from '../../src/integrations/kubernetes/cluster-access.ts';
import { type ResourceName, resourcePath } from '../../src/integrations/kubernetes/resource-path.ts';
import { type ViewSource, viewSources } from '../../src/integrations/kubernetes/view-sources.ts';
import { readWhenTold } from './reading-child.ts';

/**
 * The least that a diagnosis can do, as a process of its own: each kind that it needs is read once, with the same
 * limits and as many lists at a time, and parsed. Nothing is kept. Its argument: a kubeconfig file.
 */
const [file = ''] = process.argv.slice(2);
const PARALLEL = 6;
const PAGE = 500;

const { server, headers, tls } = await createClusterAccess({ kind: 'kubeconfig', file, context: null })();
const dispatcher = new Agent({ connections: PARALLEL, connect: tls });
type Source = Pick<ViewSource<ViewKind>, 'resource' | 'scope' | 'page'>;
const sources = viewKinds.flatMap((kind): readonly Source[] => viewSources[kind]);

type Page = { readonly metadata?: { readonly continue?: string }; readonly items?: readonly unknown[] };

async function readAll(resource: ResourceName, namespace: string | null, limit: number): Promise<number> {
  let objects = 0;
  let next: string | null = '';
  while (next !== null) {
    const path: string = resourcePath(resource, { namespace, query: { limit, continue: next } });
    const answer: Awaited<ReturnType<typeof request>> = await request(server + path, { dispatcher, headers });
    const page = JSON.parse(await answer.body.text()) as Page;
    objects += page.items?.length ?? 0;
    next = page.metadata?.continue || null;
  }
  return objects;
}

readWhenTold(async () => {
  const run = atMost(PARALLEL);
  const counts = await Promise.all(
    sources.map(({ resource, scope, page = PAGE }) =>
      run(() => readAll(resource, typeof scope === 'string' ? null : scope.only, page)),
    ),
  );
  return { objects: counts.reduce((sum, count) => sum + count, 0) };
});
