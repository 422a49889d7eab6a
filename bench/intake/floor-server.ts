import { createServer } from 'node:http';
import { Redis } from 'ioredis';

/**
 * The least that an intake can do, as a process of its own: read the body, parse it, write it to Redis once, answer.
 * Its arguments: the port, the address of Redis, the stream's key.
 */
const [port, redisUrl = '', stream = ''] = process.argv.slice(2);
const redis = new Redis(redisUrl);
const ACCEPTED = '{"outcome":"stored"}';

const server = createServer((request, response) => {
  if (request.method !== 'POST') return void response.writeHead(200, { 'content-length': 0 }).end();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    JSON.parse(body);
    redis.xadd(stream, '*', 'body', body).then(
      () => response.writeHead(202, { 'content-length': ACCEPTED.length }).end(ACCEPTED),
      () => response.writeHead(503, { 'content-length': 0 }).end(),
    );
  });
});
server.keepAliveTimeout = 75_000;
await redis.ping();
server.listen(Number(port), '127.0.0.1');
