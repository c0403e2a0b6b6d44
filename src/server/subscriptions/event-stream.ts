import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GatewayContext } from '../../graphql/context.ts';
import { describeError, type Logger } from '../../observability/logger.ts';
import type { Clock } from '../../twilio/clock.ts';
import type { Authenticated } from '../auth/viewer.ts';
import { chooseMediaType } from '../negotiation.ts';
import type { CreateContext } from '../operations.ts';
import { onExpiry } from './expiry.ts';
import { type StreamFormat, streamFormatOf } from './stream-format.ts';
import type { EventExecution, ResultStream, Subscriptions } from './subscriptions.ts';

/** Proxies and our own timeouts close connections that are silent for longer. */
const HEARTBEAT_MS = 10_000;

export interface EventStreamOptions {
  /** A started server. */
  readonly apollo: ApolloServer<GatewayContext>;
  readonly createContext: CreateContext;
  readonly callerOf: (request: FastifyRequest) => Authenticated;
  readonly subscriptions: Subscriptions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Starts an execution, whose context is ended by `end`. */
export function startExecution(
  create: (onClose: (listener: () => void) => void) => GatewayContext,
): EventExecution {
  let end: () => void = () => undefined;
  const context = create((listener) => (end = listener));
  return { context, end: () => end() };
}

const refuse = (reply: FastifyReply, status: number, message: string) =>
  reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

/** A browser asks for one of these headers in a preflight before it sends a GET to another site. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'];

const hasPreflight = ({ headers }: FastifyRequest) => PREFLIGHTED.some((name) => headers[name]);

/** Headers as Apollo Server takes them. */
export function headersOf(headers: IncomingHttpHeaders): HeaderMap {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new HeaderMap(entries);
}

/** The parameters of a GET as the body of a POST: Apollo Server has no subscriptions over GET. Null if one is no JSON. */
function bodyOfQuery(request: FastifyRequest): unknown {
  const { searchParams } = new URL(request.url, 'http://localhost');
  try {
    const given = [...searchParams].filter(([, value]) => value !== '');
    const entries = given.map(([name, value]): [string, unknown] => {
      const isJson = name === 'variables' || name === 'extensions';
      return [name, isJson ? JSON.parse(value) : value];
    });
    return Object.fromEntries(entries);
  } catch {
    return null;
  }
}

const drained = (raw: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      raw.off('drain', done).off('close', done);
      resolve();
    };
    raw.on('drain', done).on('close', done);
  });

/** Writes results until they end or the client goes. It holds one result at a time; the others wait where they come from. */
async function writeResults(
  raw: ServerResponse,
  format: StreamFormat,
  results: ResultStream,
  clock: Clock,
): Promise<void> {
  raw.once('close', () => void results.return?.());
  raw.write(format.start);
  let cancel: () => void = () => undefined;
  const beat = () => {
    if (!raw.writableNeedDrain) raw.write(format.heartbeat);
    cancel = clock.after(HEARTBEAT_MS, beat);
  };
  cancel = clock.after(HEARTBEAT_MS, beat);
  try {
    for await (const result of results) {
      if (raw.destroyed) return;
      if (!raw.write(format.part(JSON.stringify(result)))) await drained(raw);
    }
  } finally {
    cancel();
    raw.end(format.end);
  }
}

/** Takes the response over from fastify, with the headers that its hooks have set. */
function hijack(reply: FastifyReply, { contentType }: StreamFormat): ServerResponse {
  const headers = reply.getHeaders() as Readonly<Record<string, string>>;
  reply.hijack();
  reply.raw.writeHead(200, {
    ...headers,
    'content-type': contentType,
    // So that an app which closes does not wait for another request on the connection.
    connection: 'close',
    // Asks nginx not to wait for more.
    'x-accel-buffering': 'no',
  });
  return reply.raw;
}

/**
 * Handles requests that accept a stream of results: server-sent events or multipart. A subscription is answered by a stream;
 * everything else as by `handler`, or in one part if the client accepts nothing else.
 *
 * @param handler for requests that accept no stream
 */
export function handleStreams(options: EventStreamOptions, handler: RouteHandlerMethod): RouteHandlerMethod {
  const { apollo, createContext, callerOf, subscriptions, clock, logger } = options;

  async function run(request: FastifyRequest, reply: FastifyReply, format: StreamFormat, takesJson: boolean) {
    const { id, headers, ip } = request;
    const caller = callerOf(request);
    const isGet = request.method === 'GET';
    const create = (onClose: (listener: () => void) => void) =>
      createContext({ ...caller, requestId: id, headers, address: ip, onClose });
    const { context, end } = startExecution(create);
    reply.raw.once('close', end);
    const target = { connection: reply.raw, startEvent: () => startExecution(create), isReadOnly: isGet };
    subscriptions.allow(context, target);
    const sent: HTTPGraphQLRequest = {
      method: 'POST',
      headers: headersOf({
        ...headers,
        'content-type': 'application/json',
        ...(!takesJson && { accept: 'application/json' }),
      }),
      body: isGet ? bodyOfQuery(request) : request.body,
      search: '',
    };
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: sent,
      context: async () => context,
    });
    const results = subscriptions.take(context);
    if (results) {
      end();
      const raw = hijack(reply, format);
      const cancel = onExpiry(caller, clock, () => void results.return?.());
      try {
        await writeResults(raw, format, results, clock);
      } catch (error) {
        logger.error({ requestId: id, error: describeError(error) }, 'unexpected error');
        raw.destroy();
      } finally {
        cancel();
      }
      return reply;
    }
    const { body, headers: answered, status = 200 } = response;
    if (body.kind === 'complete' && !takesJson) {
      hijack(reply, format).end(format.start + format.part(body.string.trim()) + format.end);
      return reply;
    }
    reply.code(status).headers(Object.fromEntries(answered));
    return reply.send(body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator));
  }

  return function (request, reply) {
    const accept = request.headers.accept ?? '';
    const format = streamFormatOf(accept);
    const takesJson = chooseMediaType(accept) !== null;
    const isGet = request.method === 'GET';
    // A query over GET from a client that takes both is answered by Apollo Server, which knows GET.
    if (!format || (isGet && takesJson)) return handler.call(this, request, reply);
    if (isGet && !hasPreflight(request)) {
      return refuse(
        reply,
        400,
        `Expected one of the headers ${PREFLIGHTED.join(', ')} with GET, but got none.`,
      );
    }
    return run(request, reply, format, takesJson);
  };
}
