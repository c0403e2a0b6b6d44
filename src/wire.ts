import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { Patience } from './server/patience.ts';
import type { Telemetry } from './telemetry.ts';
import { type Clock, systemClock } from './twilio/clock.ts';
import { createTransport } from './twilio/http.ts';
import { createUpstream, type Upstream } from './twilio/upstream.ts';

/** Bytes of an answer of Twilio; a page of 100 records has about 150 KB. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** What tests put in place of chance and time. */
export interface Ports {
  readonly clock: Clock;
  /** 0 ≤ n < 1 */
  readonly random: () => number;
  /** How long callers may keep the server waiting; what the server is told when nothing is said. */
  readonly patience?: Patience;
}

export const systemPorts: Ports = { clock: systemClock, random: Math.random };

/** The way to the upstream. */
export interface Wire {
  readonly upstream: Upstream;
  /** Gives up all connections. */
  close(): Promise<void>;
}

/** Opens the way to the upstream at that origin, with a log of what nobody else is told. */
export function openWire(
  baseUrl: URL,
  config: Config,
  ports: Ports,
  logger: Logger,
  telemetry: Telemetry,
): Wire {
  const transport = createTransport({
    baseUrl,
    connectTimeoutMs: config.connectTimeoutMs,
    attemptTimeoutMs: config.attemptTimeoutMs,
    maxConnections: config.maxConcurrency,
    maxBodyBytes: MAX_ANSWER_BYTES,
    clock: ports.clock,
  });
  const upstream = createUpstream({
    send: telemetry.tracing.wrap(transport.send),
    maxConcurrency: config.maxConcurrency,
    maxWaiting: config.maxQueue,
    maxRetries: config.maxRetries,
    rateLimit: config.rateLimit,
    ...ports,
    wallNow: Date.now,
    onOrphan: ({ endpoint, waiter }, end) =>
      logger.warn(
        {
          requestId: waiter.operation?.requestId,
          endpoint,
          outcome: 'status' in end ? end.status : end.kind,
        },
        'a write ended after its caller had gone',
      ),
    onBreaker: telemetry.onBreaker,
    observer: telemetry.metrics.rest.observer,
  });
  telemetry.metrics.rest.watch(upstream);
  return { upstream, close: () => transport.close() };
}
