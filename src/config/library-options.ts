import { fileOf } from './environment.ts';
import { ConfigError } from './config-error.ts';
import { type Config, optionNames, readConfig, type Variables } from './config.ts';
import type { GatewayOptions } from './options.ts';
import { retell, toCamelCase, toVariable } from './option-names.ts';

type OptionValue = GatewayOptions[Exclude<keyof GatewayOptions, 'environment' | 'log' | 'plugins'>];

/** What is wrong with an option before its value is looked at; null when nothing is. */
function problemOf(option: string, value: unknown): string | null {
  if (!optionNames.includes(toVariable(option))) return `There is no option "${option}".`;
  // In the environment an empty text is an option that is not set. Here it is a secret that somebody forgot to fill in.
  if (value === '' || value === null) return `"${option}" must not be empty; leave it out instead.`;
  if (Array.isArray(value) && value.some((item) => typeof item !== 'string' || item.includes(','))) {
    return `"${option}" must be a list of texts without commas.`;
  }
  return null;
}

/** A value as the environment writes it. */
function toText(value: OptionValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** A recommended value as it is written in a program. */
function toLiteral(value: string): string {
  if (value === 'on' || value === 'off') return String(value === 'on');
  return `'${value}'`;
}

const inCamelCase = (variable: string, value: string | undefined): string =>
  value === undefined ? toCamelCase(variable) : `${toCamelCase(variable)}: ${toLiteral(value)}`;

/**
 * Checks the options of the library by the same rules as environment variables; what they leave open, `environment` says.
 * Throws a ConfigError that lists all mistakes, by the names of the options, or by those of the variables when
 * `environment` was given. Nothing is read from this process.
 */
export function configOf({ environment, ...options }: Omit<GatewayOptions, 'log' | 'plugins'>): Config {
  const given = Object.entries<OptionValue>(options).filter(([, value]) => value !== undefined);
  const problems = given.map(([option, value]) => problemOf(option, value)).filter((told) => told !== null);
  if (problems.length > 0) throw new ConfigError(`These options are not right:\n${problems.join('\n')}`);
  const variables: Variables = Object.fromEntries(
    given.map(([option, value]) => [toVariable(option), toText(value)]),
  );
  // An option counts before the environment, and so before a file that is named there.
  const unused = Object.fromEntries(Object.keys(variables).map((name) => [fileOf(name), undefined]));
  try {
    return readConfig({ ...environment, ...unused, ...variables });
  } catch (error) {
    if (!(error instanceof ConfigError) || environment !== undefined) throw error;
    throw new ConfigError(retell(error.message, inCamelCase));
  }
}
