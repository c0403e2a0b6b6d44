import { invalid, missing } from '../errors.ts';
import { isSid } from '../state/sids.ts';

/** The largest number that Twilio takes for a ttl, in seconds. */
const LARGEST_TTL = 2147483646;

/**
 * The decoded parameters of a POST. Keys are case-sensitive, unknown ones are ignored.
 * An empty value counts as absent, except where a method says that it clears.
 * https://www.twilio.com/docs/usage/requests-to-twilio
 */
export class Form {
  readonly #values: Readonly<Record<string, readonly string[]>>;

  constructor(values: Readonly<Record<string, readonly string[]>>) {
    this.#values = values;
  }

  /** Whether the parameter was sent, even if it is empty. */
  has(key: string): boolean {
    return this.#values[key] !== undefined;
  }

  /** All values of a repeated key except empty ones. */
  all(key: string): readonly string[] {
    return (this.#values[key] ?? []).filter((value) => value !== '');
  }

  /** The last value, if any. At most `longest` characters. */
  text(key: string, longest = Infinity): string | undefined {
    const value = this.all(key).at(-1);
    if (value !== undefined && Array.from(value).length > longest) {
      throw invalid(key, `at most ${longest} characters`);
    }
    return value;
  }

  required(key: string, longest = Infinity): string {
    const value = this.text(key, longest);
    if (value === undefined) throw missing(key);
    return value;
  }

  boolean(key: string): boolean | undefined {
    const value = this.text(key)?.toLowerCase();
    if (value === undefined) return undefined;
    if (value !== 'true' && value !== 'false') throw invalid(key, 'true or false');
    return value === 'true';
  }

  /** Whole seconds; 0 is none. */
  seconds(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const seconds = /^\d{1,10}$/.test(value) ? Number(value) : NaN;
    if (!(seconds <= LARGEST_TTL)) throw invalid(key, `whole seconds from 0 to ${LARGEST_TTL}`);
    return seconds;
  }

  /** A date-time with a zone, as milliseconds since the epoch. */
  moment(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const ms = dateTime.test(value) ? Date.parse(value) : NaN;
    if (Number.isNaN(ms)) throw invalid(key, 'an ISO 8601 date-time in UTC');
    return ms;
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const known = values.find((each) => each === value);
    if (known === undefined) throw invalid(key, `one of ${values.join(', ')}`);
    return known;
  }

  /** A web address of at most 4000 characters, fragments included; an empty value clears it. */
  url(key: string): string | null | undefined {
    if (!this.has(key)) return undefined;
    const value = this.text(key, 4000);
    if (value === undefined) return null;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) throw invalid(key, 'an absolute http or https URL');
    // Twilio refuses its own Proxy addresses since 2019: https://www.twilio.com/docs/proxy/proxy-changelog
    if (/^proxy(\.[a-z0-9-]+)*\.twilio\.com$/.test(url.hostname))
      throw invalid(key, 'not an address of Proxy itself');
    return value;
  }

  /** A SID with this prefix; an empty value clears it. */
  sid(key: string, prefix: string): string | null | undefined {
    if (!this.has(key)) return undefined;
    const value = this.text(key);
    if (value === undefined) return null;
    if (!isSid(prefix, value)) throw invalid(key, `${prefix} and 32 hex digits`);
    return value;
  }
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Reads a form-encoded body. Repeated keys keep their order, malformed escapes are kept unchanged. */
export function readForm(body: string): Record<string, string[]> {
  const values: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [key, value] of new URLSearchParams(body)) (values[key] ??= []).push(value);
  return values;
}
