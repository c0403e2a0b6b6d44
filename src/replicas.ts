import type { RedisConfig } from './config/config.ts';
import { ConfigError } from './config/options.ts';
import { loadRedis, RedisConnection } from './redis/connection.ts';

/** What the replicas of a deployment share. */
export interface Replicas {
  /** For commands that do not block. */
  readonly connection: RedisConnection;
  /**
   * Creates another connection, which is not connected yet.
   *
   * @param blockMs how long its commands may block; absent if none does
   */
  createConnection(blockMs?: number): RedisConnection;
  close(): void;
}

/**
 * Connects to Redis. Resolves also when Redis cannot be reached: the connection then tries again by itself.
 *
 * @throws ConfigError if ioredis is not installed
 */
export async function openReplicas(config: RedisConfig): Promise<Replicas> {
  const Client = await loadRedis();
  if (Client === null) {
    throw new ConfigError('REDIS_URL requires the package ioredis. Install it: npm install ioredis@6');
  }
  const connection = new RedisConnection(Client, config);
  const connections = [connection];
  await connection.connect();
  return {
    connection,
    createConnection(blockMs) {
      const created = new RedisConnection(Client, config, blockMs);
      connections.push(created);
      return created;
    },
    close: () => connections.forEach((each) => each.close()),
  };
}
