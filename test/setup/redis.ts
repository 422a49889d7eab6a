import type { TestProject } from 'vitest/node';
import { obtainRedis } from '../../sandbox/redis/obtain-redis.ts';
import type {} from './provided.ts';

/** Vitest calls this once before all test files, and what it returns once after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Nothing here outlives the run, so nothing waits for the disk; tests of durability start their own Redis.
  const redis = await obtainRedis({ appendfsync: 'no' });
  project.provide('redisUrl', redis.url);
  return () => redis.stop();
}
