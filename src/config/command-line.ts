import { parseArgs } from 'node:util';
import { optionRows } from './environment.ts';
import type { ServerCommand } from './option.ts';
import { asVariable, type Naming } from './option-names.ts';
import { ConfigError } from './options.ts';

/** A parsed command line. `variables` are the environment variables that its flags replace. */
export type Command =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: ServerCommand; readonly variables: Readonly<Record<string, string>> }
  | { readonly kind: 'schema'; readonly form: SchemaForm }
  /** A command that parses its arguments itself. */
  | { readonly kind: ToolCommand; readonly args: readonly string[] };

const toolCommands = ['cost', 'doctor', 'export'] as const;

export type ToolCommand = (typeof toolCommands)[number];

export const isTool = (word: string | undefined): word is ToolCommand =>
  (toolCommands as readonly (string | undefined)[]).includes(word);

/** What `schema` prints: SDL for clients, SDL for composition, or the possible types of each interface. */
export type SchemaForm = 'client' | 'subgraph' | 'possible-types';

const schemaForms = ['subgraph', 'possible-types'] as const;

/** The flags of the options, with the help for each. */
const flags = optionRows.flatMap(([variable, { flag, text }]) =>
  flag ? [{ variable, ...flag, usage: `--${flag.name} ${flag.value}`, text: text.replaceAll('`', '') }] : [],
);

const flagsOf = (command: ServerCommand) => flags.filter(({ commands }) => commands.includes(command));

const usageOf = (command: ServerCommand) =>
  flagsOf(command)
    .map(({ usage }) => `[${usage}]`)
    .join(' ');

const helpOf = (command: ServerCommand) =>
  flagsOf(command)
    .map(({ usage, text, variable }) => `  ${usage.padEnd(18)} ${text} Replaces ${variable}.`)
    .join('\n');

export const help = `twilio-proxy-graphql: a GraphQL gateway over the Twilio Proxy REST API

Usage
  twilio-proxy-graphql ${usageOf('gateway')}
      Starts the gateway: on Twilio when its credentials are set, else on an emulator with demo data.
  twilio-proxy-graphql emulator ${usageOf('emulator')}
      Starts only the emulator of the REST API.
  twilio-proxy-graphql schema [--subgraph | --possible-types]
      Prints the SDL for clients, the SDL for composing a supergraph, or the possible types of each interface as JSON.
  twilio-proxy-graphql cost <files> [--variables <file>] [--max <calls>] [--json]
      Prints the REST calls that the operations in these files make: GraphQL, JavaScript, TypeScript or a manifest. Required
      variables without a value get samples. Fails when more than --max are expected, by default 100. Sends nothing.
  twilio-proxy-graphql doctor [--json]
      Checks the options, and all that they name: Twilio and the webhooks of its Services, Redis, the keys of JWTs, the
      manifest. Changes nothing at Twilio. Fails when a check fails; warnings do not.
  twilio-proxy-graphql export --service <sid> [--since <date>] [--out <file>] [--resume] [--pii]
      Writes the Sessions of a Service with their Participants and Interactions, one line of JSON each: to a file, which
      --resume continues, or to standard output. Masks personal data without --pii.

Options of the gateway
${helpOf('gateway')}

Options of the emulator
${helpOf('emulator')}

  -h, --help         Prints this help.
  -v, --version      Prints the version.

All other options, and every secret, are environment variables: docs/configuration.md.`;

const parseOptions = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...Object.fromEntries(schemaForms.map((form) => [form, { type: 'boolean' }] as const)),
  ...Object.fromEntries(flags.map(({ name }) => [name, { type: 'string' }] as const)),
} as const;

const expected = (what: string, got: string) =>
  new ConfigError(`Expected ${what}, but got: ${got}. Try --help.`);

/** Parses flags and words. The messages of `parseArgs` name flags and no values; only their first sentence fits here. */
function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: parseOptions, allowPositionals: true });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.(?:\s|$)/);
    throw new ConfigError(`${sentence}. Try --help.`);
  }
}

type Values = ReturnType<typeof parse>['values'];

function readVariables(command: ServerCommand, values: Values): Record<string, string> {
  const known = flagsOf(command);
  const entries = Object.entries(values).map(([name, value]) => {
    const flag = known.find((candidate) => candidate.name === name);
    if (flag === undefined)
      throw expected(`one of ${known.map(({ name }) => `--${name}`).join(', ')}`, `--${name}`);
    if (typeof value !== 'string' || value === '') throw expected(`a value after --${name}`, 'none');
    return [flag.variable, value] as const;
  });
  return Object.fromEntries(entries);
}

function readForm(values: Values): SchemaForm {
  const names = Object.keys(values);
  if (names.length === 0) return 'client';
  const form = schemaForms.find((candidate) => candidate === names[0]);
  if (form !== undefined && names.length === 1) return form;
  throw expected(
    `one of ${schemaForms.map((name) => `--${name}`).join(', ')} or nothing`,
    names.map((name) => `--${name}`).join(' '),
  );
}

/** How messages name the options that flags replaced: by the flag. */
export const namingFor =
  (command: ServerCommand, variables: Readonly<Record<string, string>>): Naming =>
  (variable, value) => {
    const flag = flagsOf(command).find((candidate) => candidate.variable === variable);
    return flag && variable in variables && value === undefined
      ? `--${flag.name}`
      : asVariable(variable, value);
  };

/**
 * Parses the arguments of the program, without those of Node.
 *
 * @throws ConfigError with the expected usage
 */
export function readCommand(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (isTool(first) && !rest.includes('--help') && !rest.includes('-h')) return { kind: first, args: rest };
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [word, ...others] = positionals;
  const isKnown = word === undefined || word === 'emulator' || word === 'schema';
  if (!isKnown || others.length > 0)
    throw expected(
      `no command, or one of ${['emulator', 'schema', ...toolCommands].join(', ')}`,
      positionals.join(' '),
    );
  if (word === 'schema') return { kind: word, form: readForm(values) };
  const kind = word ?? 'gateway';
  return { kind, variables: readVariables(kind, values) };
}
