import type { Resource, SidPath } from './resource.ts';

const DIGITS = /^[0-9a-f]{32}$/;

/**
 * The canonical form of a SID (prefix in upper case, hexadecimal digits in lower case), or null when the text is none.
 * Two letters and 32 hexadecimal digits, nothing else; Twilio takes the digits in either case.
 */
export function parseSid(prefix: string, text: string): string | null {
  const digits = text.slice(2).toLowerCase();
  return text.startsWith(prefix) && DIGITS.test(digits) ? prefix + digits : null;
}

/** Says how a path of that resource is written: `KS…-KC…`. */
export function pathForm(resource: Resource): string {
  return resource.lineage.map(({ sidPrefix }) => `${sidPrefix}…`).join('-');
}

/** The canonical path of that resource, or null when a part is missing, too many or no SID of the right kind. */
export function parseSidPath({ lineage }: Resource, parts: SidPath): SidPath | null {
  if (parts.length !== lineage.length) return null;
  const path = lineage.map(({ sidPrefix }, index) => parseSid(sidPrefix, parts[index] ?? ''));
  return path.every((sid) => sid !== null) ? path : null;
}
