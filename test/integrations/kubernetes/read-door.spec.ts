import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';
import { importsOf } from '../../architecture/imports-of.ts';
import { soon } from './asked-cluster.ts';
import { plannedRequests } from './planned.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

let standIn: StandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

async function startedDoor(): Promise<{ door: JsonDoor; arrived: string[] }> {
  const arrived: string[] = [];
  standIn = await startStandIn((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    void text(request).then(() => response.end('{}'));
  });
  return { door: standIn.door, arrived };
}

const reviews = [
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
  '/apis/authentication.k8s.io/v1/selfsubjectreviews',
];

/** Paths at which a POST would do something, and some that only look like a review. */
const harmful = [
  ...plannedRequests.map(({ path }) => path),
  '/api/v1/namespaces/shop/pods',
  '/api/v1/namespaces/shop/pods/web/exec?command=sh',
  '/api/v1/namespaces/shop/serviceaccounts/default/token',
  '/apis/authorization.k8s.io/v1/subjectaccessreviews',
  ...reviews.flatMap((path) => [
    `${path}/`,
    `${path}?fieldManager=x`,
    `${path}/../../../../api/v1/namespaces`,
  ]),
];

describe('the door for reading', () => {
  it('has these ways and no other: who adds one looks at this test first', async () => {
    const { door } = await startedDoor();

    expect(Object.keys(door).sort()).toEqual(['close', 'get', 'review', 'server', 'text']);
  });

  it('only gets, whatever is asked for', async () => {
    const { door, arrived } = await startedDoor();

    for (const path of [...harmful, ...reviews]) {
      await door.get({ path, until: soon(), rule: null });
      await door.text({ path, until: soon(), rule: null }, () => () => undefined);
    }

    expect(arrived).toHaveLength(2 * (harmful.length + reviews.length));
    expect(new Set(arrived.map((line) => line.split(' ')[0]))).toEqual(new Set(['GET']));
  });

  it('posts reviews of its own rights', async () => {
    const { door, arrived } = await startedDoor();

    for (const path of reviews) await door.review({ path, until: soon(), rule: null }, {});

    expect(arrived).toEqual(reviews.map((path) => `POST ${path}`));
  });

  it.each(harmful)('does not post to %s', async (path) => {
    const { door, arrived } = await startedDoor();

    await expect(door.review({ path, until: soon(), rule: null }, {})).rejects.toThrow(/only reviews/);

    expect(arrived).toEqual([]);
  });

  it('is all that readers reach: nothing that changes anything is among the files behind them', () => {
    const root = join(import.meta.dirname, '../../..');
    const reached = new Set(['src/integrations/kubernetes/create-clusters.ts']);
    for (const path of reached) {
      for (const { target } of importsOf({ path, text: readFileSync(join(root, path), 'utf8') }))
        if (target) reached.add(target);
    }

    expect(reached).toContain('src/integrations/kubernetes/json-door.ts');
    expect(reached.size).toBeGreaterThan(30);
    expect(
      [...reached].filter((path) => /change-door|writer|rehears|wire-change|planned/.test(path)),
    ).toEqual([]);
  });
});
