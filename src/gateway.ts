import type { Config, EmulatorConfig } from './config.ts';
import type { Emulator } from './emulator/emulator.ts';
import type { GatewayContext } from './graphql/context.ts';
import { Ledger } from './graphql/ledger.ts';
import { createLoaders } from './graphql/loaders.ts';
import { Reads } from './graphql/reads.ts';
import { createSchema } from './graphql/schema.ts';
import { Selections } from './graphql/selections.ts';
import { createWriter } from './graphql/writes.ts';
import { createLogger, type Logger } from './logger.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { Identity } from './server/auth-identity.ts';
import { createAuthenticator } from './server/auth.ts';
import { createApollo } from './server/apollo.ts';
import { createHttp } from './server/http.ts';
import { createRouterCheck } from './server/router-secret.ts';
import { createTenants, type Tenant } from './tenants.ts';
import type { Credentials } from './twilio/client.ts';
import { type Clock, systemClock } from './twilio/clock.ts';
import { createTransport, type Send } from './twilio/http.ts';
import { createUpstream, type Upstream } from './twilio/upstream.ts';

/** Bytes of an answer of Twilio; a page of 100 records has about 150 KB. */
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** A running gateway. */
export interface Gateway extends AsyncDisposable {
  /** `http://127.0.0.1:4000`; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** The address of the embedded emulator; null when the upstream is Twilio. */
  readonly emulatorUrl: string | null;
  stop(): Promise<void>;
}

/** Starts the emulator with its options. It is loaded only when it is asked for. */
export async function startEmulator(config: EmulatorConfig, host: string): Promise<Emulator> {
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
  { client, shortLists }: Tenant,
  { scopes }: Identity,
  requestId: string,
  onEnd: (listener: () => void) => void,
  isRouter: boolean,
): GatewayContext {
  const ledger = new Ledger(config.maxUpstreamCalls);
  const caller = {
    onCall: (endpoint: string) => ledger.spend(endpoint),
    onJoin: () => ledger.join(),
    operation: { requestId },
    deadlineAt: performance.now() + config.operationDeadlineMs,
  };
  const reads = new Reads(caller);
  const over = new AbortController();
  const deadline = setTimeout(() => end(), config.operationDeadlineMs);
  const end = () => {
    clearTimeout(deadline);
    reads.end();
    over.abort();
  };
  onEnd(end);
  const { pageSizeMax } = config;
  const onAsk = () => ledger.ask();
  const loaders = createLoaders({ client, reads, shortLists, pageSizeMax, onAsk });
  return {
    requestId,
    scopes,
    isRouter,
    loaders,
    ledger,
    selections: new Selections(),
    shortLists,
    write: createWriter(client, { ...caller, signal: over.signal }, (path) => loaders.forget(path)),
    pageSizeMax,
    abandon: (path) => reads.abandon(path),
    end,
  };
}

/** What tests put in place of chance and time. */
export interface Ports {
  readonly clock: Clock;
  /** 0 ≤ n < 1 */
  readonly random: () => number;
}

const systemPorts: Ports = { clock: systemClock, random: Math.random };

/** The engines around the wire, with a log of what nobody else is told. */
function surround(send: Send, config: Config, ports: Ports, logger: Logger): Upstream {
  return createUpstream({
    send,
    maxConcurrency: config.maxConcurrency,
    maxWaiting: config.maxQueue,
    maxRetries: config.maxRetries,
    rateLimit: config.rateLimit,
    ...ports,
    wallNow: Date.now,
    onOrphan: ({ endpoint, operation }, end) =>
      logger.warn(
        {
          requestId: operation?.requestId,
          endpoint,
          outcome: 'status' in end ? end.status : end.kind,
        },
        'a write ended after its caller had gone',
      ),
    onBreaker: (endpoint, isOpen) =>
      logger.warn(
        { endpoint },
        isOpen ? 'Twilio keeps failing: not asked for a while' : 'Twilio answers again',
      ),
  });
}

/**
 * Puts the rooms together and listens. Everything that it opened is closed again when it cannot start.
 *
 * @example
 * await using gateway = await createGateway(readConfig());
 */
export async function createGateway(
  config: Config,
  logger: Logger = createLogger(config.logLevel),
  ports: Ports = systemPorts,
): Promise<Gateway> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    // The last one opened is the first one closed.
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  try {
    const { baseUrl, credentials, emulator } = await openUpstream(config);
    if (emulator) closers.push(() => emulator.stop());
    const transport = createTransport({
      baseUrl,
      connectTimeoutMs: config.connectTimeoutMs,
      attemptTimeoutMs: config.attemptTimeoutMs,
      maxConnections: config.maxConcurrency,
      maxBodyBytes: MAX_ANSWER_BYTES,
      clock: ports.clock,
    });
    closers.push(() => transport.close());
    const upstream = surround(transport.send, config, ports, logger);
    const tenantOf = createTenants(
      {
        send: upstream.send,
        wallNow: Date.now,
        reportUnreadable: (type, field) => logger.warn({ type, field }, 'unreadable value from Twilio'),
      },
      config.auth.mode === 'forward' ? null : credentials,
    );
    const schema = createSchema(resolvers, (enumName) =>
      logger.warn({ enum: enumName }, 'unknown enum value from Twilio'),
    );
    const isRouter = createRouterCheck(config.routerSecret);
    const apollo = createApollo({
      schema,
      introspection: config.introspection,
      cost: {
        trace: config.upstreamTrace,
        laneMs: config.rateLimit ? config.operationDeadlineMs : null,
      },
      logger,
    });
    await apollo.start();
    closers.push(() => apollo.stop());
    const http = await createHttp({
      apollo,
      createContext: (identity, requestId, onEnd, headers) =>
        createOperation(
          config,
          tenantOf(identity.credentials),
          identity,
          requestId,
          onEnd,
          isRouter(headers),
        ),
      authenticator: createAuthenticator(config.auth),
      loopbackOnly: config.auth.mode === 'none' && !config.allowOpen,
      corsOrigins: config.corsOrigins,
      graphiql: config.graphiql,
      emulated: emulator !== null,
      plan: config.upstreamTrace,
      logger,
    });
    closers.push(() => http.close());
    const url = await http.listen({ host: config.host, port: config.port });
    return { url, emulatorUrl: emulator?.url ?? null, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
