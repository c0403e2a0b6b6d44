import { parseArgs } from 'node:util';
import { ConfigError, readConfig, readEmulatorConfig } from './config.ts';
import { createGateway, startEmulator } from './gateway.ts';
import { readSubgraphSdl } from './graphql/schema.ts';

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

async function end(running: Running): Promise<void> {
  setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
  try {
    await running.drain?.();
    await running.stop();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`Closing failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
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

try {
  await main();
} catch (error) {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else if (code === 'EADDRINUSE')
    process.stderr.write('The port is taken. Set PORT or EMULATOR_PORT to another.\n');
  else
    process.stderr.write(
      `The gateway could not start: ${error instanceof Error ? error.message : 'unknown'}\n`,
    );
  process.exitCode = 1;
}
