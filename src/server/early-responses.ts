import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../twilio/clock.ts';

/** How much of a request is read after its answer. */
export interface DiscardLimits {
  readonly maxBytes: number;
  readonly clock: Clock;
}

/** How long the rest of a request may take to arrive. */
const DISCARD_MS = 10_000;

/**
 * Reads and discards what still comes, and calls when that has ended, or when it becomes too much or takes too long. A
 * connection that is closed with unread bytes is reset, and the reset can overtake the answer: the caller never sees it.
 */
export function discard(source: IncomingMessage | Socket, limits: DiscardLimits, done: () => void): void {
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
 * Responses that may be sent before their request has arrived, as refusals are: the answer is written at once, and the
 * connection goes on when the rest of the request has been discarded. It is closed when that is too much.
 */
export function earlyResponse(limits: DiscardLimits): typeof ServerResponse {
  return class<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
      const end = super.end.bind(this) as (...args: readonly unknown[]) => this;
      const { req } = this;
      if (req.complete || req.destroyed || !hasBody(req)) return end(chunk, encoding, callback);
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
      else this.flushHeaders();
      discard(req, limits, () => {
        if (!req.complete) this.once('finish', () => req.socket.destroySoon());
        end();
      });
      return this;
    }
  };
}
