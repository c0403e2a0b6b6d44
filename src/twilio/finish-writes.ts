import { AttemptError, type HttpAnswer, type HttpRequest, Refusal, type Send } from './http.ts';
import { Cancellation } from './signal.ts';

/** Told of a write whose caller had gone before its end: the answer, or why there is none. */
export type ReportOrphan = (request: HttpRequest, end: HttpAnswer | AttemptError) => void;

/**
 * Leaves a write to finish when its caller goes after it was written: breaking the connection would not undo it, and how it
 * ended would be lost. The caller is told at once; the end goes to `report`. A read, and a write that still waits for its
 * turn, end with their caller.
 */
export function finishWrites(send: Send, report: ReportOrphan): Send {
  const write: Send = (request) =>
    new Promise((resolve, reject) => {
      const { signal } = request;
      const wire = new Cancellation();
      let isWritten = false;
      let isOrphan = false;
      const onAbort = () => {
        if (!isWritten) {
          wire.abort();
          return;
        }
        isOrphan = true;
        reject(new AttemptError(true, 'aborted', 'The operation ended before Twilio answered.'));
      };
      const onSent = () => {
        isWritten = true;
        request.onSent?.();
      };
      signal.addEventListener('abort', onAbort);
      send({ ...request, signal: wire, onSent })
        .then(
          (answer) => {
            if (isOrphan) report(request, answer);
            else resolve(answer);
          },
          (error: unknown) => {
            if (isOrphan && error instanceof AttemptError) report(request, error);
            else reject(error instanceof Error ? error : new Error(String(error)));
          },
        )
        .finally(() => signal.removeEventListener('abort', onAbort));
    });

  return (request) => {
    if (request.method === 'GET') return send(request);
    if (request.signal.aborted) {
      return Promise.reject(new Refusal('aborted', 'The operation ended before the request was sent.'));
    }
    return write(request);
  };
}
