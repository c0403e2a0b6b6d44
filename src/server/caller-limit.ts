import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyRequest, type onRequestAsyncHookHandler } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Authenticated } from './auth/viewer.ts';

const MINUTE_MS = 60_000;

/** Callers that one process counts. The least recent ones are forgotten. */
const MAX_CALLERS = 10_000;

export interface CallerLimitOptions {
  /** Operations per minute and caller. */
  readonly perMinute: number;
  /** Identifies a caller. */
  readonly callerIdOf: (caller: Authenticated, address: string) => string;
  /** Where all replicas count. Null: this process counts alone. */
  readonly redis: SharedCounts | null;
}

/** A connection to Redis. */
export interface SharedCounts {
  /** Of `ioredis`. */
  readonly client: object;
  /** The start of all keys. */
  readonly prefix: string;
  /** Lets a command fail that has no answer in time. */
  ask<T>(send: () => Promise<T>): Promise<T>;
}

/** Counts an operation. The error that refuses it, or null if the caller may run it. */
export type LimitCaller = (caller: Authenticated, address: string) => Promise<GraphQLFormattedError | null>;

/** Counts one for a key. Resolves with the seconds until the next window, if there are too many in this one. */
type Count = (key: string) => Promise<number | null>;

/** What `@fastify/rate-limit` reads of a request. Operations over a WebSocket have none of fastify. */
interface Counted {
  readonly key: string;
  readonly routeOptions: Readonly<Record<string, never>>;
}

/** The plugin counts for an instance of fastify. This one has no routes and never listens. */
async function createCounter(max: number, redis: SharedCounts | null): Promise<Count> {
  const app = fastify();
  await app.register(rateLimit, {
    global: false,
    max,
    timeWindow: MINUTE_MS,
    cache: MAX_CALLERS,
    keyGenerator: (request) => (request as unknown as Counted).key,
    ...(redis && { redis: redis.client, nameSpace: `${redis.prefix}:callers:` }),
  });
  const count = app.createRateLimit();
  return async (key) => {
    const counted: Counted = { key, routeOptions: {} };
    const result = await count(counted as unknown as FastifyRequest);
    return !result.isAllowed && result.isExceeded ? Math.max(1, result.ttlInSeconds) : null;
  };
}

/** A key that reveals neither name nor address. */
const keyOf = (callerId: string) => createHash('sha256').update(callerId).digest('base64url');

/** Limits the operations of each caller. While Redis fails, each process counts alone. */
export async function createCallerLimit({
  perMinute,
  callerIdOf,
  redis,
}: CallerLimitOptions): Promise<LimitCaller> {
  const countHere = await createCounter(perMinute, null);
  const countTogether = redis && (await createCounter(perMinute, redis));
  const count: Count = (key) =>
    redis && countTogether ? redis.ask(() => countTogether(key)).catch(() => countHere(key)) : countHere(key);
  return async (caller, address) => {
    const seconds = await count(keyOf(callerIdOf(caller, address)));
    if (seconds === null) return null;
    return {
      message: `CALLER_RATE_LIMIT allows ${perMinute} operations per minute. Try again in ${seconds} seconds.`,
      extensions: { code: 'OVERLOADED', retryAfterSeconds: seconds },
    };
  };
}

/** Refuses requests above the limit before their body is read. */
export const refuseAboveLimit =
  (limit: LimitCaller, callerOf: (request: FastifyRequest) => Authenticated): onRequestAsyncHookHandler =>
  async (request, reply) => {
    const error = await limit(callerOf(request), request.ip);
    if (error === null) return undefined;
    return reply
      .code(429)
      .header('retry-after', String(error.extensions?.['retryAfterSeconds']))
      .send({ errors: [error] });
  };
