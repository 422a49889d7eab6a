import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../sandbox/process/free-port.ts';

const many = (count: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, () => freePort()));

describe('a free port', () => {
  it('is none that a system gives to servers and connections by itself', async () => {
    const ports = await many(20);

    expect(Math.min(...ports)).toBeGreaterThan(1_024);
    // gVisor begins there, Linux and macOS far above.
    expect(Math.max(...ports)).toBeLessThan(16_000);
  });

  it('is another one each time, also while nobody listens on the last one yet', async () => {
    const ports = await many(50);

    expect(new Set(ports).size).toBe(50);
  });

  it('is none that somebody listens on', async () => {
    const server = createServer().listen(await freePort(), '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const taken = typeof address === 'object' ? address?.port : undefined;

    const ports = await many(300);
    server.close();

    expect(taken).toBeDefined();
    expect(ports).not.toContain(taken);
  });
});
