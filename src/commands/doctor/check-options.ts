import { type Config, readConfig } from '../../config/config.ts';
import { fileOf } from '../../config/option-names.ts';
import { ConfigError } from '../../config/options.ts';
import type { Variables } from '../../config/parse.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** Options that choose the upstream: without one of them, the other checks would examine another upstream. */
const UPSTREAM = /^(?:TWILIO_(?:ACCOUNT_SID|AUTH_TOKEN|API_KEY|API_SECRET|PROXY_BASE_URL)|EMULATOR)$/;

export interface OptionsReport {
  /** Null when too many options are invalid to go on. */
  readonly config: Config | null;
  readonly checks: readonly Check[];
}

/** The problems of a ConfigError, without its heading and with the lines of each joined. */
const problemsOf = ({ message }: ConfigError): readonly string[] =>
  message
    .split(/^✖ /m)
    .slice(1)
    .map((problem) => problem.trim().replace(/\s*\n\s*/g, ' '));

/** The variables without invalid options, so that the rest can be checked in the same run. */
function withoutInvalid(variables: Variables, { invalid }: ConfigError): Variables {
  const without = new Set(invalid.flatMap((name) => [name, fileOf(name)]));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !without.has(name)));
}

/** Reads the options as the gateway does at its start. */
export function checkOptions(variables: Variables): OptionsReport {
  try {
    const config = readConfig(variables);
    const misspelt = config.misspelt.map(({ variable, meant }) =>
      warn('options', `${variable} is not an option. Did you mean ${meant}?`),
    );
    return { config, checks: misspelt.length > 0 ? misspelt : [ok('options', 'All options are valid.')] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const checks = problemsOf(error).map((problem) => fail('options', problem));
    if (error.invalid.length === 0 || error.invalid.some((name) => UPSTREAM.test(name))) {
      return { config: null, checks };
    }
    const rest = checkOptions(withoutInvalid(variables, error));
    // Problems of several options together are found both times.
    const others = rest.checks.filter(({ message }) => !checks.some((check) => check.message === message));
    return { config: rest.config, checks: [...checks, ...others.filter(({ status }) => status !== 'ok')] };
  }
}
