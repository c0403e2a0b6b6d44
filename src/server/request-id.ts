import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What an id of a caller may look like: nothing that could end a line of a log, a header or a word in either. */
const WELL_FORMED = /^[\w.-]{1,64}$/;

/** The id under which a request is known everywhere: the caller's `x-request-id` when it is well-formed, else a new UUID. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && WELL_FORMED.test(sent) ? sent : randomUUID();
}
