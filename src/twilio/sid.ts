import { lineage, type Resource, type SidPath } from './resource.ts';

const HEX_32 = /^[0-9a-f]{32}$/;

/**
 * The canonical form of a SID (prefix in upper case, hexadecimal digits in lower case), or null when the text is none.
 * Two letters and 32 hexadecimal digits, nothing else; Twilio takes the digits in either case.
 */
export function parseSid(prefix: string, text: string): string | null {
  if (text.length !== 34 || !text.startsWith(prefix)) return null;
  const digits = text.slice(2).toLowerCase();
  return HEX_32.test(digits) ? prefix + digits : null;
}

/** Says how a path of that resource is written: `KS…-KC…`. */
export function pathForm(resource: Resource): string {
  return lineage(resource)
    .map(({ sidPrefix }) => `${sidPrefix}…`)
    .join('-');
}

/** The canonical path of that resource, or null when a part is missing, too many or no SID of the right kind. */
export function parseSidPath(resource: Resource, parts: readonly string[]): SidPath | null {
  const resources = lineage(resource);
  if (parts.length !== resources.length) return null;
  const path = resources.map(({ sidPrefix }, index) => parseSid(sidPrefix, parts[index] ?? ''));
  return path.every((sid) => sid !== null) ? path : null;
}
