import { expect } from 'vitest';
import { parse } from 'yaml';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { captured } from './captured.ts';
import { comparable, cutAlike } from './comparable.ts';
import { replay } from './replay.ts';

/** Sends the captured request, and expects the captured answer. */
export async function expectAsCaptured(cluster: SandboxCluster, name: string): Promise<void> {
  const pair = captured(name);

  const answer = await replay(cluster, name, pair);

  const { status, headers, body } = pair.response;
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe(headers['content-type']);
  const [wanted, given] =
    headers['content-type'] === 'application/yaml' ? [body, answer.body].map(fromYaml) : [body, answer.body];
  expect(comparable(cutAlike(wanted, given))).toEqual(comparable(wanted));
}

const fromYaml = (text: unknown): unknown => parse(String(text));
