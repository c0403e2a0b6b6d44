/**
 * How one field is read from a record of the REST API: leniently, because Twilio may change and an odd value must never
 * cost more than its own field. `undefined` stands for a key that is absent. An unreadable value is null, and `report`
 * is told so.
 */
export type FieldReader<T> = (value: unknown, report: () => void) => T | null;

const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;
const isText = (value: unknown): value is string => typeof value === 'string';

/** What no reader can read. */
function unreadable(value: unknown, report: () => void): null {
  if (!isMissing(value)) report();
  return null;
}

export const text: FieldReader<string> = (value, report) =>
  isText(value) ? value : unreadable(value, report);

/** A text for which an empty one says nothing, such as an address. */
export const textOrNothing: FieldReader<string> = (value, report) =>
  value === '' ? null : text(value, report);

/** JSON text as Twilio keeps it; an object in its place is written out, unless it is too deep for that. */
export const jsonText: FieldReader<string> = (value, report) => {
  if (typeof value !== 'object' || value === null) return text(value, report);
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

/** A whole number that fits GraphQL's Int (32 bits, signed); digits in a string count as well. */
export const integer: FieldReader<number> = (value, report) => {
  const number = isText(value) && value.trim() !== '' ? Number(value) : value;
  return isInt(number) ? number : unreadable(value, report);
};

export const flag: FieldReader<boolean> = (value, report) => {
  if (typeof value === 'boolean') return value;
  return value === 'true' || value === 'false' ? value === 'true' : unreadable(value, report);
};

const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const RFC_2822 = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)$/;

/** What needs no second look: as Twilio Proxy writes moments, on a day that every month has. */
const CANONICAL_MOMENT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** The years that RFC 3339 can write. */
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** `Date` would take 30 February for 2 March. */
function isInCalendar(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** Milliseconds since the epoch; null for a text that is no moment. */
function parseMoment(text: string): number | null {
  const [, day] = RFC_3339.exec(text) ?? [];
  if (day === undefined ? !RFC_2822.test(text) : !isInCalendar(day)) return null;
  const milliseconds = Date.parse(text);
  return milliseconds >= FIRST && milliseconds <= LAST ? milliseconds : null;
}

/**
 * A moment as RFC 3339 in UTC. Twilio Proxy writes `2026-03-02T09:00:00Z`; older Twilio APIs write RFC 2822
 * (https://www.twilio.com/docs/usage/twilios-response). Both are read, anything else is null.
 */
export const moment: FieldReader<string> = (value, report) => {
  if (isText(value) && CANONICAL_MOMENT.test(value)) return value;
  const milliseconds = isText(value) ? parseMoment(value) : null;
  if (milliseconds !== null) return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
  return value === '' ? null : unreadable(value, report);
};
