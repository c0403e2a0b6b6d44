import type { Config } from './config/config.ts';
import type { Replicas } from './replicas.ts';
import { createCallerLimit, type LimitCaller } from './server/caller-limit.ts';
import type { Operations } from './server/operations.ts';

/** The limit of operations per caller, which the replicas count in Redis; null if there is no limit. */
export async function openCallerLimit(
  { callerRateLimit, redis }: Config,
  replicas: Replicas | null,
  operations: Pick<Operations, 'callerIdOf'>,
): Promise<LimitCaller | null> {
  if (callerRateLimit === null) return null;
  const connection = replicas?.connection;
  return createCallerLimit({
    perMinute: callerRateLimit,
    callerIdOf: (caller, address) => operations.callerIdOf(caller, address),
    redis:
      redis && connection
        ? { client: connection.client, prefix: redis.prefix, ask: (send) => connection.ask(send) }
        : null,
  });
}
