/**
 * Reads one field of a record. Lenient, because Twilio may change its API, and an unexpected value must affect only its own
 * field. `undefined` is a key that is absent. A value that cannot be read is null, and `report` is called.
 */
export type FieldReader<T> = (value: unknown, report: () => void) => T | null;

const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;
const isString = (value: unknown): value is string => typeof value === 'string';

/** Null for a value that cannot be read. Reports it, unless it is missing. */
function unreadable(value: unknown, report: () => void): null {
  if (!isMissing(value)) report();
  return null;
}

export const string: FieldReader<string> = (value, report) =>
  isString(value) ? value : unreadable(value, report);

/** A string that is null when it is empty, such as a URL. */
export const optionalString: FieldReader<string> = (value, report) =>
  value === '' ? null : string(value, report);

/** A JSON string. An object in its place is serialized, unless it is too deep for that. */
export const jsonString: FieldReader<string> = (value, report) => {
  if (typeof value !== 'object' || value === null) return string(value, report);
  try {
    return JSON.stringify(value);
  } catch {
    report();
    return null;
  }
};

const INT_MAX = 2 ** 31 - 1;

const isInt = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= INT_MAX;

/** A whole number that fits GraphQL's Int (32 bits, signed), or a string of digits. */
export const integer: FieldReader<number> = (value, report) => {
  const number = isString(value) && value.trim() !== '' ? Number(value) : value;
  return isInt(number) ? number : unreadable(value, report);
};

/** `true` or `false`, also as a string. */
export const boolean: FieldReader<boolean> = (value, report) => {
  if (typeof value === 'boolean') return value;
  return value === 'true' || value === 'false' ? value === 'true' : unreadable(value, report);
};

const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const RFC_2822 = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)$/;

/** The form that Twilio Proxy writes, on a day that every month has. It needs no further check. */
const CANONICAL = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** The range of RFC 3339. */
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether the day exists. `Date` alone reads 30 February as 2 March. */
function isInCalendar(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** Milliseconds since the epoch, or null when the string is no valid date and time. */
function parseDateTime(text: string): number | null {
  const [, day] = RFC_3339.exec(text) ?? [];
  if (day === undefined ? !RFC_2822.test(text) : !isInCalendar(day)) return null;
  const milliseconds = Date.parse(text);
  return milliseconds >= FIRST && milliseconds <= LAST ? milliseconds : null;
}

/**
 * A date and time, as RFC 3339 in UTC. Reads RFC 3339, which Twilio Proxy writes (`2026-03-02T09:00:00Z`), and RFC 2822, which
 * older Twilio APIs write: https://www.twilio.com/docs/usage/twilios-response
 */
export const dateTime: FieldReader<string> = (value, report) => {
  if (isString(value) && CANONICAL.test(value)) return value;
  const milliseconds = isString(value) ? parseDateTime(value) : null;
  if (milliseconds !== null) return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
  return value === '' ? null : unreadable(value, report);
};
