import type { Config } from './config/config.ts';
import type { Logger } from './observability/logger.ts';
import type { Telemetry } from './observability/telemetry.ts';
import { createHttpPipeline, type HttpPipeline, type HttpPipelineOptions } from './twilio/http/pipeline.ts';
import { createTransport } from './twilio/http/transport.ts';

/** Bytes of an answer of Twilio; a page of 100 records has about 150 KB. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** Creates the HTTP pipeline to the upstream at that origin; `close` closes its connections. */
export function openPipeline(
  baseUrl: URL,
  config: Config,
  options: Pick<HttpPipelineOptions, 'clock' | 'random'>,
  logger: Logger,
  telemetry: Telemetry,
): { pipeline: HttpPipeline; close: () => Promise<void> } {
  const transport = createTransport({
    baseUrl,
    connectTimeoutMs: config.connectTimeoutMs,
    attemptTimeoutMs: config.attemptTimeoutMs,
    maxConnections: config.maxConcurrency,
    maxBodyBytes: MAX_ANSWER_BYTES,
    clock: options.clock,
  });
  const pipeline = createHttpPipeline({
    transport: transport.send,
    maxConcurrency: config.maxConcurrency,
    maxWaiting: config.maxQueue,
    maxRetries: config.maxRetries,
    rateLimit: config.rateLimit,
    ...options,
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
