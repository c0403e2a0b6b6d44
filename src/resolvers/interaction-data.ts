import { hideText } from '../graphql/masking.ts';

/** Parses `data`: `{"body":"…"}` for a message, `{"duration":"5"}` for a call, as JSON in a string. */
function parseData(data: string | null | undefined): Readonly<Record<string, unknown>> {
  if (!data) return {};
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The text of a message; null if `data` has none. A text that looks like JSON is not parsed. */
export function messageBody(data: string | null | undefined): string | null {
  const { body } = parseData(data);
  return typeof body === 'string' ? body : null;
}

/** The length of a call in whole seconds; null if `data` has none. Twilio sends it as a string of digits. */
export function callDurationSeconds(data: string | null | undefined): number | null {
  const { duration } = parseData(data);
  const digits = typeof duration === 'number' ? String(duration) : duration;
  return typeof digits === 'string' && /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** `data` without the message text. The duration of a call stays, because `callDurationSeconds` is not personal. */
export function maskData(data: string): string {
  const { duration } = parseData(data);
  if (callDurationSeconds(data) !== null) return JSON.stringify({ duration });
  return JSON.stringify({ body: hideText() });
}
