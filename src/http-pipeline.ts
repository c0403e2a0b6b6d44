import type { Config } from './config/config.ts';
import type { Logger } from './observability/logger.ts';
import type { Patience } from './server/timeouts.ts';
import type { Telemetry } from './observability/telemetry.ts';
import { type Clock, systemClock } from './twilio/clock.ts';
import { createHttpPipeline, type HttpPipeline } from './twilio/http/pipeline.ts';
import { createTransport } from './twilio/http/transport.ts';

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

/** Creates the HTTP pipeline to the upstream at that origin; `close` closes its connections. */
export function openPipeline(
  baseUrl: URL,
  config: Config,
  ports: Ports,
  logger: Logger,
  telemetry: Telemetry,
): { pipeline: HttpPipeline; close: () => Promise<void> } {
  const transport = createTransport({
    baseUrl,
    connectTimeoutMs: config.connectTimeoutMs,
    attemptTimeoutMs: config.attemptTimeoutMs,
    maxConnections: config.maxConcurrency,
    maxBodyBytes: MAX_ANSWER_BYTES,
    clock: ports.clock,
  });
  const pipeline = createHttpPipeline({
    transport: transport.send,
    maxConcurrency: config.maxConcurrency,
    maxWaiting: config.maxQueue,
    maxRetries: config.maxRetries,
    rateLimit: config.rateLimit,
    ...ports,
    wallNow: Date.now,
    onDetached: ({ endpoint, waiter }, outcome) =>
      logger.warn(
        {
          requestId: waiter.operation?.requestId,
          endpoint,
          outcome,
        },
        'a write ended after its caller had gone',
      ),
    onBreaker: telemetry.onBreaker,
    observer: telemetry.metrics.rest.observer,
    startSpan: telemetry.tracing.startAttempt,
  });
  telemetry.metrics.rest.watch(pipeline);
  return { pipeline, close: () => transport.close() };
}
