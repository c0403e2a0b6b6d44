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
import { createDrain } from './server/drain.ts';
import { createHttp } from './server/http.ts';
import { patienceFor } from './server/patience.ts';
import { createRouterCheck } from './server/router-secret.ts';
import { createTenants, type Tenant } from './tenants.ts';
import type { Credentials } from './twilio/client.ts';
import type { Clock } from './twilio/clock.ts';
import { openWire, type Ports, systemPorts } from './wire.ts';

/** Shutting down takes less than 10 seconds: connections close, operations end, writes on the wire end, in this order. */
const DRAIN = { graceMs: 2000, limitMs: 8000 };
const WRITES_END_MS = 9000;

/** A running gateway. */
export interface Gateway extends AsyncDisposable {
  /** `http://127.0.0.1:4000`; GraphQL is at `/graphql` below it. */
  readonly url: string;
  /** The address of the embedded emulator; null when the upstream is Twilio. */
  readonly emulatorUrl: string | null;
  /** Takes no new connections, and resolves when everything under way was answered, within 9 seconds. Then `stop`. */
  drain(): Promise<void>;
  /** Ends at once; what is under way is cut off. */
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
  clock: Clock,
  requestId: string,
  onEnd: (listener: () => void) => void,
  isRouter: boolean,
): GatewayContext {
  const ledger = new Ledger(config.maxUpstreamCalls);
  const caller = {
    onCall: (endpoint: string) => ledger.spend(endpoint),
    onJoin: () => ledger.join(),
    operation: { requestId },
    deadlineAt: clock.now() + config.operationDeadlineMs,
  };
  const reads = new Reads(caller);
  const over = new AbortController();
  const end = () => {
    cancelDeadline();
    reads.end();
    over.abort();
  };
  const cancelDeadline = clock.after(config.operationDeadlineMs, end);
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
    const wire = openWire(baseUrl, config, ports, logger);
    closers.push(() => wire.close());
    const { upstream } = wire;
    const tenantOf = createTenants(
      {
        send: upstream.send,
        wallNow: Date.now,
        clock: ports.clock,
        pageSizeMax: config.pageSizeMax,
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
      fieldSuggestions: config.fieldSuggestions,
      limits: config.limits,
      cost: {
        trace: config.upstreamTrace,
        laneMs: config.rateLimit ? config.operationDeadlineMs : null,
      },
      logger,
    });
    await apollo.start();
    closers.push(() => apollo.stop());
    const running = new Set<GatewayContext>();
    const endOperations = () => running.forEach((operation) => operation.end());
    const drain = createDrain({ ...DRAIN, endOperations, after: (ms, run) => ports.clock.after(ms, run) });
    const http = await createHttp({
      apollo,
      drain,
      isUpstreamAvailable: () => upstream.isAvailable(),
      createContext: (identity, requestId, onEnd, headers) => {
        const operation = createOperation(
          config,
          tenantOf(identity.credentials),
          identity,
          ports.clock,
          requestId,
          onEnd,
          isRouter(headers),
        );
        running.add(operation);
        onEnd(() => running.delete(operation));
        return operation;
      },
      authenticator: createAuthenticator(config.auth),
      loopbackOnly: config.auth.mode === 'none' && !config.allowOpen,
      corsOrigins: config.corsOrigins,
      maxBodyBytes: config.maxBodyBytes,
      patience: ports.patience ?? patienceFor(config.operationDeadlineMs),
      graphiql: config.graphiql,
      emulated: emulator !== null,
      plan: config.upstreamTrace,
      logger,
    });
    closers.push(() => http.close());
    const url = await http.listen({ host: config.host, port: config.port });
    return {
      url,
      emulatorUrl: emulator?.url ?? null,
      async drain() {
        const late = new AbortController();
        const cancel = ports.clock.after(WRITES_END_MS, () => late.abort());
        await drain.run();
        await upstream.idle(late.signal);
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
