import type { ApolloServerPlugin } from '@apollo/server';
import { Registry } from 'prom-client';
import type { Config, EmulatorConfig } from './config/config.ts';
import type { Emulator } from './emulator/emulator.ts';
import type { GatewayContext } from './graphql/context.ts';
import { AnswerBudget } from './loaders/answer-budget.ts';
import { CallBudget } from './loaders/call-budget.ts';
import { createLoaders } from './loaders/loaders.ts';
import { RequestScope } from './loaders/request-scope.ts';
import { createSchema } from './graphql/schema.ts';
import { RequirementTree } from './planner/requirement-tree.ts';
import { type Logger, openLogger } from './observability/logger.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { Gateway } from './running-gateway.ts';
import type { Identity } from './server/auth/viewer.ts';
import { createAuthenticator } from './server/auth/authenticate.ts';
import { networkOf } from './server/auth/client-network.ts';
import { createApollo } from './server/apollo.ts';
import { createDrain } from './server/shutdown.ts';
import { createHttp } from './server/http.ts';
import { createMetricsListener } from './observability/metrics-http.ts';
import { patienceFor } from './server/timeouts.ts';
import { createRouterCheck } from './server/auth/router-secret.ts';
import { createTelemetry } from './observability/telemetry.ts';
import { createTenants, type Tenant } from './twilio-clients.ts';
import type { Credentials } from './twilio/client.ts';
import type { Clock } from './twilio/clock.ts';
import { createOwnCredentials } from './twilio/own-credentials.ts';
import { openPipeline, type Ports, systemPorts } from './http-pipeline.ts';

/** Shutting down takes less than 10 seconds: port and connections close, operations and writes on the wire end, in this order. */
const DRAIN = { listenMs: 2000, idleMs: 4000, limitMs: 8000 };
const WRITES_END_MS = 9000;

/** How many of the largest bodies are read and discarded when one was refused before it had arrived. */
const DISCARDED_BODIES = 16;

export type { Gateway };

/** Starts the emulator with its options. It is loaded only when it is asked for. */
async function startEmulator(config: EmulatorConfig, host: string): Promise<Emulator> {
  const { createEmulator } = await import('./emulator/emulator.ts');
  const { port, latencyMs, seed, credentials } = config;
  return createEmulator({ host, port, latencyMs, seed, ...credentials });
}

/** The upstream: Twilio, or the embedded emulator with its own credentials; null when callers send theirs. */
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

/** What one operation shares, with an end: its deadline, or the caller who has the answer or has gone. */
function createOperation(
  config: Config,
  tenant: Tenant,
  { name, scopes }: Identity,
  address: string,
  clock: Clock,
  requestId: string,
  isRouter: boolean,
): GatewayContext {
  const { client, singlePageLists, caller: owner } = tenant;
  const retirements = tenant.retirements();
  const operation = { requestId };
  const ledger = new CallBudget(config.maxUpstreamCalls);
  const isProved = config.auth.mode === 'api-key' || config.auth.mode === 'jwt';
  const scope = new RequestScope({
    // Nobody is told apart by what can be made up.
    caller: owner ?? (isProved ? name : networkOf(address)),
    onCall: (endpoint: string) => ledger.charge(endpoint),
    onJoin: () => ledger.recordCoalesced(),
    operation,
    deadlineAt: clock.now() + config.operationDeadlineMs,
  });
  const end = () => {
    cancelDeadline();
    scope.end();
  };
  const cancelDeadline = clock.after(config.operationDeadlineMs, end);
  const { pageSizeMax } = config;
  const loaders = createLoaders({
    client,
    scope,
    budget: ledger,
    singlePageLists,
    retirements,
    pageSizeMax,
  });
  return {
    requestId,
    operation,
    viewer: { name, scopes, isRouter },
    loaders,
    budget: {
      requirements: new RequirementTree(pageSizeMax),
      calls: ledger,
      answer: new AnswerBudget(config.limits.values),
    },
    singlePageLists,
    retirements,
    userErrors: [],
    end,
  };
}

/** What takes the place of a part of the gateway, or comes in addition. */
export interface GatewayParts {
  readonly logger?: Logger;
  readonly ports?: Ports;
  readonly plugins?: readonly ApolloServerPlugin[];
  /** Takes the metrics; `/metrics` serves all that it holds. */
  readonly registry?: Registry;
}

/**
 * Puts the rooms together and listens. Everything that it opened is closed again when it cannot start.
 *
 * @example
 * await using gateway = await createGateway(readConfig());
 */
export async function createGateway(config: Config, parts: GatewayParts = {}): Promise<Gateway> {
  const { ports = systemPorts, plugins = [], registry = new Registry() } = parts;
  const logger = parts.logger ?? (await openLogger(config.logLevel, config.logFormat));
  for (const misspelt of config.misspelt) {
    logger.warn(misspelt, 'an environment variable is no option, but its name is close to one');
  }
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    // The last one opened is the first one closed.
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  try {
    const { baseUrl, credentials, emulator } = await openUpstream(config);
    if (emulator) closers.push(() => emulator.stop());
    const telemetry = createTelemetry(logger, ports.clock, registry);
    const { metrics } = telemetry;
    telemetry.onUpstream(config.upstream.kind);
    const { pipeline, close } = openPipeline(baseUrl, config, ports, logger, telemetry);
    closers.push(close);
    const ownCredentials = createOwnCredentials({ clock: ports.clock, ...telemetry.onOwnCredentials });
    const tenantOf = createTenants(
      {
        send: pipeline.send,
        onOwnResponse: ownCredentials.onResponse,
        wallNow: Date.now,
        clock: ports.clock,
        reportUnreadable: telemetry.reportUnreadable,
      },
      config.auth.mode === 'forward' ? null : credentials,
    );
    const schema = createSchema(resolvers, telemetry.reportUnrecognized);
    const isRouter = createRouterCheck(config.routerSecret);
    const apollo = createApollo({
      schema,
      introspection: config.introspection,
      fieldSuggestions: config.fieldSuggestions,
      limits: config.limits,
      cost: {
        trace: config.upstreamTrace,
        rateLimitedMs: config.rateLimit ? config.operationDeadlineMs : null,
      },
      operations: telemetry.operations,
      federatedTracing: config.federatedTracing,
      plugins,
      logger,
    });
    await apollo.start();
    closers.push(() => apollo.stop());
    const running = new Set<GatewayContext>();
    metrics.watchOperations(() => running.size);
    const endOperations = () => running.forEach((operation) => operation.end());
    const drain = createDrain({ ...DRAIN, endOperations, after: (ms, run) => ports.clock.after(ms, run) });
    // The credentials that callers forward are known to Twilio alone, so they open no door here.
    const servesMetrics = config.metricsPort === null && config.auth.mode !== 'forward';
    const loopbackOnly = config.auth.mode === 'none' && !config.allowOpen;
    const discardLimits = { maxBytes: DISCARDED_BODIES * config.maxBodyBytes, clock: ports.clock };
    const http = await createHttp({
      apollo,
      drain,
      isUpstreamAvailable: () => pipeline.isAvailable() && !ownCredentials.areRefused(),
      createContext: (identity, requestId, onEnd, headers, address) => {
        const operation = createOperation(
          config,
          tenantOf(identity.credentials),
          identity,
          address,
          ports.clock,
          requestId,
          isRouter(headers),
        );
        running.add(operation);
        onEnd(() => {
          operation.end();
          running.delete(operation);
        });
        return operation;
      },
      authenticator: createAuthenticator(config.auth),
      loopbackOnly,
      corsOrigins: config.corsOrigins,
      corsHeaders: config.corsHeaders,
      maxBodyBytes: config.maxBodyBytes,
      discardLimits,
      patience: ports.patience ?? patienceFor(config.operationDeadlineMs),
      graphiql: config.graphiql,
      emulated: emulator !== null,
      plan: config.upstreamTrace,
      metrics: servesMetrics ? registry : null,
      onHttpError: (status) => metrics.onHttpError(status),
      logger,
    });
    closers.push(() => http.close());
    // For `localhost` fastify opens a server for each of its addresses, and the drain knows only one of them.
    const host = config.host === 'localhost' ? '127.0.0.1' : config.host;
    const url = await http.listen({ host, port: config.port });
    let metricsUrl = servesMetrics ? url : null;
    if (config.metricsPort !== null) {
      const listener = createMetricsListener({ registry, loopbackOnly, discardLimits, logger });
      closers.push(() => listener.close());
      metricsUrl = await listener.listen({ host: config.host, port: config.metricsPort });
    }
    return {
      url,
      metricsUrl,
      emulatorUrl: emulator?.url ?? null,
      async drain() {
        const late = new AbortController();
        const cancel = ports.clock.after(WRITES_END_MS, () => late.abort());
        await drain.run();
        await pipeline.idle(late.signal);
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
