import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** An answer, or the reason why there is none. A request that was never connected can be repeated safely. */
export type PostResult =
  | { readonly status: number; readonly contentType: string; readonly body: string }
  | { readonly status: null; readonly connected: boolean; readonly error: string };

/** Milliseconds. Twilio's defaults: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
export interface PostTimeouts {
  /** For the connection, including TLS. */
  readonly connectMs: number;
  /** For the whole request. */
  readonly totalMs: number;
}

export const defaultTimeouts: PostTimeouts = { connectMs: 5000, totalMs: 15_000 };

/** Larger answers are failures. An answer holds TwiML or a small JSON object. */
const MAX_ANSWER_BYTES = 64 << 10;

/** Sends one POST over a connection of its own. Never rejects, and follows no redirects. */
export function post(
  target: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { connectMs, totalMs }: PostTimeouts,
  signal: AbortSignal,
): Promise<PostResult> {
  const isSecure = target.protocol === 'https:';
  return new Promise((resolve) => {
    let connected = false;
    const request = (isSecure ? requestHttps : requestHttp)(target, {
      method: 'POST',
      headers,
      agent: false,
      signal,
    });
    const connectTimer = setTimeout(() => request.destroy(new Error('connect timeout')), connectMs);
    const totalTimer = setTimeout(() => request.destroy(new Error('read timeout')), totalMs);
    const settle = (result: PostResult): void => {
      clearTimeout(connectTimer);
      clearTimeout(totalTimer);
      resolve(result);
    };
    const fail = (error: NodeJS.ErrnoException): void =>
      settle({ status: null, connected, error: error.code ?? error.message });

    request.once('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(connectTimer);
      }),
    );
    request.on('error', fail);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) response.destroy(new Error('answer too large'));
        else chunks.push(chunk);
      });
      response.once('error', fail);
      response.once('end', () =>
        settle({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.end(body);
  });
}
