import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../twilio/clock.ts';

/** How much of a request is still read after the response to it. */
export interface DiscardLimits {
  readonly maxBytes: number;
  readonly clock: Clock;
}

/** How long the rest of a request may take to arrive. */
const DISCARD_MS = 10_000;

/**
 * Reads and discards the rest of a request, and calls `done` at its end or at a limit. A connection that is closed with
 * unread bytes is reset, and the reset can reach the client before the response does.
 */
export function discardBody(source: IncomingMessage | Socket, limits: DiscardLimits, done: () => void): void {
  let left = limits.maxBytes;
  const onData = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) finish();
  };
  const finish = () => {
    cancel();
    source.off('data', onData).off('end', finish).off('close', finish);
    done();
  };
  const cancel = limits.clock.after(DISCARD_MS, finish);
  source.on('data', onData).once('end', finish).once('close', finish);
  source.resume();
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * The class of responses that may be sent before their request is complete, such as a refusal. The response is written at
 * once. The connection is usable again when the rest of the request is discarded, and closed if that exceeds a limit.
 */
export function earlyResponse(limits: DiscardLimits): typeof ServerResponse {
  return class<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
      const end = super.end.bind(this) as (...args: readonly unknown[]) => this;
      const { req } = this;
      if (req.complete || req.destroyed || !hasBody(req)) return end(chunk, encoding, callback);
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
      else this.flushHeaders();
      discardBody(req, limits, () => {
        if (!req.complete) this.once('finish', () => req.socket.destroySoon());
        end();
      });
      return this;
    }
  };
}
