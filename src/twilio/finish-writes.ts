import { AttemptError, type HttpRequest, Refusal, type Result, type Send } from './http.ts';
import { Cancellation } from './signal.ts';

/** Told of a write whose caller had gone before its end: the answer, or why there is none. */
export type ReportOrphan = (request: HttpRequest, end: Result) => void;

/**
 * Leaves a write to finish when its caller goes after it was written: breaking the connection would not undo it, and how it
 * ended would be lost. The caller is told at once; the end goes to `report`. A read, and a write that still waits for its
 * turn, end with their caller.
 */
export function finishWrites(send: Send, report: ReportOrphan): Send {
  const write: Send = (request, done) => {
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
      done(new AttemptError(true, 'aborted', 'The operation ended before Twilio answered.'));
    };
    const onSent = () => {
      isWritten = true;
      request.onSent?.();
    };
    signal.addEventListener('abort', onAbort);
    send({ ...request, signal: wire, onSent }, (result) => {
      signal.removeEventListener('abort', onAbort);
      if (isOrphan) report(request, result);
      else done(result);
    });
  };

  return (request, done) => {
    if (request.method === 'GET') send(request, done);
    else if (!request.signal.aborted) write(request, done);
    else done(new Refusal('aborted', 'The operation ended before the request was sent.'));
  };
}
