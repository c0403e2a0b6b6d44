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
  /** A client of `ioredis`, in which all replicas count, and the start of its keys. Null: this process counts alone. */
  readonly redis: { readonly client: object; readonly prefix: string } | null;
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
async function createCounter({ perMinute: max, redis }: CallerLimitOptions): Promise<Count> {
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
export async function createCallerLimit(options: CallerLimitOptions): Promise<LimitCaller> {
  const countHere = await createCounter({ ...options, redis: null });
  const countTogether = options.redis && (await createCounter(options));
  return async (caller, address) => {
    const key = keyOf(options.callerIdOf(caller, address));
    const seconds = await (countTogether ? countTogether(key).catch(() => countHere(key)) : countHere(key));
    if (seconds === null) return null;
    return {
      message: `CALLER_RATE_LIMIT allows ${options.perMinute} operations per minute. Try again in ${seconds} seconds.`,
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
