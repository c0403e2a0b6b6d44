/**
 * The place of a record in Twilio's tree: the SIDs from the Service down, `[serviceSid, sessionSid, …]`.
 * The same list is the URL, the loader key, the cache key and the GraphQL id.
 */
export type SidPath = readonly string[];

const DIGITS = /^[0-9a-f]{32}$/;

/**
 * The canonical form of a SID (prefix in upper case, hexadecimal digits in lower case), or null when the string is no SID.
 * A SID is the prefix and 32 hexadecimal digits, nothing else. Twilio takes the digits in either case.
 */
export function parseSid(prefix: string, value: string): string | null {
  const digits = value.slice(2).toLowerCase();
  return value.startsWith(prefix) && DIGITS.test(digits) ? prefix + digits : null;
}

/** Whether one of the paths lies at, under or above the other. */
export function areRelated(a: SidPath, b: SidPath): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.every((sid, index) => longer[index] === sid);
}

/** The deepest record: a message interaction. */
const MAX_DEPTH = 4;

const ANY_SID = /^[A-Z]{2}[0-9a-f]{32}$/;

/** Reads a path in the form `KS…-KC…`; an empty text is the empty path. Null if a part is no canonical SID. */
export function parseScope(text: string): SidPath | null {
  if (text === '') return [];
  const path = text.split('-', MAX_DEPTH + 1);
  return path.length <= MAX_DEPTH && path.every((sid) => ANY_SID.test(sid)) ? path : null;
}
