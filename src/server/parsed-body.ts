import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { preParsingHookHandler, RequestPayload } from 'fastify';

/** The text of a body that another framework has parsed: of JSON, or of a form. Null if none has. */
function textOf({ body, headers }: IncomingMessage & { readonly body?: unknown }): string | null {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return body.toString();
  if (typeof body !== 'object' || body === null) return null;
  return headers['content-type']?.includes('json')
    ? JSON.stringify(body)
    : new URLSearchParams(body as Record<string, string>).toString();
}

/**
 * Reads the body of a request that another framework has read before, such as Express with `express.json()`, which leaves
 * the result in `body`. Fastify would wait for the body for ever.
 */
export const readParsedBody: preParsingHookHandler = ({ raw }, _reply, payload, done) => {
  const text = raw.readableEnded ? textOf(raw) : null;
  if (text === null) {
    done(null, payload);
    return;
  }
  const parsed: RequestPayload = Readable.from([text], { objectMode: false });
  // Fastify compares it with the length that the header announces.
  parsed.receivedEncodedLength = Number(raw.headers['content-length']);
  done(null, parsed);
};
