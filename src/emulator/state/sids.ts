import { hash } from 'node:crypto';

/**
 * A SID derived from a name: prefix and 32 lower-case hex digits. The same name gives the same SID.
 *
 * @example sidFor('KC', 'demo/order-1') // 'KC…'
 */
export const sidFor = (prefix: string, name: string): string =>
  prefix + hash('sha256', `${prefix}/${name}`).slice(0, 32);

const sidShape = /^([A-Z]{2})([0-9a-fA-F]{32})$/;

/** Whether the text is a SID with this prefix. Hex digits may be of either case. */
export const isSid = (prefix: string, text: string): boolean =>
  text.length === 34 && text.startsWith(prefix) && sidShape.test(text);

/** The form in which SIDs are stored: hex digits in lower case. Returns any other text unchanged. */
export function canonicalSid(text: string): string {
  const match = text.length === 34 ? sidShape.exec(text) : null;
  return match === null ? text : `${match[1] ?? ''}${(match[2] ?? '').toLowerCase()}`;
}
