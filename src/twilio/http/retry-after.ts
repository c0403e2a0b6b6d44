import type { TwilioResponse } from './request.ts';

/** A day: longer than any wait, and short enough for every timer. */
const LONGEST_MS = 86_400_000;

const SECONDS = /^\d{1,20}$/;
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const RFC_850 = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/** The three forms of a date that a recipient must read: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
function parseHttpDate(text: string): number | null {
  const isAsctime = ASCTIME.test(text);
  if (!isAsctime && !IMF_FIXDATE.test(text) && !RFC_850.test(text)) return null;
  const time = Date.parse(isAsctime ? `${text} GMT` : text);
  return Number.isNaN(time) ? null : time;
}

/**
 * The `Retry-After` of a response in milliseconds, at most a day: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 * Null when it is missing or invalid. A date is compared with the `Date` of the response, so that the clocks may differ.
 */
export function retryAfterMs(
  { headers }: Pick<TwilioResponse, 'headers'>,
  wallNow: () => number,
): number | null {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (SECONDS.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  const until = parseHttpDate(text);
  if (until === null) return null;
  const sent = typeof headers['date'] === 'string' ? parseHttpDate(headers['date']) : null;
  return Math.min(Math.max(until - (sent ?? wallNow()), 0), LONGEST_MS);
}
