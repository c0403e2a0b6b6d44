import type { ApolloServerPlugin } from '@apollo/server';
import { Registry } from 'prom-client';
import { openCallerLimit } from './caller-limit.ts';
import type { Config } from './config/config.ts';
import type { Connected } from './connected.ts';
import { openDocuments, runDocuments } from './documents.ts';
import { createSchema } from './graphql/schema.ts';
import { listen } from './listen.ts';
import { type Logger, openLogger } from './observability/logger.ts';
import type { OperationLine } from './observability/operation-line.ts';
import { createTelemetry } from './observability/telemetry.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { openQuota, openReplicas } from './replicas.ts';
import type { Gateway } from './running-gateway.ts';
import { createApollo, createErrorPresenter } from './server/apollo.ts';
import { createAuthenticator } from './server/auth/authenticate.ts';
import { createRouterCheck } from './server/auth/router-secret.ts';
import { type Timeouts, timeoutsFor } from './server/http.ts';
import { createMetricsServer } from './server/metrics.ts';
import { type CreateContext, createOperations } from './server/operations.ts';
import { Subscriptions } from './server/subscriptions/subscriptions.ts';
import { createWebSockets } from './server/subscriptions/websocket.ts';
import { type Clock, systemClock } from './twilio/clock.ts';
import { createClients } from './twilio/credentials/clients.ts';
import { createOwnCredentials } from './twilio/credentials/own-credentials.ts';
import { createHttpPipeline } from './twilio/http/pipeline.ts';
import { createTransport } from './twilio/http/transport.ts';
import { createSharedState } from './shared-state.ts';
import {
  accountSidOf,
  createIntake,
  eventSourceOf,
  openUpstream,
  receivesWebhooks,
  registerCallback,
} from './upstream.ts';

/** Writes in flight end last, within the 10 seconds of a graceful shutdown. */
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
  /** What comes before all paths, such as `/gateway`. Default: nothing. */
  readonly prefix?: string;
  /** Called with what the log says of each operation. */
  readonly onOperation?: (line: OperationLine) => unknown;
  readonly testOptions?: TestOptions;
}

/** Connects the parts of the gateway. If it cannot start, it closes everything that it opened. */
export async function connect(config: Config, parts: GatewayParts = {}): Promise<Connected> {
  const {
    plugins = [],
    registry = new Registry(),
    prefix = '',
    onOperation = null,
    testOptions = {},
  } = parts;
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
    const documents = await openDocuments(config, logger);
    if (documents) closers.push(async () => documents.close());
    const { baseUrl, credentials, emulator } = await openUpstream(config, parts.isTerminal ?? false);
    if (emulator) closers.push(() => emulator.stop());

    const telemetry = createTelemetry({
      logger,
      clock,
      registry,
      hasLabel: documents && (({ budget }) => documents.isTrusted(budget.operation)),
      onOperation,
    });
    const { metrics } = telemetry;
    telemetry.onUpstream(config.upstream.kind);

    const replicas = config.redis && (await openReplicas(config.redis));
    if (replicas) closers.push(async () => replicas.close());
    const shared = createSharedState({
      config,
      replicas,
      accountSid: accountSidOf(config, emulator),
      receivesWebhooks: receivesWebhooks(config),
      detachReads: (scope) => pipeline.detachReads(scope),
      clock,
      logger,
    });
    closers.push(() => shared.close());
    const quota = await openQuota(config, replicas, clock, telemetry);

    const pipeline = createHttpPipeline({
      transport: createTransport(baseUrl, config, clock),
      limits: config,
      quota,
      clock,
      wallNow: Date.now,
      random,
      announceWrite: shared.announceWrite,
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

    await shared.open();
    const intake = createIntake(config, emulator, {
      bus: shared.bus,
      detachReads: (session) => pipeline.detachReads(session),
    });

    const operations = createOperations({
      clientFor,
      isRouter: createRouterCheck(config.routerSecret),
      areNamesProven: ['api-key', 'jwt', 'custom'].includes(config.auth.mode),
      deadlineMs: config.operationDeadlineMs,
      maxCalls: config.maxUpstreamCalls,
      maxValues: config.limits.values,
      pageSizeMax: config.pageSizeMax,
      webhooks: intake,
      clock,
    });
    metrics.watchOperations(() => operations.inFlight);

    const subscriptions = new Subscriptions({
      ...config.subscriptions,
      events: eventSourceOf(config, intake, shared.bus, telemetry.reportUnreadable),
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
      trustedDocuments: documents && runDocuments(config, documents),
      subscriptions,
      onResponse: (signal) => operations.end(signal),
      sharedQueries: shared.persistedQueries,
      federatedTracing: config.federatedTracing,
      plugins,
      logger,
    });
    await apollo.start();
    closers.push(() => apollo.stop());

    // Forwarded credentials are verified only by Twilio, so they cannot protect metrics.
    const servesMetrics = config.metricsPort === null && config.auth.mode !== 'forward';
    const loopbackOnly = config.auth.mode === 'none' && !config.allowOpen;
    const discardLimits = { maxBytes: DISCARDED_BODIES * config.maxBodyBytes, clock };
    const authenticator = createAuthenticator(config.auth);
    const createContext: CreateContext = (request) => operations.start(request);
    const limitCaller = await openCallerLimit(config, replicas, operations);
    const sockets = createWebSockets({
      apollo,
      createContext,
      authenticator,
      limitCaller,
      subscriptions,
      ...config.subscriptions,
      clock,
      logger,
    });
    let metricsUrl = null;
    if (config.metricsPort !== null) {
      const server = createMetricsServer({ registry, loopbackOnly, discardLimits, logger });
      closers.push(() => server.close());
      metricsUrl = await server.listen({ host: config.host, port: config.metricsPort });
    }

    return {
      routes: {
        prefix,
        apollo,
        createContext,
        subscriptions,
        sockets,
        authenticator,
        limitCaller,
        loopbackOnly,
        corsOrigins: config.corsOrigins,
        corsHeaders: config.corsHeaders,
        maxBodyBytes: config.maxBodyBytes,
        clock,
        graphiql: config.graphiql,
        emulated: emulator !== null,
        plan: config.upstreamTrace,
        isUpstreamAvailable: () => pipeline.isAvailable() && !ownCredentials.areRefused(),
        metrics: servesMetrics ? registry : null,
        onHttpError: (status) => metrics.onHttpError(status),
        webhooks: intake && { intake, onWebhook: (outcome) => metrics.onWebhook(outcome) },
        logger,
      },
      clock,
      server: {
        prefix,
        maxBodyBytes: config.maxBodyBytes,
        discardLimits,
        timeouts: testOptions.timeouts ?? timeoutsFor(config.operationDeadlineMs),
      },
      metricsUrl,
      emulatorUrl: emulator?.url ?? null,
      onListening: (url) => registerCallback(config, emulator, intake, url),
      endOperations: () => operations.endAll(),
      async drain(served) {
        const limit = new AbortController();
        const cancel = clock.after(WRITES_END_MS, () => limit.abort());
        subscriptions.endAll();
        await Promise.all([served, sockets.drain()]);
        await pipeline.idle(limit.signal);
        cancel();
      },
      reload: async () => documents?.reload(),
      async stop(closeRoutes) {
        await closeRoutes?.();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Starts a gateway with a server of its own.
 *
 * @example
 * await using gateway = await createGateway(readConfig());
 */
export async function createGateway(config: Config, parts: GatewayParts = {}): Promise<Gateway> {
  return listen(await connect(config, parts), config);
}
