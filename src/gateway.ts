import type { ApolloServerPlugin } from '@apollo/server';
import { Registry } from 'prom-client';
import type { Config } from './config/config.ts';
import { MemoryBus } from './events/memory.ts';
import { createSchema } from './graphql/schema.ts';
import { type Logger, openLogger } from './observability/logger.ts';
import { createTelemetry } from './observability/telemetry.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { openQuota, openReplicas } from './replicas.ts';
import type { Gateway } from './running-gateway.ts';
import { createApollo, createErrorPresenter } from './server/apollo.ts';
import { createAuthenticator } from './server/auth/authenticate.ts';
import { createRouterCheck } from './server/auth/router-secret.ts';
import { createHttp, type Timeouts, timeoutsFor } from './server/http.ts';
import { createMetricsServer } from './server/metrics.ts';
import { type CreateContext, createOperations } from './server/operations.ts';
import { createGracefulShutdown } from './server/shutdown.ts';
import { Subscriptions } from './server/subscriptions/subscriptions.ts';
import { createWebSockets } from './server/subscriptions/websocket.ts';
import { type Clock, systemClock } from './twilio/clock.ts';
import { createClients } from './twilio/credentials/clients.ts';
import { createOwnCredentials } from './twilio/credentials/own-credentials.ts';
import { createHttpPipeline } from './twilio/http/pipeline.ts';
import { createTransport } from './twilio/http/transport.ts';
import { createIntake, eventSourceOf, openUpstream, registerCallback } from './upstream.ts';

/** The steps of a graceful shutdown, which takes less than 10 seconds. Writes in flight end last. */
const SHUTDOWN = { listenMs: 2000, idleMs: 4000, limitMs: 8000 };
const WRITES_END_MS = 9000;

/** How much of a request is discarded after it was refused, as a multiple of the largest body. */
const DISCARDED_BODIES = 16;

export type { Gateway };

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
  /** Whether the program runs in a terminal: EMULATOR_TRAFFIC is then `on` by default. Default: false. */
  readonly isTerminal?: boolean;
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
    const { baseUrl, credentials, emulator } = await openUpstream(config, parts.isTerminal ?? false);
    if (emulator) closers.push(() => emulator.stop());

    const telemetry = createTelemetry(logger, clock, registry);
    const { metrics } = telemetry;
    telemetry.onUpstream(config.upstream.kind);

    const replicas = config.redis && (await openReplicas(config.redis));
    if (replicas) closers.push(async () => replicas.close());
    const quota = await openQuota(config, replicas, clock, telemetry);

    const pipeline = createHttpPipeline({
      transport: createTransport(baseUrl, config, clock),
      limits: config,
      quota,
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

    const bus = new MemoryBus({ keepMs: config.webhooks.replayMs, clock });
    const intake = createIntake(config, emulator, {
      bus,
      detachReads: (session) => pipeline.detachReads(session),
    });
    const subscriptions = new Subscriptions({
      ...config.subscriptions,
      events: eventSourceOf(config, intake, bus, telemetry.reportUnreadable),
      presentErrors: createErrorPresenter(config.limits, logger),
      onEvent: (kind) => metrics.onSubscriptionEvent(kind),
    });
    metrics.watchSubscriptions(() => subscriptions.count);

    const apollo = createApollo({
      schema: createSchema(resolvers, telemetry.reportUnrecognized),
      introspection: config.introspection,
      fieldSuggestions: config.fieldSuggestions,
      limits: config.limits,
      cost: {
        trace: config.upstreamTrace,
        rateLimitedMs: config.rateLimit ? config.operationDeadlineMs : null,
        callsInWindow: () => quota.share(clock.now()),
      },
      operations: telemetry.operations,
      subscriptions,
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
    const authenticator = createAuthenticator(config.auth);
    const createContext: CreateContext = (request) => operations.start(request);
    const sockets = createWebSockets({
      apollo,
      createContext,
      authenticator,
      subscriptions,
      ...config.subscriptions,
      clock,
      logger,
    });
    const http = await createHttp({
      apollo,
      createContext,
      subscriptions,
      sockets,
      authenticator,
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
      webhooks: intake && { intake, onWebhook: (outcome) => metrics.onWebhook(outcome) },
      logger,
    });
    closers.push(() => http.close());
    // For `localhost` fastify opens a server per address, and the shutdown watches only one.
    const host = config.host === 'localhost' ? '127.0.0.1' : config.host;
    const url = await http.listen({ host, port: config.port });
    registerCallback(config, emulator, intake, url);

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
        subscriptions.endAll();
        await Promise.all([shutdown.run(), sockets.drain()]);
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
