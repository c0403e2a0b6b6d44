import { parseArgs } from 'node:util';
import { ConfigError } from './config-error.ts';
import type { OptionName } from './config.ts';

/** What the command line asks for. `replaced` are environment variables that its flags replace. */
export type Command =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'gateway' | 'emulator'; readonly replaced: Readonly<Record<string, string>> }
  | { readonly kind: 'schema'; readonly form: SchemaForm };

/** For whom the schema is printed: clients, composers of a supergraph, or caches that know types by interface. */
export type SchemaForm = 'client' | 'subgraph' | 'possible-types';

export const usage = `twilio-proxy-graphql: a GraphQL gateway over the Twilio Proxy REST API

Usage
  twilio-proxy-graphql [--port N] [--host ADDRESS]
      runs the gateway: on Twilio when its credentials are set, else on an emulator with demo data
  twilio-proxy-graphql emulator [--port N] [--host ADDRESS] [--seed demo|empty|large]
      runs the emulator of the REST API alone
  twilio-proxy-graphql schema [--subgraph | --possible-types]
      prints the SDL for clients, the SDL for the composer of a supergraph, or the types behind each interface as JSON

Options
  --port N           the port to listen on; 0 takes any free one
  --host ADDRESS     the address to listen on
  --seed NAME        what the emulator starts with
  -h, --help         prints this
  -v, --version      prints the version

A flag replaces the environment variable of the same meaning: PORT or EMULATOR_PORT, HOST, EMULATOR_SEED. Credentials and
everything else are environment variables; the README lists them all under "Options".`;

/** The variables that flags with a value replace, command by command. */
const replacedBy: Readonly<Record<'gateway' | 'emulator', Readonly<Record<string, OptionName>>>> = {
  gateway: { '--port': 'PORT', '--host': 'HOST' },
  emulator: { '--port': 'EMULATOR_PORT', '--host': 'HOST', '--seed': 'EMULATOR_SEED' },
};

const schemaForms: Readonly<Record<string, SchemaForm>> = {
  '--subgraph': 'subgraph',
  '--possible-types': 'possible-types',
};

const wrong = (expected: string, came: string) =>
  new ConfigError(`Expected ${expected}, but got: ${came}. Try --help.`);

interface Flag {
  readonly name: string;
  readonly value: string | undefined;
}

/** The words and the flags of a command line, in its own order. Nothing is refused yet. */
function split(args: readonly string[]): { words: string[]; flags: Flag[] } {
  const { positionals: words, tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
      port: { type: 'string' },
      host: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const flags = tokens.flatMap((token) =>
    token.kind === 'option' ? [{ name: `--${token.name}`, value: token.value }] : [],
  );
  return { words, flags };
}

/** What the flags of a command replace. A value is never repeated: it may have been meant for something else. */
function readFlags(command: 'gateway' | 'emulator', flags: readonly Flag[]): Record<string, string> {
  const known = replacedBy[command];
  const replaced = flags.map(({ name, value }) => {
    const variable = known[name];
    if (variable === undefined) throw wrong(`one of ${Object.keys(known).join(', ')}`, name);
    if (value === undefined || value === '' || value.startsWith('-'))
      throw wrong(`a value after ${name}`, 'none');
    return [variable, value];
  });
  return Object.fromEntries(replaced) as Record<string, string>;
}

function readForm(flags: readonly Flag[]): SchemaForm {
  const [first, second] = flags;
  if (first === undefined) return 'client';
  const form = schemaForms[first.name];
  if (form !== undefined && first.value === undefined && second === undefined) return form;
  throw wrong(
    `one of ${Object.keys(schemaForms).join(', ')} or nothing`,
    flags.map(({ name }) => name).join(' '),
  );
}

/** How the command line names an option of the environment; null when no flag of the command replaces it. */
export function flagOf(command: 'gateway' | 'emulator', variable: string): string | null {
  return Object.entries(replacedBy[command]).find(([, name]) => name === variable)?.[0] ?? null;
}

/** Reads the arguments of the program, without Node and the file. Throws a ConfigError that says what was expected. */
export function readCommand(args: readonly string[]): Command {
  const { words, flags } = split(args);
  for (const kind of ['help', 'version'] as const) {
    if (flags.some(({ name }) => name === `--${kind}`)) return { kind };
  }
  const [word] = words;
  const kind = word === 'emulator' || word === 'schema' ? word : 'gateway';
  // Flags first: a word may be the value of a flag that is misspelt.
  const command: Command =
    kind === 'schema' ? { kind, form: readForm(flags) } : { kind, replaced: readFlags(kind, flags) };
  if (words.length === (kind === 'gateway' ? 0 : 1)) return command;
  throw wrong('no command, "emulator" or "schema"', words.join(' '));
}
