import { parseSid } from '../../twilio/sid.ts';
import { parseFlags, usageError } from '../flags.ts';

/** The arguments of `export`. */
export interface ExportArguments {
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

const options = {
  service: { type: 'string' },
  since: { type: 'string' },
  out: { type: 'string' },
  resume: { type: 'boolean' },
  pii: { type: 'boolean' },
} as const;

const DATE = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** A day in UTC, or a date and time with its zone. */
function parseDate(text: string): number {
  const [, day] = DATE.exec(text) ?? [];
  const midnight = new Date(`${day ?? ''}T00:00:00Z`);
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day ?? ' ');
  const milliseconds = isDay ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw usageError('Expected --since to be a date, such as 2026-03-02 or 2026-03-02T09:00:00Z.');
}

/**
 * Parses the arguments after `export`.
 *
 * @throws ConfigError with the expected usage
 */
export function readExportArguments(args: readonly string[]): ExportArguments {
  const { values, positionals } = parseFlags(args, options);
  if (positionals.length > 0) throw usageError('Expected only options after "export", but got more.');
  const serviceSid = parseSid('KS', values.service ?? '');
  if (serviceSid === null)
    throw usageError('Expected --service with the SID of a Service: KS and 32 hexadecimal digits.');
  if (values.out === '') throw usageError('Expected a value after --out, but got none.');
  if (values.resume && values.out === undefined) {
    throw usageError('Expected --out with --resume: only a file can be continued.');
  }
  return {
    serviceSid,
    since: values.since === undefined ? null : parseDate(values.since),
    out: values.out ?? null,
    resume: values.resume ?? false,
    pii: values.pii ?? false,
  };
}
