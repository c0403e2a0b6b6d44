import { parseArgs } from 'node:util';
import { ConfigError, readConfig, readEmulatorConfig } from './config.ts';
import { createGateway, startEmulator } from './gateway.ts';
import { readSubgraphSdl } from './graphql/schema.ts';
import { describeDefect } from './logger.ts';

interface Running {
  /** Lets what is under way finish. */
  drain?(): Promise<void>;
  stop(): Promise<void>;
}

/** The program ends by then, whatever happens. */
const LONGEST_END_MS = 9900;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function runEmulator(): Promise<void> {
  const { host, ...config } = readEmulatorConfig();
  const running = await startEmulator(config, host);
  stopOnSignals(running);
  print(`Emulator of the Twilio Proxy REST API: ${running.url}`);
  print('It accepts TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or the demo pair of src/emulator/README.md.');
}

async function runGateway(): Promise<void> {
  const config = readConfig();
  const gateway = await createGateway(config);
  stopOnSignals(gateway);
  print(`GraphQL:  ${gateway.url}/graphql`);
  if (gateway.metricsUrl !== null) print(`Metrics:  ${gateway.metricsUrl}/metrics`);
  if (config.graphiql) print(`GraphiQL: ${gateway.url}/`);
  if (gateway.emulatorUrl !== null) {
    print(`Demo data: no Twilio credentials are set, so an emulator answers at ${gateway.emulatorUrl}`);
  }
}

/** Prints the SDL that a composer needs; nothing has to be configured for it. */
const printSchema = () => Promise.resolve(void print(readSubgraphSdl()));

const commands: ReadonlyMap<string, () => Promise<void>> = new Map([
  ['gateway', runGateway],
  ['emulator', runEmulator],
  ['schema', printSchema],
]);

const complain = (line: string) => process.stderr.write(`${line}\n`);

/** What a person at the terminal can act on. Messages of libraries are left out: they may hold addresses and values. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'A port is taken. Set PORT, METRICS_PORT or EMULATOR_PORT to another.';
  if (code.startsWith('ERR_PARSE_ARGS')) {
    return 'Expected no option: everything is set by environment variables; see README.md, "Options".';
  }
  return `The program failed: ${JSON.stringify(describeDefect(error))}`;
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

/** Ends the program on the first signal when all is answered and closed, on the second one at once. */
function stopOnSignals(running: Running): void {
  let isEnding = false;
  const onSignal = () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    void end(running);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [command = 'gateway', ...rest] = positionals;
  const run = rest.length === 0 ? commands.get(command) : undefined;
  if (run) return run();
  throw new ConfigError(`Expected no command, "emulator" or "schema", but got: ${positionals.join(' ')}`);
}

// A defect that nobody caught ends the program as it would anyway, but without its message and stack.
process.on('uncaughtException', (error) => {
  complain(explain(error));
  process.exit(1);
});

try {
  await main();
} catch (error) {
  complain(explain(error));
  process.exitCode = 1;
}
