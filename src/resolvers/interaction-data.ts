import { hideText } from '../graphql/masking.ts';

/** What `data` holds: `{"body":"…"}` for a message, `{"duration":"5"}` for a call, as JSON in a string. */
function parseData(data: string | null | undefined): Readonly<Record<string, unknown>> {
  if (!data) return {};
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The text of a message; null where `data` has none. A text that looks like JSON is still only text. */
export function messageBody(data: string | null | undefined): string | null {
  const { body } = parseData(data);
  return typeof body === 'string' ? body : null;
}

/** The length of a call in whole seconds; null where `data` has none. Twilio writes it as digits in a string. */
export function callDurationSeconds(data: string | null | undefined): number | null {
  const { duration } = parseData(data);
  const digits = typeof duration === 'number' ? String(duration) : duration;
  return typeof digits === 'string' && /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** `data` without the text: how long a call took stays, because `callDurationSeconds` tells it to everybody. */
export function maskData(data: string): string {
  const { duration } = parseData(data);
  if (callDurationSeconds(data) !== null) return JSON.stringify({ duration });
  return JSON.stringify({ body: hideText() });
}
