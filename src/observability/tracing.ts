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

/** The span of an operation that is under way. */
export interface OperationSpan {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  end(report: OperationReport): void;
}

/** Spans after OpenTelemetry's conventions for GraphQL servers and HTTP clients. */
export interface Tracing {
  /** Begins the span of an operation; null when no SDK is registered. */
  begin(operation: Operation, headers: RequestHeaders): OperationSpan | null;
  /** Starts the span of an attempt below its operation's. */
  readonly startAttempt: StartSpan;
}

const NAME = 'twilio-proxy-graphql';

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;

/** The trace that a caller names in `traceparent`, so that the log leads to it without an SDK too; null without one. */
export const sentTraceId = (headers: RequestHeaders): string | null =>
  TRACEPARENT.exec(headers.get('traceparent') ?? '')?.[1] ?? null;

const getter: TextMapGetter<RequestHeaders> = {
  get: (headers, key) => headers.get(key.toLowerCase()),
  keys: (headers) => [...headers.keys()],
};

/** The span that an instrumented HTTP server has opened already, or else what the caller's headers say. */
function parentOf(headers: RequestHeaders): Context {
  const active = context.active();
  return trace.getSpan(active) ? active : propagation.extract(active, headers, getter);
}

/** The processors of an SDK are not ours: what one of them throws keeps nobody from the answer. Null then. */
function shielded<T>(run: () => T): T | null {
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
  // A mistake of the caller, and an answer with holes, are no failure of the server.
  if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** One attempt: its endpoint is the template of its path, so that no SID stands in it. */
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

/** What the headers of a REST call say of its trace. A caller's baggage is not for Twilio. */
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
      end: (outcome) => void shielded(() => endAttempt(span, outcome)),
    };
  }

  function begin(operation: Operation, headers: RequestHeaders): OperationSpan | null {
    const parent = parentOf(headers);
    const span = tracer.startSpan('GraphQL Operation', { kind: SpanKind.SERVER }, parent);
    const { traceId } = span.spanContext();
    // Without an SDK the API hands out a span that belongs to no trace. Nothing else is made then.
    if (!isSpanContextValid(span.spanContext())) return null;
    contexts.set(operation, trace.setSpan(parent, span));
    return { traceId, end: (report) => void shielded(() => endOperation(span, report)) };
  }

  return {
    begin: (operation, headers) => shielded(() => begin(operation, headers)),

    startAttempt(request) {
      const { operation } = request.context;
      const parent = operation && contexts.get(operation);
      return parent ? shielded(() => startAttempt(request, parent)) : null;
    },
  };
}
