import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import type { Access } from '../../../src/integrations/kubernetes/cluster-access.ts';
import { createConnectionPool } from '../../../src/integrations/kubernetes/connection-pool.ts';

it('opens no connection any more when it is closed, for whoever comes late', async () => {
  const server = createServer((_, answer) => answer.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const access: Access = { server: url, headers: {}, tls: {}, proxy: null };
  const pool = createConnectionPool();
  const asks = async () => (await request(url, { dispatcher: pool.for(access) })).body.text();

  expect(await asks()).toBe('ok');
  await pool.close();
  await expect(asks()).rejects.toThrow(/destroyed/i);
  // Never used before it was closed: nobody else would end its connection.
  const unused = createConnectionPool();
  await unused.close();
  await expect(request(url, { dispatcher: unused.for(access) })).rejects.toThrow(/destroyed/i);
});
