import {
  AttemptError,
  type Next,
  type TwilioRequest,
  type TwilioResponse,
  type RequestContext,
} from '../../src/twilio/http/request.ts';
import { settle } from './manual-clock.ts';

/** An attempt as it reached the transport; a test says how it ends. */
export interface Attempt {
  readonly request: TwilioRequest;
  answer(status: number, rest?: Partial<Omit<TwilioResponse, 'status'>>): void;
  fail(kind: 'timeout' | 'unavailable' | 'bad-response', maySent?: boolean): void;
}

/** A transport that answers when it is told to. It ends an attempt when its signal aborts, as the real one does. */
export class StubTransport {
  readonly attempts: Attempt[] = [];

  readonly send: Next = (request) =>
    new Promise((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(new AttemptError(true, 'aborted', 'aborted')));
      this.attempts.push({
        request,
        answer: (status, { headers = {}, body = '{}' } = {}) => resolve({ status, headers, body }),
        fail: (kind, maySent = true) => reject(new AttemptError(maySent, kind, kind)),
      });
      request.onSent?.();
    });

  /** The attempt of that number, from 0; negative numbers count from the last. */
  at(index: number): Attempt {
    const attempt = this.attempts.at(index);
    if (!attempt) throw new Error(`There is no attempt ${index}: there were ${this.attempts.length}.`);
    return attempt;
  }
}

export type SomeRequest = Partial<Omit<TwilioRequest, 'context'>> & {
  readonly context?: Partial<RequestContext>;
};

/** A request with what a test does not care about. */
export const request = ({ context, ...some }: SomeRequest = {}): TwilioRequest => ({
  method: 'GET',
  path: '/v1/Services',
  form: null,
  authorization: 'Basic x',
  signal: new AbortController().signal,
  endpoint: 'GET /v1/Services',
  service: '',
  scope: [],
  context: { onCall: () => undefined, ...context },
  ...some,
});

/** How a promise ended, or `pending` when it has not yet. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const end = promise.catch((error: unknown) => error);
  await settle();
  return Promise.race([end, Promise.resolve('pending')]);
}
