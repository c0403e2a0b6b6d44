import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ConfigError } from '../config/options.ts';

/** A wrong command line. The message says what was expected. */
export const usageError = (expected: string): ConfigError => new ConfigError(`${expected} Try --help.`);

/**
 * Parses the flags and words of a command.
 *
 * @throws ConfigError with the first sentence of the message of `parseArgs`, which names flags and no values
 */
export function parseFlags<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.(?:\s|$)/);
    throw usageError(`${sentence}.`);
  }
}
