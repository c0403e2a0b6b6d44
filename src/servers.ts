import { namingFor } from './config/command-line.ts';
import { environmentWith, readConfig, readEmulatorConfig } from './config/config.ts';
import { ConfigError } from './config/options.ts';
import { describeError, isPretty, type LogFormat } from './observability/logger.ts';

// The commands that start a server and run until a signal. Each loads its server after its options are found valid.

interface Running {
  /** Lets requests in flight finish. */
  drain?(): Promise<void>;
  stop(): Promise<void>;
}

/** The program exits by then in any case. */
const EXIT_TIMEOUT_MS = 9900;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Prints a line to standard error. */
export const complain = (line: string) => process.stderr.write(`${line}\n`);

/** A message for the terminal. Messages of libraries are left out, because they can contain addresses and values. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code = '', port = '' } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Set PORT, METRICS_PORT, EMULATOR_PORT or --port to another one.`;
  }
  return `Unexpected error: ${JSON.stringify(describeError(error))}`;
}

/** Environment variables that replace those of the process. */
type Variables = Readonly<Record<string, string>>;

interface Address {
  readonly name: string;
  /** The text before it in pretty output. */
  readonly label: string;
  /** Null if nothing listens. */
  readonly url: string | null;
}

/** Prints the addresses: pretty, one per line, or else as one JSON line like those of the log. */
function announce(addresses: readonly Address[], logFormat: LogFormat | null): void {
  const known = addresses.filter(({ url }) => url !== null);
  if (isPretty(logFormat)) {
    for (const { label, url } of known) print(`${label} ${url}`);
    return;
  }
  const urls = Object.fromEntries(known.map(({ name, url }) => [name, url]));
  print(JSON.stringify({ level: 30, time: new Date().toISOString(), ...urls, msg: 'listening' }));
}

async function shutDown(running: Running): Promise<void> {
  setTimeout(() => process.exit(1), EXIT_TIMEOUT_MS).unref();
  try {
    await running.drain?.();
    await running.stop();
    process.exit(0);
  } catch (error) {
    complain(explain(error));
    process.exit(1);
  }
}

/** A second signal of the same kind within that time is ignored. */
const SAME_SIGNAL_MS = 1000;

/**
 * Shuts down gracefully on the first signal, and at once on the second. npm forwards signals, so Ctrl-C, which goes to all
 * processes of a terminal, and the SIGTERM of a service manager arrive twice.
 */
function stopOnSignals(running: Running): void {
  let first: { readonly signal: NodeJS.Signals; readonly at: number } | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (first === null) {
      first = { signal, at: now };
      void shutDown(running);
    } else if (signal !== first.signal || now - first.at > SAME_SIGNAL_MS) process.exit(1);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** Node exits on an uncaught error anyway; this leaves out its message and stack. */
function endOnUncaughtErrors(): void {
  process.on('uncaughtException', (error) => {
    complain(explain(error));
    process.exit(1);
  });
}

/**
 * Runs the emulator alone until a signal. Resolves when it listens.
 *
 * @throws ConfigError for invalid options
 */
export async function runEmulator(variables: Variables): Promise<void> {
  endOnUncaughtErrors();
  const { host, misspelt, ...config } = readEmulatorConfig(
    environmentWith(variables),
    namingFor('emulator', variables),
  );
  for (const { variable, meant } of misspelt) {
    complain(`${variable} is not an option. Did you mean ${meant}?`);
  }
  const { startEmulator } = await import('./start-emulator.ts');
  const running = await startEmulator(config, host, process.stdout.isTTY);
  stopOnSignals(running);
  const label = 'Emulator of the Twilio Proxy REST API:';
  announce([{ name: 'emulator', label, url: running.url }], null);
  if (isPretty(null)) {
    print('It accepts TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or the demo pair of docs/emulator.md.');
  }
}

/**
 * Runs the gateway, with its emulator if that is the upstream, until a signal. Resolves when it listens.
 *
 * @throws ConfigError for invalid options
 */
export async function runGateway(variables: Variables): Promise<void> {
  endOnUncaughtErrors();
  const config = readConfig(environmentWith(variables), namingFor('gateway', variables));
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const { createGateway } = await import('./gateway.ts');
  const registry = new Registry();
  // Not in the library, because these metrics are about the whole process.
  collectDefaultMetrics({ register: registry });
  const gateway = await createGateway(config, { registry, isTerminal: process.stdout.isTTY });
  stopOnSignals(gateway);
  // Without a manifest the signal ends the program, as it does when a terminal is closed.
  if (config.trustedDocuments) process.on('SIGHUP', () => void gateway.reload());
  const { url, metricsUrl, emulatorUrl } = gateway;
  const demo = 'Demo data: the upstream is the emulator at';
  announce(
    [
      { name: 'graphql', label: 'GraphQL: ', url: `${url}/graphql` },
      { name: 'metrics', label: 'Metrics: ', url: metricsUrl && `${metricsUrl}/metrics` },
      { name: 'graphiql', label: 'GraphiQL:', url: config.graphiql ? `${url}/` : null },
      { name: 'emulator', label: demo, url: emulatorUrl },
    ],
    config.logFormat,
  );
}
