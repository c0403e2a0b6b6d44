import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Where secrets and personal data could stand in what is logged. */
const REDACTED = [
  'authorization',
  '*.authorization',
  '*.headers',
  'identifier',
  '*.identifier',
  '*.body',
  '*.data',
];

/** What a line never holds, wherever it came from: credentials, accounts and keys, phone numbers, addresses. */
const SCRUBBED: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\b(Basic|Bearer) [\w.~+/=-]+/gi, '$1 ***'],
  [/\b(AC|SK)[0-9a-f]{32}\b/gi, '$1***'],
  [/(?:\+|%2B)\d{7,15}/gi, '+***'],
  [/\bhttps?:\/\/[^\s"\\]+/gi, '(address)'],
];

const scrub = (line: string): string =>
  SCRUBBED.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);

export type LogFormat = 'json' | 'pretty';

/** Without a word about its format, output is for people in a terminal, and for programs everywhere else. */
export const isForPeople = (format: LogFormat | null): boolean =>
  format === null ? process.stdout.isTTY : format === 'pretty';

const PLACE = /^[\w./-]+:\d+:\d+$/;

/** The place of a frame inside the program, `server/apollo.js:12:5`; frames of libraries and of Node say nothing new. */
function ownPlace(frame: string): string | null {
  if (frame.includes('node_modules')) return null;
  const start = Math.max(frame.lastIndexOf('/src/'), frame.lastIndexOf('/dist/'));
  const place = frame.slice(frame.indexOf('/', start + 1) + 1).replace(/\)$/, '');
  return start !== -1 && place.length < 200 && PLACE.test(place) ? place : null;
}

/** What the log tells of a defect: what kind it is and where it happened, never what a message says. */
export interface Defect {
  readonly type: string;
  readonly code?: string;
  readonly at: readonly string[];
}

const isName = (text: unknown): text is string => typeof text === 'string' && /^\w{1,64}$/.test(text);

/**
 * Describes an error for the log. Messages are left out, because those of libraries repeat values, addresses and bodies;
 * type, code and the places in our own sources are enough to find the defect.
 */
export function describeDefect(error: unknown): Defect {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const places = (error.stack ?? '').split('\n').map(ownPlace);
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: isName(error.constructor.name) ? error.constructor.name : 'Error',
    ...(isName(code) && { code }),
    at: places.filter((place) => place !== null).slice(0, 5),
  };
}

/**
 * JSON lines, one for each event, on stdout unless another destination is given. They are written at once: a line takes a
 * few microseconds, and none is lost when the program is killed, which is when the last ones count.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: REDACTED,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeDefect },
    hooks: { streamWrite: scrub },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Lines for people, on stdout; null where pino-pretty is not installed, as in production. */
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

/** The log on stdout: lines for people, or JSON. */
export async function openLogger(level: string, format: LogFormat | null): Promise<Logger> {
  const pretty = isForPeople(format) ? await openPretty() : null;
  const logger = createLogger(level, pretty ?? undefined);
  if (format === 'pretty' && pretty === null) {
    logger.warn('LOG_FORMAT=pretty needs the package pino-pretty, which is not installed: the log is JSON');
  }
  return logger;
}
