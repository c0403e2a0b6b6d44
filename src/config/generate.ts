import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { type OptionName, optionRows } from './environment.ts';
import type { Option } from './option.ts';
import { asProperty, fileOf, rename, toCamelCase } from './option-names.ts';

// `npm run config:generate` writes the documentation and the types of the options; `--check` fails when they are stale.

/** The part of JSON Schema that describes the value of an option. */
interface ValueSchema {
  readonly type?: 'number' | 'boolean' | 'array' | 'string';
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

const valueSchemaOf = ({ schema }: Option) =>
  z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as ValueSchema;

/** The default of an option as text; null when it has none. */
const defaultOf = ({ schema }: Option): string | null =>
  schema instanceof z.ZodPrefault ? String(schema.def.defaultValue) : null;

const code = (text: string) => `\`${text}\``;

/** The values that an option takes, in Markdown. */
function valuesOf(option: Option): string {
  const { type, enum: names, minimum, exclusiveMinimum, maximum } = valueSchemaOf(option);
  if (names) return names.map(code).join(', ');
  if (exclusiveMinimum !== undefined) return `above ${exclusiveMinimum}, up to ${maximum}`;
  if (type === 'number') return `${minimum} to ${maximum}`;
  if (type === 'boolean') return '`on`, `off`';
  return type === 'array' ? 'comma-separated list' : 'text';
}

/** The type of an option in the library. */
function typeOf(option: Option): string {
  const { type = 'string', enum: names = [] } = valueSchemaOf(option);
  if (type === 'array') return 'readonly string[]';
  const literals = names.filter((name) => name !== 'on' && name !== 'off').map((name) => `'${name}'`);
  const isSwitch = literals.length < names.length;
  return [...(isSwitch ? ['boolean'] : []), ...literals].join(' | ') || type;
}

/** A default in Markdown, with values as `write` has them. */
function defaultTextOf(option: Option, write: (value: string) => string): string | null {
  const value = defaultOf(option);
  if (value === null) return option.defaultText ?? null;
  const { emulatorDefault } = option;
  return emulatorDefault === undefined
    ? write(value)
    : `${write(value)}, with the emulator ${write(emulatorDefault)}`;
}

/** A default as the library writes it. */
const asLiteral = (value: string) => code(value === 'on' ? 'true' : value === 'off' ? 'false' : value);

function documentOption([name, option]: readonly [OptionName, Option]): string {
  const fallback = defaultTextOf(option, asLiteral);
  const text = rename(option.text, asProperty) + (fallback === null ? '' : ` Default: ${fallback}.`);
  return `/** ${text} */\n  readonly ${toCamelCase(name)}?: ${typeOf(option)};`;
}

const types = `// Written by npm run config:generate from environment.ts. Do not edit.

/**
 * The options that are environment variables too, by their names in camelCase. docs/configuration.md lists both.
 */
export interface EnvironmentOptions {
  ${optionRows.map(documentOption).join('\n  ')}
}
`;

const isSecret = (option: Option) => option.isSecret ?? false;

const flagText = ({ flag }: Option) => (flag ? ` Flag: ${code(`--${flag.name}`)}.` : '');

const tableRow = ([name, option]: readonly [OptionName, Option]) =>
  `| ${[
    code(name),
    code(toCamelCase(name)),
    valuesOf(option),
    defaultTextOf(option, code) ?? '–',
    option.text + flagText(option),
  ].join(' | ')} |`;

const tableHead = `| Variable | Library option | Values | Default | Meaning |\n|---|---|---|---|---|`;

const tables = optionRows
  .map(([name, option]) => {
    const head = option.heading === undefined ? '' : `\n## ${option.heading}\n\n${tableHead}\n`;
    return head + tableRow([name, option]);
  })
  .join('\n');

const secretNames = optionRows.filter(([, option]) => isSecret(option)).map(([name]) => name);

const page = `<!-- Written by npm run config:generate from src/config/environment.ts. Do not edit. -->

# Configuration

Every option is an environment variable. [.env.example](../.env.example) lists them for a file: \`node --env-file=.env dist/main.js\`.

- An empty variable is the same as one that is not set.
- Numbers are integers in decimal digits; \`TWILIO_QUOTA_SHARE\` may have a decimal point.
- **Secrets in files.** \`TWILIO_AUTH_TOKEN_FILE=/run/secrets/token\` reads the secret from that file, without the white space around it. A list is separated by commas there too. This works for ${secretNames.map(code).join(', ')}.
- **Command line.** Some options have a flag, which replaces the variable. \`--help\` lists the flags of each command.
- **Library.** \`createGateway\` takes the options in camelCase: \`on\` and \`off\` are \`true\` and \`false\`, and a comma-separated list is an array. It reads environment variables only when they are passed as \`environment\`; an option replaces the variable.
- **Errors.** The gateway does not start on an invalid configuration. It lists all problems by the name of the option, without values. A variable whose name is close to that of an option is logged as a warning.
${tables}
`;

function exampleOf([name, option]: readonly [OptionName, Option]): string {
  const fallback = defaultTextOf(option, (value) => value);
  const heading = option.heading === undefined ? '' : `\n## ${option.heading}\n`;
  const text = option.text + (isSecret(option) ? ` Or ${fileOf(name)} names a file with it.` : '');
  const comment = fallback === null ? text : `${text} Default: ${fallback}.`;
  return `${heading}
# ${comment.replaceAll('`', '')}
# ${name}=${option.example ?? defaultOf(option) ?? '…'}`;
}

const example = `# Written by npm run config:generate from src/config/environment.ts. Do not edit.
# Every option with its default, or with an example (…) if it has none. docs/configuration.md describes them.
# Copy the file to .env and uncomment what you need: node --env-file=.env dist/main.js
${optionRows.map(exampleOf).join('\n')}
`;

const root = new URL('../../', import.meta.url);

async function formatted(file: string, text: string): Promise<string> {
  const path = new URL(file, root).pathname;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

const files: Readonly<Record<string, string>> = {
  'src/config/generated.ts': await formatted('src/config/generated.ts', types),
  'docs/configuration.md': await formatted('docs/configuration.md', page),
  '.env.example': example,
};

for (const [file, text] of Object.entries(files)) {
  const url = new URL(file, root);
  if (!process.argv.includes('--check')) writeFileSync(url, text);
  else if (readFileSync(url, 'utf8') !== text) {
    process.stderr.write(`${file} is stale.\n`);
    process.exitCode = 1;
  }
}
