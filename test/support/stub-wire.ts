import {
  AttemptError,
  type HttpAnswer,
  type HttpRequest,
  type Send,
  type Waiter,
} from '../../src/twilio/http.ts';
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

  readonly send: Send = (request, done) => {
    let isSettled = false;
    const settle: typeof done = (result) => {
      if (!isSettled) done(result);
      isSettled = true;
    };
    request.signal.addEventListener('abort', () => settle(new AttemptError(true, 'aborted', 'aborted')));
    this.attempts.push({
      request,
      answer: (status, { headers = {}, body = '{}' } = {}) => settle({ status, headers, body }),
      fail: (kind, maySent = true) => settle(new AttemptError(maySent, kind, kind)),
    });
    request.onSent?.();
  };

  /** The attempt of that number, from 0; negative numbers count from the last. */
  at(index: number): Attempt {
    const attempt = this.attempts.at(index);
    if (!attempt) throw new Error(`There is no attempt ${index}: there were ${this.attempts.length}.`);
    return attempt;
  }
}

/** A request with what a test does not care about. */
export const request = ({
  waiter,
  ...some
}: Partial<Omit<HttpRequest, 'waiter'>> & { readonly waiter?: Partial<Waiter> } = {}): HttpRequest => ({
  method: 'GET',
  path: '/v1/Services',
  form: null,
  authorization: 'Basic x',
  signal: new AbortController().signal,
  endpoint: 'GET /v1/Services',
  service: '',
  scope: [],
  waiter: { onCall: () => undefined, ...waiter },
  onDefect: (error) => {
    throw error;
  },
  ...some,
});

export type SomeRequest = Parameters<typeof request>[0];

/** Sends as a caller sees it: a promise of the answer. Fails when it is told of two ends. */
export const asking = (send: Send) => (asked: HttpRequest) =>
  new Promise<HttpAnswer>((resolve, reject) => {
    let ends = 0;
    const onDefect = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)));
    send({ ...asked, onDefect }, (result) => {
      ends += 1;
      if (ends > 1) throw new Error(`A request ended ${ends} times.`);
      if (result instanceof AttemptError) reject(result);
      else resolve(result);
    });
  });

/** How a promise ended, or `pending` when it has not yet. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const end = promise.catch((error: unknown) => error);
  await settle();
  return Promise.race([end, Promise.resolve('pending')]);
}
