import type { Resource, SidPath } from './resource.ts';

const HEX_32 = /^[0-9a-f]{32}$/;
const CANONICAL = /^[A-Z]{2}[0-9a-f]{32}$/;

/**
 * The canonical form of a SID (prefix in upper case, hexadecimal digits in lower case), or null when the text is none.
 * Two letters and 32 hexadecimal digits, nothing else; Twilio takes the digits in either case.
 */
export function parseSid(prefix: string, text: string): string | null {
  if (text.length !== 34 || !text.startsWith(prefix)) return null;
  if (CANONICAL.test(text)) return text;
  const digits = text.slice(2).toLowerCase();
  return HEX_32.test(digits) ? prefix + digits : null;
}

/** Says how a path of that resource is written: `KS…-KC…`. */
export function pathForm(resource: Resource): string {
  return resource.lineage.map(({ sidPrefix }) => `${sidPrefix}…`).join('-');
}

/** The canonical path of that resource, or null when a part is missing, too many or no SID of the right kind. */
export function parseSidPath({ lineage }: Resource, parts: readonly string[]): SidPath | null {
  if (parts.length !== lineage.length) return null;
  const path: string[] = [];
  for (const [index, { sidPrefix }] of lineage.entries()) {
    const sid = parseSid(sidPrefix, parts[index] ?? '');
    if (sid === null) return null;
    path.push(sid);
  }
  return path;
}
