import type { Cluster, Redis } from 'ioredis';

/** A connection to one Redis, to the master that Sentinels name, or to a Redis Cluster. */
export type RedisConnection = Redis | Cluster;
