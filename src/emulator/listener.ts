import type { IncomingMessage, ServerResponse } from 'node:http';
import { userOf } from './authenticate.ts';
import { errorBody, notFound, TwilioError } from './errors.ts';
import { Form, readForm } from './form.ts';
import type { Answer } from './operations.ts';
import type { RequestLog } from './request-log.ts';
import { findRoute } from './router.ts';
import type { World } from './world.ts';

/** Larger bodies are refused with 413 / 20413; Twilio's own limit is not published. */
const LARGEST_BODY = 1 << 20;

export interface ListenerParts {
  readonly world: World;
  readonly log: RequestLog;
  /** Throws when the credentials are wrong. */
  readonly authenticate: (authorization: string | undefined) => void;
  /** The emulator's own address, for a request whose Host header cannot be used. */
  readonly ownAddress: () => string;
  readonly latencyMs: () => number;
}

/** Answers the REST API: logs the request, authenticates once, then routes. */
export function createListener(
  parts: ListenerParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { log } = parts;
  let answered = 0;

  return (request, response) => {
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    const entry = log.open(method, path, userOf(request.headers.authorization));
    response.once('close', () => log.close(entry, !response.writableFinished));

    const write = (answer: Answer): void => {
      if (response.destroyed) return;
      entry.status = answer.status;
      response.writeHead(answer.status, [
        ...(answer.body === '' ? [] : ['content-type', 'application/json;charset=utf-8']),
        ...(answer.status === 204 ? [] : ['content-length', String(Buffer.byteLength(answer.body))]),
        ...(answer.status === 401 ? ['www-authenticate', 'Basic realm="Twilio API"'] : []),
        'twilio-request-id',
        `RQ${(++answered).toString(16).padStart(32, '0')}`,
        'twilio-concurrent-requests',
        String(log.inFlight),
        ...corsHeaders,
      ]);
      response.end(answer.body);
    };

    const serve = (body: string | null): void => {
      const answer = answerTo(parts, request, method, path, body, entry);
      const latency = parts.latencyMs();
      if (latency === 0) write(answer);
      else setTimeout(() => write(answer), latency);
    };

    if (method === 'POST') readBody(request, serve);
    else {
      request.resume();
      serve('');
    }
  };
}

function answerTo(
  { authenticate, ownAddress, world }: ListenerParts,
  request: IncomingMessage,
  method: string,
  target: string,
  body: string | null,
  entry: { form: Record<string, readonly string[]> },
): Answer {
  try {
    const mark = target.indexOf('?');
    const path = mark === -1 ? target : target.slice(0, mark);
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
    if (isForm && body !== null && body !== '') entry.form = readForm(body);
    authenticate(request.headers.authorization);
    if (body === null) throw new TwilioError(20413);
    const route = findRoute(path);
    if (route === undefined) throw notFound(path);
    const verb = Object.hasOwn(route.verbs, method) ? route.verbs[method] : undefined;
    const operation = verb && route.operations[verb];
    if (operation === undefined) throw new TwilioError(20004);
    return operation({
      world,
      base: addressOf(request.headers.host) ?? ownAddress(),
      place: route.place,
      query: mark === -1 ? '' : target.slice(mark + 1),
      form: new Form(entry.form),
    });
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    return { status: error.status, body: errorBody(error) };
  }
}

/** The address by which the emulator was asked; it goes into every `url`. */
function addressOf(host: string | undefined): string | undefined {
  return host !== undefined && /^[A-Za-z0-9._-]+(:\d{1,5})?$|^\[[0-9a-fA-F:.]+\](:\d{1,5})?$/.test(host)
    ? `http://${host}`
    : undefined;
}

/** Collects a body; null when it is too large. */
function readBody(request: IncomingMessage, done: (body: string | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  });
  request.once('end', () => done(size > LARGEST_BODY ? null : Buffer.concat(chunks).toString()));
}

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
