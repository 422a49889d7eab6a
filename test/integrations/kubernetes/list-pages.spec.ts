import { expect, it } from 'vitest';
import type { JsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';
import { listPages } from '../../../src/integrations/kubernetes/list-pages.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';

const pods = { group: '', version: 'v1', name: 'pods', kind: 'Pod' };
const request = { resource: pods, namespace: null, until: Number.MAX_SAFE_INTEGER, page: 2 };

/** A door behind which there are pages; `heard` gets what is asked for. */
function doorTo(pages: readonly ({ readonly n: number } | ClusterFailure)[], heard: string[]): JsonDoor {
  const never = () => Promise.reject(new Error('nobody asks for this'));
  return {
    ...{ server: never, review: never, text: never, close: never },
    async get({ path }) {
      const at = Number(new URLSearchParams(path.split('?')[1]).get('continue') ?? 0);
      heard.push(`page ${at}`);
      const page = pages[at];
      if (page instanceof ClusterFailure) throw page;
      const more: Record<string, string> = at + 1 < pages.length ? { continue: String(at + 1) } : {};
      return { metadata: more, items: page ? [{ n: page.n }] : [] };
    },
  };
}

it('the next page is asked for before one is projected, so that the server works meanwhile', async () => {
  const heard: string[] = [];

  const { objects } = await listPages(doorTo([{ n: 0 }, { n: 1 }, { n: 2 }], heard), request, ({ n }) => {
    heard.push(`projected ${n}`);
    return n;
  });

  expect(heard).toEqual(['page 0', 'page 1', 'projected 0', 'page 2', 'projected 1', 'projected 2']);
  expect(objects).toEqual([0, 1, 2]);
});

it('nothing is asked for beyond what is wanted', async () => {
  const heard: string[] = [];

  const { objects } = await listPages(
    doorTo([{ n: 0 }, { n: 1 }, { n: 2 }], heard),
    { ...request, atMost: 2 },
    ({ n }) => n,
  );

  expect(heard).toEqual(['page 0', 'page 1']);
  expect(objects).toEqual([0, 1]);
});

it('what came before a page that fails is there', async () => {
  const failure = new ClusterFailure('broken', { detail: 'cut' });

  const listed = await listPages(doorTo([{ n: 0 }, failure], []), request, ({ n }) => n);

  expect(listed).toEqual({ objects: [0], failure });
});
