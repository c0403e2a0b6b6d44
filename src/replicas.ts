import type { Config, RedisConfig } from './config/config.ts';
import { ConfigError } from './config/options.ts';
import type { Telemetry } from './observability/telemetry.ts';
import { loadRedis, RedisConnection } from './redis/connection.ts';
import type { Clock } from './twilio/clock.ts';
import { fixedQuota, limitOf, type Quota } from './twilio/http/rate-limiter/quota.ts';

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
  /** Called before the connections close. */
  onClose(run: () => void): void;
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
  const closers: (() => void)[] = [];
  await connection.connect();
  return {
    connection,
    createConnection(blockMs) {
      const created = new RedisConnection(Client, config, blockMs);
      connections.push(created);
      return created;
    },
    onClose: (run) => void closers.push(run),
    close() {
      closers.forEach((run) => run());
      connections.forEach((each) => each.close());
    },
  };
}

/** Shares Twilio's rate limit through Redis; without it this replica has a fixed part by `REPLICAS`. */
export async function openQuota(
  config: Config,
  shared: Replicas | null,
  clock: Clock,
  { metrics, onQuotaState }: Telemetry,
): Promise<Quota> {
  const { redis, replicas, quotaShare } = config;
  const limit = limitOf(quotaShare);
  if (redis === null || shared === null || !config.rateLimit) {
    const quota = fixedQuota(limit, replicas);
    metrics.quota.watch(() => ({ peers: replicas, share: quota.share(clock.now()), placesHeld: 0 }));
    return quota;
  }
  const { createLeaseStore } = await import('./redis/lease-store.ts');
  const { HOLD_MS, QuotaLease } = await import('./redis/quota-lease.ts');
  const { connection } = shared;
  const store = createLeaseStore(connection, { prefix: redis.prefix, limit, holdMs: HOLD_MS });
  const quota = new QuotaLease({
    store,
    limit,
    replicas,
    clock,
    observer: { onState: onQuotaState, onLease: (ms) => metrics.quota.onLease(ms) },
  });
  metrics.quota.setState(quota.state);
  metrics.quota.watch(() => {
    const now = clock.now();
    return { peers: quota.replicas(now), share: quota.share(now), placesHeld: quota.placesHeld };
  });
  const stop = connection.onChange((state) => quota.onConnection(state));
  shared.onClose(() => {
    stop();
    quota.close();
  });
  await quota.check();
  return quota;
}
