import { readFileSync } from 'node:fs';
import { fileOf, secretNames } from './environment.ts';

/** What was found in the files of secrets. */
export interface SecretFiles {
  /** The secrets by name, white space at both ends left out. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What is wrong, by the secret that is missing because of it. */
  readonly problems: ReadonlyMap<string, string>;
}

/** Why a file cannot be read, as the system says it: `ENOENT`. Neither its name nor its content is told. */
const reasonOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown error';

/** Reads the secrets whose files are named by `<SECRET>_FILE`. */
export function readSecretFiles(variables: Readonly<Record<string, string | undefined>>): SecretFiles {
  const secrets: Record<string, string> = {};
  const problems = new Map<string, string>();
  for (const name of secretNames) {
    const variable = fileOf(name);
    const path = variables[variable];
    if (path === undefined) continue;
    if (variables[name] !== undefined) {
      problems.set(name, `${name} and ${variable} are both set. Set one of them.`);
      continue;
    }
    try {
      const secret = readFileSync(path, 'utf8').trim();
      if (secret === '')
        problems.set(name, `${variable} names an empty file. The file must hold the secret.`);
      else secrets[name] = secret;
    } catch (error) {
      problems.set(name, `${variable} must name a file that can be read, but got ${reasonOf(error)}.`);
    }
  }
  return { secrets, problems };
}
