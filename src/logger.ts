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

/** JSON lines on stdout, one for each event. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: REDACTED, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}
