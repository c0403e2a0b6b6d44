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

const isCanonical = ({ lineage }: Resource, parts: readonly string[]): boolean => {
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (part.length !== 34 || !part.startsWith(lineage[index]?.sidPrefix ?? '') || !CANONICAL.test(part))
      return false;
  }
  return true;
};

/**
 * The canonical path of that resource, or null when a part is missing, too many or no SID of the right kind. Paths are
 * checked before each call, and nearly all are canonical: such a one is given back as it is.
 */
export function parseSidPath(resource: Resource, parts: SidPath): SidPath | null {
  const { lineage } = resource;
  if (parts.length !== lineage.length) return null;
  if (isCanonical(resource, parts)) return parts;
  const path: string[] = [];
  for (const [index, { sidPrefix }] of lineage.entries()) {
    const sid = parseSid(sidPrefix, parts[index] ?? '');
    if (sid === null) return null;
    path.push(sid);
  }
  return path;
}
