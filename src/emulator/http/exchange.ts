import type { IncomingMessage, ServerResponse } from 'node:http';
import { executeRequest, formOf, type AnswerParts, type Received } from './answer.ts';
import { userOf } from './authenticate.ts';
import { faultyAnswer, isProcessed, type Faults, type FaultSpec } from '../control/faults.ts';
import type { Holds } from '../control/holds.ts';
import type { Answer } from '../operations/operations.ts';
import { readBody } from './read-body.ts';
import type { RequestLog } from './request-log.ts';

/** Larger bodies are refused with 413 / 20413. Twilio does not publish its limit. */
const LARGEST_BODY = 1 << 20;

export interface ExchangeParts extends AnswerParts {
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly holds: Holds;
}

/**
 * Handles a request: logs it, reads its body, applies holds, faults and latency, and writes the answer.
 * When the client has closed the connection, the answer is dropped, but the request was executed, as on a real server.
 */
export function createExchange(
  parts: ExchangeParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { faults, holds, log, state } = parts;
  const nextRequestId = requestIds();

  return (request, response) => {
    const { headers, method = 'GET', url: target = '/' } = request;
    const entry = log.open(method, target, userOf(headers.authorization));
    let cutOff = false;
    response.once('close', () => log.close(entry, !response.writableFinished && !cutOff));
    const reset = (): void => {
      cutOff = true;
      request.socket.resetAndDestroy();
    };
    // Half of the answer must arrive, so the connection is closed and not reset.
    const end = (): void => {
      cutOff = true;
      request.socket.destroy();
    };

    const execute = (form: Received['form'], tooLarge: boolean): void => {
      entry.form = form;
      const fault = faults.take(method, target);
      if (fault?.reset === 'before') {
        reset();
        return;
      }
      if (fault?.hang === true) return;
      const real =
        fault === undefined || isProcessed(fault)
          ? executeRequest(parts, { method, target, headers, form, tooLarge })
          : undefined;
      const answer = fault === undefined ? real : faultyAnswer(fault, real);
      if (answer === undefined) return;
      later(response, state.settings.latencyMs + (fault?.delayMs ?? 0), () =>
        holds.pass('answer', method, target, () => {
          if (response.destroyed) return;
          if (fault?.reset === 'after') {
            reset();
            return;
          }
          entry.status = answer.status;
          response.writeHead(
            answer.status,
            headersOf(answer, fault, nextRequestId(), log.inFlight, state.clock.now()),
          );
          if (fault?.reset !== 'during' && fault?.hang !== 'during') response.end(answer.body);
          else response.write(answer.body.slice(0, answer.body.length >> 1), fault.reset && end);
        }),
      );
    };

    const onBody = (body: string | null) => {
      const form = body === null ? {} : formOf(headers['content-type'], body);
      holds.pass('request', method, target, () => execute(form, body === null));
    };
    if (method === 'POST') readBody(request, LARGEST_BODY, onBody);
    else {
      // Only the body of a POST is used.
      request.resume();
      onBody('');
    }
  };
}

/** Request ids in Twilio's form. They count up, so that runs are repeatable. */
function requestIds(): () => string {
  let answered = 0;
  return () => `RQ${(++answered).toString(16).padStart(32, '0')}`;
}

/** Calls `run` after `ms` milliseconds, or at once for 0, unless the client has closed the connection. */
function later(response: ServerResponse, ms: number, run: () => void): void {
  if (response.destroyed) return;
  if (ms <= 0) {
    run();
    return;
  }
  const timer = setTimeout(run, ms);
  response.once('close', () => clearTimeout(timer));
}

/** Header names and values alternately, the raw form that node accepts. */
function headersOf(
  { body, headers, status }: Answer,
  fault: FaultSpec | undefined,
  requestId: string,
  inFlight: number,
  now: number,
): string[] {
  const own = { ...headers, ...fault?.headers };
  const extra = Object.entries(own).flat();
  const has = (name: string): boolean => Object.keys(own).some((each) => each.toLowerCase() === name);
  return [
    ...(body === '' || has('content-type') ? [] : jsonHeader),
    ...(status === 204 || has('content-length') ? [] : ['content-length', String(Buffer.byteLength(body))]),
    ...(has('date') ? [] : ['date', new Date(now).toUTCString()]),
    'twilio-request-id',
    requestId,
    'twilio-concurrent-requests',
    String(inFlight),
    ...extra,
    ...corsHeaders,
  ];
}

const jsonHeader = ['content-type', 'application/json;charset=utf-8'];

/** Sent with every answer: https://www.twilio.com/docs/usage/twilios-response */
const corsHeaders = [
  'access-control-allow-origin',
  '*',
  'access-control-allow-methods',
  'GET, POST, DELETE, OPTIONS',
  'access-control-allow-headers',
  'Accept, Authorization, Content-Type',
  'access-control-allow-credentials',
  'true',
  'access-control-expose-headers',
  'ETag, Twilio-Request-Id',
];
