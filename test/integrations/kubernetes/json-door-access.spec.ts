import { describe, expect, it } from 'vitest';
import type { Access, ClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import { createJsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';

const nowhere: Access = { server: 'http://127.0.0.1:1', headers: {}, tls: {}, proxy: null };

function doorBy(access: ClusterAccess) {
  return createJsonDoor({ access, clock: { now: () => Date.now() }, version: '0.0.0' });
}

describe('the credentials of a cluster', () => {
  it('are waited for until the deadline, also when only the address is asked for', async () => {
    const door = doorBy(() => new Promise(() => undefined));

    await expect(door.server(Date.now() + 50)).rejects.toMatchObject({ kind: 'timed-out' });
  });

  it('are looked up once for requests at the same time, and again after a failure', async () => {
    let looks = 0;
    const door = doorBy(async () => {
      looks++;
      if (looks === 1) throw new Error('the plugin failed');
      return nowhere;
    });
    const ask = () => door.server(Date.now() + 20_000);

    await expect(Promise.all([ask(), ask(), ask()])).rejects.toThrow();
    expect(looks).toBe(1);
    expect(await Promise.all([ask(), ask()])).toEqual(['127.0.0.1:1', '127.0.0.1:1']);
    expect(looks).toBe(2);
  });
});
