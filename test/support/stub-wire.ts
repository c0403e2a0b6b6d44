import { AttemptError, type HttpAnswer, type HttpRequest, type Send } from '../../src/twilio/http.ts';
import { settle } from './manual-clock.ts';

/** An attempt as it reached the wire; a test says how it ends. */
export interface Attempt {
  readonly request: HttpRequest;
  answer(status: number, rest?: Partial<Omit<HttpAnswer, 'status'>>): void;
  fail(kind: 'timeout' | 'unavailable' | 'bad-response', maySent?: boolean): void;
}

/** A wire that answers when it is told to. It ends an attempt when its signal aborts, as the real one does. */
export class StubWire {
  readonly attempts: Attempt[] = [];

  readonly send: Send = (request) =>
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

/** A request with what a test does not care about. */
export const request = (some: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  path: '/v1/Services',
  form: null,
  authorization: 'Basic x',
  signal: new AbortController().signal,
  endpoint: 'GET /v1/Services',
  service: '',
  operation: null,
  deadlineAt: Infinity,
  ...some,
});

/** How a promise ended, or `pending` when it has not yet. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const end = promise.catch((error: unknown) => error);
  await settle();
  return Promise.race([end, Promise.resolve('pending')]);
}
