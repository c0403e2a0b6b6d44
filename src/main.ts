import { parseArgs } from 'node:util';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createGateway, startEmulator } from './gateway.ts';

interface Running {
  stop(): Promise<void>;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

async function runEmulator({ emulator, host }: Config): Promise<Running> {
  const running = await startEmulator(emulator, host);
  print(`Emulator of the Twilio Proxy REST API: ${running.url}`);
  print(`Account SID ${running.accountSid}, auth token as in src/emulator/README.md`);
  return running;
}

async function runGateway(config: Config): Promise<Running> {
  const gateway = await createGateway(config);
  print(`GraphQL:  ${gateway.url}/graphql`);
  if (config.graphiql) print(`GraphiQL: ${gateway.url}/`);
  if (gateway.emulatorUrl !== null) {
    print(`Demo data: no Twilio credentials are set, so an emulator answers at ${gateway.emulatorUrl}`);
  }
  return gateway;
}

/** Ends the program on the first signal when all is closed, on the second one at once. */
function stopOnSignals(running: Running): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      void running.stop().then(() => process.exit(0));
    });
  }
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [command = 'gateway', ...rest] = positionals;
  if (rest.length > 0 || !['gateway', 'emulator'].includes(command)) {
    throw new ConfigError(`Expected no command or "emulator", but got: ${positionals.join(' ')}`);
  }
  const config = readConfig();
  stopOnSignals(await (command === 'emulator' ? runEmulator(config) : runGateway(config)));
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
