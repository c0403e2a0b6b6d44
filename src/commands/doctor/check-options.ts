import { type Config, readConfig, readUncheckedConfig } from '../../config/config.ts';
import { fileOf } from '../../config/option-names.ts';
import { ConfigError } from '../../config/options.ts';
import type { Variables } from '../../config/parse.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** Options that choose the upstream. Without one of them another upstream would be examined. */
const UPSTREAM = /^(?:TWILIO_(?:ACCOUNT_SID|AUTH_TOKEN|API_KEY|API_SECRET|PROXY_BASE_URL)|EMULATOR)$/;

export interface OptionsReport {
  /** What the valid options say, so that the other checks can run in the same run. */
  readonly config: Config;
  /** Whether the options say which upstream to examine, and with which credentials. */
  readonly isUpstreamKnown: boolean;
  readonly checks: readonly Check[];
}

/** Where zod names the option of a problem, on the line after it. */
const PLACE = '→ at ';

/** One problem of a ConfigError in one line, which starts with the option where it is known. */
function toLine(problem: string): string {
  const lines = problem.split('\n').map((line) => line.trim());
  const place = lines.find((line) => line.startsWith(PLACE));
  const text = lines.filter((line) => line !== '' && line !== place).join(' ');
  return place ? `${place.slice(PLACE.length)}: ${text}` : text;
}

/** The problems of a ConfigError, without its heading. */
const problemsOf = ({ message }: ConfigError): readonly string[] =>
  message.split(/^✖ /m).slice(1).map(toLine);

function withoutInvalid(variables: Variables, { invalid }: ConfigError): Variables {
  const without = new Set(invalid.flatMap((name) => [name, fileOf(name)]));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !without.has(name)));
}

const misspeltIn = ({ misspelt }: Config): readonly Check[] =>
  misspelt.map(({ variable, meant }) =>
    warn('options', `${variable} is not an option. Did you mean ${meant}?`),
  );

/** Reads the options as the gateway does at its start. */
export function checkOptions(variables: Variables): OptionsReport {
  try {
    const config = readConfig(variables);
    const misspelt = misspeltIn(config);
    const checks = misspelt.length > 0 ? misspelt : [ok('options', 'All options are valid.')];
    return { config, isUpstreamKnown: true, checks };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const config = readUncheckedConfig(withoutInvalid(variables, error));
    const { upstream, auth } = config;
    return {
      config,
      isUpstreamKnown:
        !error.invalid.some((name) => UPSTREAM.test(name)) &&
        upstream.kind === 'twilio' &&
        (upstream.credentials !== null || auth.mode === 'forward'),
      checks: [...problemsOf(error).map((problem) => fail('options', problem)), ...misspeltIn(config)],
    };
  }
}
