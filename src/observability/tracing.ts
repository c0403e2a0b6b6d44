import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { AttemptEnd, AttemptSpan, StartSpan } from '../twilio/http/instrument.ts';
import type { Operation, TwilioRequest } from '../twilio/http/request.ts';
import type { OperationReport } from './operation-report.ts';

/** The headers of a request, such as Apollo Server's `HeaderMap`. */
export type RequestHeaders = Pick<ReadonlyMap<string, string>, 'get' | 'keys'>;

/** The span of an operation in flight. */
export interface OperationSpan {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  end(report: OperationReport): void;
}

/** Spans that follow OpenTelemetry's conventions for GraphQL servers and HTTP clients. */
export interface Tracing {
  /** Starts the span of an operation; null without an OpenTelemetry SDK. */
  startOperation(operation: Operation, headers: RequestHeaders): OperationSpan | null;
  /** Starts the span of an attempt, a child of the operation's span. */
  readonly startAttempt: StartSpan;
}

const NAME = 'twilio-proxy-graphql';

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;

/** The trace id in `traceparent`, for logs without an SDK; null without one. */
export const traceIdOf = (headers: RequestHeaders): string | null =>
  TRACEPARENT.exec(headers.get('traceparent') ?? '')?.[1] ?? null;

const getter: TextMapGetter<RequestHeaders> = {
  get: (headers, key) => headers.get(key.toLowerCase()),
  keys: (headers) => [...headers.keys()],
};

/** The span of an instrumented HTTP server, else the caller's span in the headers. */
function parentOf(headers: RequestHeaders): Context {
  const active = context.active();
  return trace.getSpan(active) ? active : propagation.extract(active, headers, getter);
}

/** Ignores errors of the user's OpenTelemetry SDK, so that they do not fail an operation. */
function ignoreErrors<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

function endOperation(span: Span, { name, kind, outcome, errors }: OperationReport): void {
  span.updateName(kind ?? 'GraphQL Operation');
  if (kind !== null) span.setAttribute('graphql.operation.type', kind);
  if (name !== null) span.setAttribute('graphql.operation.name', name);
  const [code] = Object.keys(errors ?? {});
  if (code !== undefined) span.setAttribute('error.type', code);
  // Refused operations and partial data are not failures of the server.
  if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** The span of one attempt. Its name is the path template, without SIDs. */
function startSpan(
  tracer: Tracer,
  { method, endpoint, repetition = 0 }: TwilioRequest,
  parent: Context,
): Span {
  const attributes = {
    'http.request.method': method,
    'url.template': endpoint.slice(method.length + 1),
    ...(repetition > 0 && { 'http.request.resend_count': repetition }),
  };
  return tracer.startSpan(endpoint, { kind: SpanKind.CLIENT, attributes }, parent);
}

function fail(span: Span, errorType: string): void {
  span.setAttribute('error.type', errorType);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function endAttempt(span: Span, end: AttemptEnd): void {
  if (typeof end === 'number') span.setAttribute('http.response.status_code', end);
  if (typeof end !== 'number' || end >= 400) fail(span, String(end));
  span.end();
}

/** The trace headers of a REST call. The caller's baggage is not sent to Twilio. */
function traceHeaders(current: Context): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(propagation.deleteBaggage(current), carrier);
  return carrier;
}

export function createTracing(): Tracing {
  const tracer = trace.getTracer(NAME);
  const contexts = new WeakMap<Operation, Context>();

  function startAttempt(request: TwilioRequest, parent: Context): AttemptSpan {
    const span = startSpan(tracer, request, parent);
    return {
      headers: traceHeaders(trace.setSpan(parent, span)),
      end: (outcome) => void ignoreErrors(() => endAttempt(span, outcome)),
    };
  }

  function startOperation(operation: Operation, headers: RequestHeaders): OperationSpan | null {
    const parent = parentOf(headers);
    const span = tracer.startSpan('GraphQL Operation', { kind: SpanKind.SERVER }, parent);
    const { traceId } = span.spanContext();
    // Without an SDK the API returns a span without a trace.
    if (!isSpanContextValid(span.spanContext())) return null;
    contexts.set(operation, trace.setSpan(parent, span));
    return { traceId, end: (report) => void ignoreErrors(() => endOperation(span, report)) };
  }

  return {
    startOperation: (operation, headers) => ignoreErrors(() => startOperation(operation, headers)),

    startAttempt(request) {
      const { operation } = request.context;
      const parent = operation && contexts.get(operation);
      return parent ? ignoreErrors(() => startAttempt(request, parent)) : null;
    },
  };
}
