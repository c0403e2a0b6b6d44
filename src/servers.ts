import { namingFor } from './config/command-line.ts';
import { environmentWith, readConfig, readEmulatorConfig } from './config/config.ts';
import { ConfigError } from './config/options.ts';
import { describeDefect, isForPeople, type LogFormat } from './observability/logger.ts';

// The commands that start a server and run until a signal. Each loads its server after its options are found valid.

interface Running {
  /** Lets what is under way finish. */
  drain?(): Promise<void>;
  stop(): Promise<void>;
}

/** The program ends by then, whatever happens. */
const LONGEST_END_MS = 9900;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Prints a line to standard error. */
export const complain = (line: string) => process.stderr.write(`${line}\n`);

/** What a person at the terminal can act on. Messages of libraries are left out: they may hold addresses and values. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code = '', port = '' } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Set PORT, METRICS_PORT or EMULATOR_PORT to another, or name one with --port.`;
  }
  return `The program failed: ${JSON.stringify(describeDefect(error))}`;
}

/** Environment variables that flags replace. */
type Variables = Readonly<Record<string, string>>;

interface Address {
  readonly name: string;
  /** What stands before it where people read it. */
  readonly label: string;
  /** Null when nothing listens. */
  readonly url: string | null;
}

/** Prints where the program listens: a line for each address to people, else one line of JSON like those of the log. */
function announce(addresses: readonly Address[], logFormat: LogFormat | null): void {
  const known = addresses.filter(({ url }) => url !== null);
  if (isForPeople(logFormat)) {
    for (const { label, url } of known) print(`${label} ${url}`);
    return;
  }
  const urls = Object.fromEntries(known.map(({ name, url }) => [name, url]));
  print(JSON.stringify({ level: 30, time: new Date().toISOString(), ...urls, msg: 'listening' }));
}

async function end(running: Running): Promise<void> {
  setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
  try {
    await running.drain?.();
    await running.stop();
    process.exit(0);
  } catch (error) {
    complain(explain(error));
    process.exit(1);
  }
}

/** The same signal twice within that time counts once. */
const SAME_SIGNAL_MS = 1000;

/**
 * Ends the program on the first signal when all is answered and closed, on the second one at once. npm passes on what it is
 * sent, so that Ctrl-C, which goes to all processes of a terminal, and a service manager's SIGTERM come twice.
 */
function stopOnSignals(running: Running): void {
  let first: { readonly signal: NodeJS.Signals; readonly at: number } | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (first === null) {
      first = { signal, at: now };
      void end(running);
    } else if (signal !== first.signal || now - first.at > SAME_SIGNAL_MS) process.exit(1);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** An error that nothing caught ends the program, as by default, but is printed without its message and stack. */
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
  const { createEmulator } = await import('./emulator/emulator.ts');
  const { port, latencyMs, seed, credentials } = config;
  const running = await createEmulator({ host, port, latencyMs, seed, ...credentials });
  stopOnSignals(running);
  const label = 'Emulator of the Twilio Proxy REST API:';
  announce([{ name: 'emulator', label, url: running.url }], null);
  if (isForPeople(null)) {
    print('It accepts TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or the demo pair of src/emulator/README.md.');
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
  // Of the whole process, which the library shares with others.
  collectDefaultMetrics({ register: registry });
  const gateway = await createGateway(config, { registry });
  stopOnSignals(gateway);
  const { url, metricsUrl, emulatorUrl } = gateway;
  const demo = 'Demo data: an emulator answers in place of Twilio, at';
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
