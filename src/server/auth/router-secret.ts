import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { digestOf } from './viewer.ts';

/**
 * Whether a request may read `_service` and `_entities`: every request if there is no secret, else only one with the
 * secret in `x-router-secret`. The comparison takes constant time.
 */
export function createRouterCheck(secret: string | null): (headers: IncomingHttpHeaders) => boolean {
  if (secret === null) return () => true;
  const expected = digestOf(secret);
  return (headers) => {
    const sent = headers['x-router-secret'];
    return typeof sent === 'string' && timingSafeEqual(digestOf(sent), expected);
  };
}
