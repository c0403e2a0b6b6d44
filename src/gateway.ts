import type { ApolloServerPlugin } from '@apollo/server';
import { Registry } from 'prom-client';
import type { Config, EmulatorConfig } from './config/config.ts';
import type { Emulator } from './emulator/emulator.ts';
import { createSchema } from './graphql/schema.ts';
import { type Logger, openLogger } from './observability/logger.ts';
import { createTelemetry } from './observability/telemetry.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { Gateway } from './running-gateway.ts';
import { createApollo } from './server/apollo.ts';
import { createAuthenticator } from './server/auth/authenticate.ts';
import { createRouterCheck } from './server/auth/router-secret.ts';
import { createHttp, type Timeouts, timeoutsFor } from './server/http.ts';
import { createMetricsServer } from './server/metrics.ts';
import { createOperations } from './server/operations.ts';
import { createGracefulShutdown } from './server/shutdown.ts';
import type { Credentials } from './twilio/client.ts';
import { type Clock, systemClock } from './twilio/clock.ts';
import { createClients } from './twilio/credentials/clients.ts';
import { createOwnCredentials } from './twilio/credentials/own-credentials.ts';
import { createHttpPipeline } from './twilio/http/pipeline.ts';
import { createTransport } from './twilio/http/transport.ts';

/** The steps of a graceful shutdown, which takes less than 10 seconds. Writes in flight end last. */
const SHUTDOWN = { listenMs: 2000, idleMs: 4000, limitMs: 8000 };
const WRITES_END_MS = 9000;

/** How much of a request is discarded after it was refused, as a multiple of the largest body. */
const DISCARDED_BODIES = 16;

export type { Gateway };

/** Starts the emulator. It is loaded only when it is needed. */
async function startEmulator(config: EmulatorConfig, host: string): Promise<Emulator> {
  const { createEmulator } = await import('./emulator/emulator.ts');
  const { port, latencyMs, seed, credentials } = config;
  return createEmulator({ host, port, latencyMs, seed, ...credentials });
}

/** The upstream: Twilio, or the embedded emulator with its own credentials; null if callers forward theirs. */
async function openUpstream(
  config: Config,
): Promise<{ baseUrl: URL; credentials: Credentials | null; emulator: Emulator | null }> {
  if (config.upstream.kind === 'twilio') {
    return { baseUrl: config.baseUrl, credentials: config.upstream.credentials, emulator: null };
  }
  const emulator = await startEmulator(config.upstream.emulator, '127.0.0.1');
  const credentials = { username: emulator.accountSid, password: emulator.authToken };
  return { baseUrl: new URL(emulator.url), credentials, emulator };
}

/** The sources of time and randomness, which tests replace. */
export interface TestOptions {
  readonly clock?: Clock;
  /** 0 ≤ n < 1 */
  readonly random?: () => number;
  readonly timeouts?: Timeouts;
}

export interface GatewayParts {
  readonly logger?: Logger;
  readonly plugins?: readonly ApolloServerPlugin[];
  /** The registry of the metrics. `/metrics` serves everything in it. */
  readonly registry?: Registry;
  readonly testOptions?: TestOptions;
}

/**
 * Connects the parts of the gateway, and listens. If it cannot start, it closes everything that it opened.
 *
 * @example
 * await using gateway = await createGateway(readConfig());
 */
export async function createGateway(config: Config, parts: GatewayParts = {}): Promise<Gateway> {
  const { plugins = [], registry = new Registry(), testOptions = {} } = parts;
  const { clock = systemClock, random = Math.random } = testOptions;
  const logger = parts.logger ?? (await openLogger(config.logLevel, config.logFormat));
  for (const misspelt of config.misspelt) {
    logger.warn(misspelt, 'unknown environment variable with a name close to an option');
  }
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    // In reverse order of opening.
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  try {
    const { baseUrl, credentials, emulator } = await openUpstream(config);
    if (emulator) closers.push(() => emulator.stop());

    const telemetry = createTelemetry(logger, clock, registry);
    const { metrics } = telemetry;
    telemetry.onUpstream(config.upstream.kind);

    const pipeline = createHttpPipeline({
      transport: createTransport(baseUrl, config, clock),
      limits: config,
      clock,
      wallNow: Date.now,
      random,
      onDetached: telemetry.onDetached,
      onBreaker: telemetry.onBreaker,
      observer: metrics.rest.observer,
      startSpan: telemetry.tracing.startAttempt,
    });
    closers.push(() => pipeline.close());
    metrics.rest.watch(pipeline);
    const ownCredentials = createOwnCredentials({ clock, ...telemetry.onOwnCredentials });
    const clientFor = createClients(
      {
        send: pipeline.send,
        onOwnResponse: ownCredentials.onResponse,
        wallNow: Date.now,
        clock,
        reportUnreadable: telemetry.reportUnreadable,
      },
      config.auth.mode === 'forward' ? null : credentials,
    );

    const operations = createOperations({
      clientFor,
      isRouter: createRouterCheck(config.routerSecret),
      areNamesProven: config.auth.mode === 'api-key' || config.auth.mode === 'jwt',
      deadlineMs: config.operationDeadlineMs,
      maxCalls: config.maxUpstreamCalls,
      maxValues: config.limits.values,
      pageSizeMax: config.pageSizeMax,
      clock,
    });
    metrics.watchOperations(() => operations.inFlight);

    const apollo = createApollo({
      schema: createSchema(resolvers, telemetry.reportUnrecognized),
      introspection: config.introspection,
      fieldSuggestions: config.fieldSuggestions,
      limits: config.limits,
      cost: {
        trace: config.upstreamTrace,
        rateLimitedMs: config.rateLimit ? config.operationDeadlineMs : null,
      },
      operations: telemetry.operations,
      onResponse: (signal) => operations.end(signal),
      federatedTracing: config.federatedTracing,
      plugins,
      logger,
    });
    await apollo.start();
    closers.push(() => apollo.stop());

    const shutdown = createGracefulShutdown({
      ...SHUTDOWN,
      endOperations: () => operations.endAll(),
      after: (ms, run) => clock.after(ms, run),
    });
    // Forwarded credentials are verified only by Twilio, so they cannot protect metrics.
    const servesMetrics = config.metricsPort === null && config.auth.mode !== 'forward';
    const loopbackOnly = config.auth.mode === 'none' && !config.allowOpen;
    const discardLimits = { maxBytes: DISCARDED_BODIES * config.maxBodyBytes, clock };
    const http = await createHttp({
      apollo,
      createContext: (request) => operations.start(request),
      authenticator: createAuthenticator(config.auth),
      loopbackOnly,
      corsOrigins: config.corsOrigins,
      corsHeaders: config.corsHeaders,
      maxBodyBytes: config.maxBodyBytes,
      discardLimits,
      timeouts: testOptions.timeouts ?? timeoutsFor(config.operationDeadlineMs),
      graphiql: config.graphiql,
      emulated: emulator !== null,
      plan: config.upstreamTrace,
      shutdown,
      isUpstreamAvailable: () => pipeline.isAvailable() && !ownCredentials.areRefused(),
      metrics: servesMetrics ? registry : null,
      onHttpError: (status) => metrics.onHttpError(status),
      logger,
    });
    closers.push(() => http.close());
    // For `localhost` fastify opens a server per address, and the shutdown watches only one.
    const host = config.host === 'localhost' ? '127.0.0.1' : config.host;
    const url = await http.listen({ host, port: config.port });

    let metricsUrl = servesMetrics ? url : null;
    if (config.metricsPort !== null) {
      const server = createMetricsServer({ registry, loopbackOnly, discardLimits, logger });
      closers.push(() => server.close());
      metricsUrl = await server.listen({ host: config.host, port: config.metricsPort });
    }

    return {
      url,
      metricsUrl,
      emulatorUrl: emulator?.url ?? null,
      async drain() {
        const limit = new AbortController();
        const cancel = clock.after(WRITES_END_MS, () => limit.abort());
        await shutdown.run();
        await pipeline.idle(limit.signal);
        cancel();
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
