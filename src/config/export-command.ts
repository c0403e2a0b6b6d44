import { parseArgs } from 'node:util';
import { parseSid } from '../twilio/sid.ts';
import { UsageError } from './options.ts';

/** The arguments of `export`. */
export interface ExportCommand {
  readonly kind: 'export';
  readonly serviceSid: string;
  /** Milliseconds since the epoch. Null: all Sessions. */
  readonly since: number | null;
  /** The file to write. Null: standard output. */
  readonly out: string | null;
  /** Whether to continue the file. */
  readonly resume: boolean;
  /** Whether personal data is written as it is. */
  readonly pii: boolean;
}

export const exportUsage = 'export --service KS… [--since DATE] [--out FILE] [--resume] [--pii]';

export const exportHelp = `Options of export
  --service KS…      SID of the Service.
  --since DATE       Only Sessions created on or after that date: 2026-03-02 or 2026-03-02T09:00:00Z.
  --out FILE         File to write, readable by its owner only. Default: standard output.
  --resume           Continues that file after an interruption.
  --pii              Writes phone numbers and message texts. Default: masked.`;

const options = {
  help: { type: 'boolean', short: 'h' },
  service: { type: 'string' },
  since: { type: 'string' },
  out: { type: 'string' },
  resume: { type: 'boolean' },
  pii: { type: 'boolean' },
} as const;

const usage = (message: string) => new UsageError(`${message} Try --help.`);

/** The messages of `parseArgs` name flags and no values; only their first sentence fits here. */
function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.(?:\s|$)/);
    throw usage(`${sentence}.`);
  }
}

const DATE = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** A day in UTC, or a date and time with its zone. */
function parseDate(text: string): number {
  const [, day] = DATE.exec(text) ?? [];
  const midnight = new Date(`${day ?? ''}T00:00:00Z`);
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day ?? ' ');
  const milliseconds = isDay ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw usage('Expected --since to be a date, such as 2026-03-02 or 2026-03-02T09:00:00Z.');
}

/**
 * Parses the arguments after `export`. Null when they ask for help.
 *
 * @throws UsageError with the expected usage
 */
export function readExportCommand(args: readonly string[]): ExportCommand | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length > 0) throw usage('Expected only options after "export", but got more.');
  const serviceSid = parseSid('KS', values.service ?? '');
  if (serviceSid === null)
    throw usage('Expected --service with the SID of a Service: KS and 32 hexadecimal digits.');
  if (values.out === '') throw usage('Expected a value after --out, but got none.');
  if (values.resume && values.out === undefined) {
    throw usage('Expected --out with --resume: only a file can be continued.');
  }
  return {
    kind: 'export',
    serviceSid,
    since: values.since === undefined ? null : parseDate(values.since),
    out: values.out ?? null,
    resume: values.resume ?? false,
    pii: values.pii ?? false,
  };
}
