#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { type Command, help, isTool, readCommand, type SchemaForm } from './config/command-line.ts';
import { tuneMemory } from './memory.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** The version in `package.json`. */
function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

async function printSchema(form: SchemaForm): Promise<string> {
  const { printClientSdl, readPossibleTypes } = await import('./graphql/client-sdl.ts');
  if (form === 'possible-types') return JSON.stringify(readPossibleTypes(), null, 2);
  if (form === 'client') {
    const { recordTypes } = await import('./resolvers/root.ts');
    return printClientSdl(recordTypes);
  }
  const { createSchema } = await import('./graphql/schema.ts');
  const { printSubgraphSdl } = await import('./graphql/subgraph-sdl.ts');
  const { resolvers } = await import('./resolvers/resolvers.ts');
  return printSubgraphSdl(createSchema(resolvers, () => undefined));
}

/** Runs a command. Each one loads only the modules that it needs, and only the servers need configuration. */
async function run(command: Command): Promise<void> {
  switch (command.kind) {
    case 'gateway': {
      tuneMemory();
      const { runGateway } = await import('./servers.ts');
      return runGateway(command.variables);
    }
    case 'emulator': {
      const { runEmulator } = await import('./servers.ts');
      return runEmulator(command.variables);
    }
    case 'export': {
      const { runExport } = await import('./run-export.ts');
      // Nothing else may keep the process from ending.
      return process.exit(await runExport(command.args));
    }
    case 'schema':
      return void print(await printSchema(command.form));
    case 'cost': {
      const { runCost } = await import('./commands/cost/cost.ts');
      process.exitCode = await runCost(command.args, print);
      return;
    }
    case 'doctor': {
      const { runDoctor } = await import('./commands/doctor/doctor.ts');
      const { environmentWith } = await import('./config/config.ts');
      process.exitCode = await runDoctor(command.args, environmentWith({}), print);
      return;
    }
    case 'help':
      return void print(help);
    case 'version':
      return void print(readVersion());
  }
}

const args = process.argv.slice(2);
try {
  await run(readCommand(args));
} catch (error) {
  const { complain, explain } = await import('./servers.ts');
  complain(explain(error));
  // For commands whose exit code 1 is a result.
  process.exitCode = isTool(args[0]) ? 2 : 1;
}
