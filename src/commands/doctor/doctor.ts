import type { Variables } from '../../config/parse.ts';
import { parseFlags, usageError } from '../flags.ts';
import type { Check } from './check.ts';
import { checkDocuments } from './check-documents.ts';
import { checkKeys } from './check-keys.ts';
import { checkOptions } from './check-options.ts';
import { checkRedis } from './check-redis.ts';
import { checkTwilio } from './check-twilio.ts';

/** The report of the command `doctor`. */
export interface DoctorReport {
  /** Whether no check failed. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** Checks the configuration, and what the gateway would connect to. All checks run, whatever the result of the others. */
export async function examine(variables: Variables, now: () => number = Date.now): Promise<DoctorReport> {
  const { config, isUpstreamKnown, checks: options } = checkOptions(variables);
  const others = await Promise.all([
    checkTwilio(config, isUpstreamKnown, now),
    checkDocuments(config),
    checkKeys(config),
    checkRedis(config),
  ]);
  const checks = [...options, ...others.flat()];
  return { ok: checks.every(({ status }) => status !== 'fail'), checks };
}

const toLine = ({ name, status, message }: Check) => `${status.padEnd(4)}  ${name}: ${message}`;

/**
 * The command `doctor`. Returns the exit code: 1 when a check failed.
 *
 * @throws ConfigError for a wrong command line
 */
export async function runDoctor(
  args: readonly string[],
  variables: Variables,
  write: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseFlags(args, { json: { type: 'boolean' } });
  if (positionals.length > 0) throw usageError('Expected no arguments.');
  const report = await examine(variables);
  write(values.json ? JSON.stringify(report, null, 2) : report.checks.map(toLine).join('\n'));
  return report.ok ? 0 : 1;
}
