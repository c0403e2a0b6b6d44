import { type Config, readConfig } from './config.ts';
import { optionNames } from './environment.ts';
import type { EnvironmentOptions } from './generated.ts';
import { splitUrls } from './forms.ts';
import { asProperty, asVariable, fileOf, toCamelCase, toVariable } from './option-names.ts';
import type { GatewayOptions } from './options.ts';
import { invalidConfiguration } from './parse.ts';

type OptionValue = EnvironmentOptions[keyof EnvironmentOptions];

/** Whether the item of a list would not be split: at commas, except those of a URL. */
function isOneValue(option: string, item: unknown): boolean {
  if (typeof item !== 'string') return false;
  return option === toCamelCase('WEBHOOK_URL') ? splitUrls(item).length === 1 : !item.includes(',');
}

/** A problem of an option other than its value; null when there is none. */
function problemOf(option: string, value: unknown): string | null {
  if (!optionNames.some((name) => name === toVariable(option))) return `✖ Unknown option "${option}".`;
  // An empty variable is one that is not set. An empty string here is a secret that was not filled in.
  if (value === '' || value === null) return `✖ "${option}" must not be empty. Leave it out instead.`;
  if (Array.isArray(value) && !value.every((item) => isOneValue(option, item))) {
    return `✖ "${option}" must be a list of strings, with one value each.`;
  }
  return null;
}

const PREFIX = /^(?:\/[\w~-][\w.~-]*)*$/;

/**
 * A prefix without the slash at its end.
 *
 * @throws ConfigError
 */
export function readPrefix(prefix: string): string {
  const path = prefix.replace(/\/$/, '');
  if (PREFIX.test(path)) return path;
  throw invalidConfiguration([
    '✖ "prefix" must be a path such as "/twilio", of letters, digits, -, _, ~ and dots.',
  ]);
}

/** A value as an environment variable has it. */
const toText = (value: OptionValue) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));

/**
 * Reads the options of the library by the rules of environment variables. `environment` has the values of omitted options.
 * Nothing is read from this process.
 *
 * @throws ConfigError that names options as they were given: as variables when there is an `environment`
 */
export function configOf({
  environment,
  authenticate,
  ...options
}: Omit<GatewayOptions, 'log' | 'plugins' | 'prefix' | 'onOperation'>): Config {
  const given = Object.entries<OptionValue>(options).filter(([, value]) => value !== undefined);
  const problems = given
    .map(([option, value]) => problemOf(option, value))
    .filter((problem) => problem !== null);
  if (problems.length > 0) throw invalidConfiguration(problems);
  const variables = given.map(([option, value]) => [toVariable(option), toText(value)] as const);
  // An option replaces the variable, and so the file that the variable may name.
  const unused = variables.map(([name]) => [fileOf(name), undefined] as const);
  return readConfig(
    { ...environment, ...Object.fromEntries(unused), ...Object.fromEntries(variables) },
    environment === undefined ? asProperty : asVariable,
    authenticate,
  );
}
