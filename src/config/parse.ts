import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isEmulated } from './checks.ts';
import { type Environment, environment, optionRows } from './environment.ts';
import { fileOf, type Naming, rename } from './option-names.ts';
import { ConfigError } from './options.ts';

/** Environment variables by name, those of this process or others. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Leaves out empty variables: shells and compose files set them for absent values. */
export const withoutEmpty = (variables: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

interface SecretFiles {
  /** The secrets by name, without the white space around them. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Problems by the name of the secret that could not be read. */
  readonly problems: ReadonlyMap<string, string>;
}

/** The system's code for the failure, such as `ENOENT`. The message would repeat the path. */
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown error';

/** Reads the files that variables named `<SECRET>_FILE` point to. */
function readSecretFiles(variables: Readonly<Record<string, string>>): SecretFiles {
  const secrets: Record<string, string> = {};
  const problems = new Map<string, string>();
  for (const [name, { isSecret = false }] of optionRows) {
    const variable = fileOf(name);
    const path = variables[variable];
    if (!isSecret || path === undefined) continue;
    if (variables[name] !== undefined) {
      problems.set(name, `${name} and ${variable} are both set. Set one of them.`);
      continue;
    }
    try {
      const secret = readFileSync(path, 'utf8').trim();
      if (secret === '')
        problems.set(name, `${variable} must name a file that holds the secret, but it is empty.`);
      else secrets[name] = secret;
    } catch (error) {
      problems.set(name, `${variable} must name a readable file, but got ${codeOf(error)}.`);
    }
  }
  return { secrets, problems };
}

export const invalidConfiguration = (
  problems: readonly string[],
  invalid: readonly string[] = [],
): ConfigError => new ConfigError(['Invalid configuration:', ...problems].join('\n'), invalid);

/**
 * One text per problem, with the place in a list. A value that came from a file is reported by the variable that names the
 * file.
 */
const describeIssues = (issues: readonly z.core.$ZodIssue[], { secrets }: SecretFiles): string[] =>
  issues.map(({ path: [name, ...place], ...issue }) => {
    const variable = String(name) in secrets ? fileOf(String(name)) : String(name);
    return z.prettifyError({ issues: [{ ...issue, path: [variable, ...place] }] });
  });

const emulatorDefaults = Object.fromEntries(
  optionRows.flatMap(([name, { emulatorDefault }]) =>
    emulatorDefault === undefined ? [] : [[name, emulatorDefault]],
  ),
);

/**
 * Parses all options. `check` finds the problems of options together; problems that mention an option which is invalid by
 * itself are left out, because they may only follow from it.
 *
 * @throws ConfigError that lists all problems and repeats no value
 */
export function parseEnvironment(
  variables: Variables,
  naming: Naming,
  check: (env: Environment) => readonly string[],
): Environment {
  const set = withoutEmpty(variables);
  const files = readSecretFiles(set);
  const present = { ...set, ...files.secrets };
  const issues = environment.safeParse(present).error?.issues ?? [];
  const invalid = [...issues.map(({ path: [name] }) => String(name)), ...files.problems.keys()];
  const valid = Object.entries(present).filter(([name]) => !invalid.includes(name));
  const env = environment.parse(Object.fromEntries(valid));
  const conflicts = check(env).filter((problem) => !invalid.some((name) => problem.includes(name)));
  const problems = [
    ...describeIssues(issues, files),
    ...[...files.problems.values(), ...conflicts].map((problem) => `✖ ${problem}`),
  ];
  if (problems.length > 0) {
    throw invalidConfiguration(
      problems.map((problem) => rename(problem, naming)),
      invalid,
    );
  }
  return isEmulated(env) ? environment.parse({ ...emulatorDefaults, ...present }) : env;
}
