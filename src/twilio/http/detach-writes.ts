import type { AttemptEnd } from './instrument.ts';
import { AttemptError, type Middleware, NotSentError, type TwilioRequest } from './request.ts';

/** Called with the outcome of a write whose operation had ended before. */
export type ReportDetached = (request: TwilioRequest, end: AttemptEnd | 'defect') => void;

/**
 * Lets a write finish when its operation ends after it was sent: closing the connection would not undo the write, and its
 * outcome would be lost. The operation is rejected at once, and `report` gets the outcome. Reads, and writes that are not
 * sent yet, end with their operation.
 */
export const detachWrites =
  (report: ReportDetached): Middleware =>
  (request, next) => {
    const { method, signal } = request;
    if (method === 'GET') return next(request);
    if (signal.aborted) {
      return Promise.reject(new NotSentError('aborted', 'The operation ended before the request was sent.'));
    }
    const controller = new AbortController();
    let isSent = false;
    const onSent = () => {
      isSent = true;
      request.onSent?.();
    };
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        if (!isSent) {
          controller.abort();
          return;
        }
        reject(new AttemptError(true, 'aborted', 'The operation ended before Twilio answered.'));
        write
          .then(
            ({ status }) => report(request, status),
            (error: unknown) => report(request, error instanceof AttemptError ? error.kind : 'defect'),
          )
          .catch(reject);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const write = next({ ...request, signal: controller.signal, onSent });
      write.finally(() => signal.removeEventListener('abort', onAbort)).then(resolve, reject);
    });
  };
