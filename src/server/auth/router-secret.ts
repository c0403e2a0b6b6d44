import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Tells of a request whether it may ask `_service` and `_entities`: every one when there is no secret, else only one that
 * sends it in `x-router-secret`. How long the comparison takes says nothing about the secret.
 */
export function createRouterCheck(secret: string | null): (headers: IncomingHttpHeaders) => boolean {
  if (secret === null) return () => true;
  const expected = digest(secret);
  return (headers) => {
    const given = headers['x-router-secret'];
    return typeof given === 'string' && timingSafeEqual(digest(given), expected);
  };
}
