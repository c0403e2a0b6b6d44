import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Ids of callers are limited to characters that are safe in a log line and in a header. */
const REQUEST_ID = /^[\w.-]{1,64}$/;

/** The id of a request in logs, errors and responses: a well-formed `x-request-id`, else a new UUID. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const id = headers['x-request-id'];
  return typeof id === 'string' && REQUEST_ID.test(id) ? id : randomUUID();
}

/** Responses contain personal data, so nothing may store them. Files that may be cached replace `cache-control`. */
const COMMON = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/**
 * Headers of data, which loads nothing and belongs in no frame: the list of OWASP for REST.
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export const dataHeaders = {
  ...COMMON,
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-frame-options': 'DENY',
};

/**
 * Headers of the explorer: the defaults of helmet 8 with a stricter policy, without other hosts and inline scripts. Inline
 * styles are allowed, because the explorer's editor needs them.
 */
export const pageHeaders = {
  ...COMMON,
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};
