import type { Resource, SidPath } from './resource.ts';

const LENGTH = 34;

/** The characters that digits of a canonical SID have: a table takes half of the time of a regular expression. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether all that stands behind the prefix is a digit in lower case. */
function hasDigits(text: string): boolean {
  for (let index = 2; index < LENGTH; index += 1) if (DIGITS[text.charCodeAt(index)] !== 1) return false;
  return true;
}

/**
 * The canonical form of a SID (prefix in upper case, hexadecimal digits in lower case), or null when the text is none.
 * Two letters and 32 hexadecimal digits, nothing else; Twilio takes the digits in either case.
 */
export function parseSid(prefix: string, text: string): string | null {
  if (text.length !== LENGTH || !text.startsWith(prefix)) return null;
  if (hasDigits(text)) return text;
  const canonical = prefix + text.slice(2).toLowerCase();
  return hasDigits(canonical) ? canonical : null;
}

/** Says how a path of that resource is written: `KS…-KC…`. */
export function pathForm(resource: Resource): string {
  return resource.lineage.map(({ sidPrefix }) => `${sidPrefix}…`).join('-');
}

const isCanonical = ({ lineage }: Resource, parts: readonly string[]): boolean => {
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (part.length !== LENGTH || !part.startsWith(lineage[index]?.sidPrefix ?? '') || !hasDigits(part))
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
