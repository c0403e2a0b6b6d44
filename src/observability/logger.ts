import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Paths that could hold secrets or personal data. */
const REDACTED = [
  'authorization',
  '*.authorization',
  '*.headers',
  'identifier',
  '*.identifier',
  '*.body',
  '*.data',
];

/** Replaced in every line: credentials, account and key SIDs, phone numbers, URLs. */
const REPLACEMENTS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\b(Basic|Bearer) [\w.~+/=-]+/gi, '$1 ***'],
  [/\b(AC|SK)[0-9a-f]{32}\b/gi, '$1***'],
  [/(?:\+|%2B)\d{7,15}/gi, '+***'],
  [/\bhttps?:\/\/[^\s"\\]+/gi, '(address)'],
];

const redactLine = (line: string): string =>
  REPLACEMENTS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);

export type LogFormat = 'json' | 'pretty';

/** Whether output is pretty. Default: in a terminal. */
export const isPretty = (format: LogFormat | null): boolean =>
  format === null ? process.stdout.isTTY : format === 'pretty';

const POSITION = /^[\w./-]+:\d+:\d+$/;

/** The position of a stack frame in our own sources, such as `server/apollo.js:12:5`; null for other frames. */
function ownPosition(frame: string): string | null {
  if (frame.includes('node_modules')) return null;
  const start = Math.max(frame.lastIndexOf('/src/'), frame.lastIndexOf('/dist/'));
  const position = frame.slice(frame.indexOf('/', start + 1) + 1).replace(/\)$/, '');
  return start !== -1 && position.length < 200 && POSITION.test(position) ? position : null;
}

/** An error in the log: its type, code and positions in our sources, without its message. */
export interface ErrorDescription {
  readonly type: string;
  readonly code?: string;
  readonly at: readonly string[];
}

const isName = (text: unknown): text is string => typeof text === 'string' && /^\w{1,64}$/.test(text);

/**
 * Describes an error for the log. Messages are left out, because those of libraries contain values, URLs and bodies. Type,
 * code and the positions in our own sources are enough to find the cause.
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const positions = (error.stack ?? '').split('\n').map(ownPosition);
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: isName(error.constructor.name) ? error.constructor.name : 'Error',
    ...(isName(code) && { code }),
    at: positions.filter((position) => position !== null).slice(0, 5),
  };
}

/**
 * Logs JSON lines to stdout or to another destination. Lines are written synchronously: one takes a few microseconds, and
 * none is lost when the process is killed.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: REDACTED,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    hooks: { streamWrite: redactLine },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A stream of pretty lines to stdout; null if pino-pretty is not installed, as in production. */
async function openPretty(): Promise<DestinationStream | null> {
  try {
    const { build } = await import('pino-pretty');
    return build({
      colorize: process.stdout.isTTY,
      singleLine: true,
      destination: 1,
      sync: true,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** The logger of the program, to stdout. */
export async function openLogger(level: string, format: LogFormat | null): Promise<Logger> {
  const pretty = isPretty(format) ? await openPretty() : null;
  const logger = createLogger(level, pretty ?? undefined);
  if (format === 'pretty' && pretty === null) {
    logger.warn('LOG_FORMAT=pretty needs the package pino-pretty, which is not installed. The log is JSON');
  }
  return logger;
}
