import { EventEmitter } from 'node:events';
import { Server } from 'node:http';
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { readText } from '../../support/docs.ts';
import { operationsInFlight } from '../../support/figures.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { startWireGateway } from '../../support/wire-gateway.ts';

const exporter = new InMemorySpanExporter();

/** Does what an SDK does that a deployment configures. */
function registerSdk(processor: SpanProcessor = new SimpleSpanProcessor(exporter)): void {
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
}

function unregisterSdk(): void {
  trace.disable();
  context.disable();
  propagation.disable();
  exporter.reset();
}

const service = demo.serviceSid;
const nested = `query Nested { proxyService(id: "${service}") { uniqueName sessions(first: 3) { nodes {
  uniqueName participants { nodes { identifier friendlyName } } } } } }`;
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

const childrenOf = (parent: ReadableSpan | undefined) =>
  exporter
    .getFinishedSpans()
    .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent?.spanContext().spanId);
const operationSpans = () => exporter.getFinishedSpans().filter(({ kind }) => kind === SpanKind.SERVER);

describe('with an SDK', () => {
  let test: TestGateway;
  beforeAll(async () => {
    registerSdk();
    test = await startGateway();
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
    unregisterSdk();
  });
  beforeEach(() => {
    test.takeRequests();
    exporter.reset();
  });
  afterEach(() => test.emulator.control.clearFaults());

  it('a nested query is one span with one span below it for each REST call', async () => {
    await test.query(nested);
    const requests = test.takeRequests();
    expect(requests).toHaveLength(5);
    const [operation, ...others] = operationSpans();
    expect(others).toEqual([]);
    expect(operation).toMatchObject({
      name: 'query',
      kind: SpanKind.SERVER,
      attributes: { 'graphql.operation.name': 'Nested', 'graphql.operation.type': 'query' },
      status: { code: SpanStatusCode.UNSET },
    });
    const children = childrenOf(operation);
    expect(children).toHaveLength(requests.length);
    expect(exporter.getFinishedSpans()).toHaveLength(requests.length + 1);
    expect(children.map(({ name }) => name).sort()).toEqual([
      'GET /v1/Services/{ServiceSid}/Sessions',
      'GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants',
      'GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants',
      'GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants',
      'GET /v1/Services/{Sid}',
    ]);
    for (const { kind, name, attributes } of children) {
      expect(kind).toBe(SpanKind.CLIENT);
      expect(attributes).toEqual({
        'http.request.method': 'GET',
        'url.template': name.slice('GET '.length),
        'http.response.status_code': 200,
      });
    }
  });

  it('the attempts of a call that is repeated are spans of their own, each with its end', async () => {
    test.emulator.control.fault({ path: /\/Sessions\?/, status: 503, times: 1 });
    test.emulator.control.fault({ path: /\/Sessions\?/, reset: 'before', times: 1 });
    await test.query(`{ proxyService(id: "${service}") { sessions(first: 1) { nodes { uniqueName } } } }`);
    const [first, second, third, ...others] = childrenOf(operationSpans()[0]);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      attributes: { 'http.response.status_code': 503, 'error.type': '503' },
      status: { code: SpanStatusCode.ERROR },
    });
    expect(first?.attributes).not.toHaveProperty('http.request.resend_count');
    expect(second?.attributes).toMatchObject({ 'http.request.resend_count': 1, 'error.type': 'unavailable' });
    expect(third?.attributes).toMatchObject({
      'http.request.resend_count': 2,
      'http.response.status_code': 200,
    });
  });

  it('a read that two operations share is a span of the first', async () => {
    const { control } = test.emulator;
    const hold = control.hold({ method: 'GET', path: `/v1/Services/${service}`, at: 'answer' });
    const ask = (name: string) =>
      test.query(`query ${name} { proxyService(id: "${service}") { uniqueName } }`);
    const first = ask('First');
    await control.arrived(1);
    const second = ask('Second');
    await operationsInFlight(test.gateway.url, 2);
    hold.release();
    await Promise.all([first, second]);
    const named = (name: string) =>
      operationSpans().find(({ attributes }) => attributes['graphql.operation.name'] === name);
    expect([childrenOf(named('First')).length, childrenOf(named('Second')).length]).toEqual([1, 0]);
  });

  it('an operation that fails says so with its code, one that is refused is no error of the server', async () => {
    test.emulator.control.fault({ path: `/v1/Services/${service}`, status: 401 });
    await test.query(`{ proxyService(id: "${service}") { uniqueName } }`);
    await test.query('{ nothing }');
    expect(operationSpans()).toMatchObject([
      { attributes: { 'error.type': 'UPSTREAM_AUTH' }, status: { code: SpanStatusCode.ERROR } },
      {
        name: 'GraphQL Operation',
        attributes: { 'error.type': 'GRAPHQL_VALIDATION_FAILED' },
        status: { code: SpanStatusCode.UNSET },
      },
    ]);
  });

  it('an operation has one span, also where it is refused after its document was known', async () => {
    const begun = vi.spyOn(SimpleSpanProcessor.prototype, 'onStart');
    const refused = { 'x-max-upstream-calls': '1' };
    for (const headers of [{}, {}, refused, refused]) await test.query(nested, {}, headers);
    const operations = begun.mock.calls.filter(([span]) => span.kind === SpanKind.SERVER);
    begun.mockRestore();
    expect(operations).toHaveLength(4);
    expect(operationSpans().map(({ attributes }) => attributes['error.type'])).toEqual([
      undefined,
      undefined,
      'CALL_BUDGET_EXCEEDED',
      'CALL_BUDGET_EXCEEDED',
    ]);
  });

  it('nothing in a span tells a SID, a number, a name of a record or a variable', async () => {
    const identifier = '+447700900555';
    await test.query(nested);
    await test.query(
      `mutation Add($input: CreateProxyParticipantInput!) { createProxyParticipant(input: $input) { participant { sid } } }`,
      { input: { sessionId: `${service}-${demo.sessionSid}`, identifier, friendlyName: 'canary' } },
    );
    await test.query(`query ByName($name: String!) { proxyServiceByUniqueName(uniqueName: $name) { sid } }`, {
      name: 'canary-name',
    });
    const told = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => JSON.stringify({ name, attributes, events, status }))
      .join('\n');
    expect(told).toContain('/v1/Services/{UniqueName}');
    expect(told).not.toMatch(/(?:KS|KC|KP|AC)[0-9a-f]{32}|7700900|canary|127\.0\.0\.1/i);
  });

  it('the attributes are those that the docs name', async () => {
    const [, section = ''] = readText('docs/operations.md').split('\n## Traces\n');
    const rows = section.split('\n').filter((line) => line.startsWith('|'));
    const named = new Set(rows.join().match(/(?<=`)(?:graphql|http|url|error)\.[\w.]+(?=`)/g));
    test.emulator.control.fault({ path: `/v1/Services/${service}`, status: 503 });
    await test.query(`query Named { proxyService(id: "${service}") { uniqueName } }`);
    const told = exporter.getFinishedSpans().flatMap(({ attributes }) => Object.keys(attributes));
    expect(new Set(told)).toEqual(named);
  });

  it('the trace of the caller goes on in the gateway and to the upstream, without its baggage', async () => {
    await using wired = await startWireGateway();
    const heads: string[] = [];
    wired.wire.fault(/./, (socket, { head }) => {
      heads.push(head);
      socket.end('HTTP/1.1 404 x\r\ncontent-length: 0\r\n\r\n');
    });
    const query = `{ proxyService(id: "${service}") { uniqueName } }`;
    await wired.query(query, {}, { traceparent, tracestate: 'vendor=1', baggage: 'user=canary' });
    const [operation] = operationSpans();
    expect(operation?.spanContext().traceId).toBe(traceId);
    expect(operation?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    const [call] = childrenOf(operation);
    expect(heads).toHaveLength(1);
    expect(heads[0]).toContain(`traceparent: 00-${traceId}-${call?.spanContext().spanId ?? ''}-01`);
    expect(heads[0]).toContain('tracestate: vendor=1');
    expect(heads[0]).not.toMatch(/baggage|canary/);
  });

  it('a span that an instrumented HTTP server has opened is the parent, whatever the headers say', async () => {
    // What @opentelemetry/instrumentation-http does: it makes its span the active one around the event.
    const server = trace.getTracer('http').startSpan('POST', {}, ROOT_CONTEXT);
    const spy = vi.spyOn(Server.prototype, 'emit').mockImplementation(function (this: Server, ...event) {
      const emitAll = () => EventEmitter.prototype.emit.apply(this, event);
      const [name]: readonly unknown[] = event;
      return name === 'request' ? context.with(trace.setSpan(context.active(), server), emitAll) : emitAll();
    });
    await test.query('{ __typename }', {}, { traceparent });
    spy.mockRestore();
    const [operation] = operationSpans();
    expect(operation?.parentSpanContext?.spanId).toBe(server.spanContext().spanId);
  });

  it('a traceparent that is none begins a new trace, whose id the log has', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    await using logged = await startGateway({ logger });
    await logged.query('{ __typename }', {}, { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` });
    const [operation] = operationSpans();
    expect(operation?.parentSpanContext).toBeUndefined();
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ traceId: operation?.spanContext().traceId });
  });
});

describe('without an SDK', () => {
  it('nothing is recorded, nothing is passed on, and the log names the trace of the caller', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    await using test = await startGateway({ logger });
    await using wired = await startWireGateway();
    const heads: string[] = [];
    wired.wire.fault(/./, (socket, { head }) => {
      heads.push(head);
      socket.end('HTTP/1.1 404 x\r\ncontent-length: 0\r\n\r\n');
    });
    await wired.query(`{ proxyService(id: "${service}") { uniqueName } }`, {}, { traceparent });
    expect(heads[0]).not.toContain('traceparent');
    await test.query('{ __typename }', {}, { traceparent });
    await test.query('{ __typename }', {}, { traceparent: 'canary' });
    expect(exporter.getFinishedSpans()).toEqual([]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ traceId });
    expect(JSON.parse(lines[1] ?? '')).not.toHaveProperty('traceId');
  });
});

describe('with a processor that throws', () => {
  const broken = () => {
    throw new Error('a processor of the deployment');
  };
  const rest = { shutdown: () => Promise.resolve(), forceFlush: () => Promise.resolve() };

  it.each<[string, SpanProcessor]>([
    ['at the end of a span', { onStart: () => undefined, onEnd: broken, ...rest }],
    ['at its beginning', { onStart: broken, onEnd: () => undefined, ...rest }],
  ])('%s, callers get their answer', async (_, processor) => {
    registerSdk(processor);
    try {
      await using test = await startGateway();
      const { data, errors } = await test.query(nested);
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({ proxyService: { sessions: { nodes: [{}, {}, {}] } } });
      expect(test.takeRequests()).toHaveLength(5);
    } finally {
      unregisterSdk();
    }
  });
});
