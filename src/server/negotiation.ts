import type { FastifyReply, onRequestHookHandler } from 'fastify';
import Negotiator from 'negotiator';
import { errorBody } from './errors.ts';
import { streamFormatOf } from './subscriptions/stream-format.ts';

/** Encodings of responses in order of preference. */
export const contentEncodings: ('br' | 'gzip')[] = ['br', 'gzip'];

/** `@types/negotiator` lacks the option `preferred`. */
interface EncodingNegotiator {
  encoding(
    available: readonly string[],
    options: { readonly preferred: readonly string[] },
  ): string | undefined;
}

/** The encoding of a response for an `Accept-Encoding` header: RFC 9110, section 12.5.3. */
function chooseEncoding(accepted: string): string {
  // `x-gzip` is an old name of gzip: RFC 9110, section 8.4.1.3.
  const headers = { 'accept-encoding': accepted.replace(/\bx-gzip\b/gi, 'gzip') };
  const negotiator: EncodingNegotiator = new Negotiator({ headers });
  const available = [...contentEncodings, 'identity'];
  return negotiator.encoding(available, { preferred: contentEncodings }) ?? 'identity';
}

/**
 * Replaces `Accept-Encoding` by the chosen encoding. The fastify plugins that read the header afterwards take `*` for
 * gzip, even if the header refuses gzip.
 */
export const negotiateEncoding: onRequestHookHandler = ({ raw: { headers } }, _reply, next) => {
  const accepted = headers['accept-encoding'];
  if (accepted !== undefined) headers['accept-encoding'] = chooseEncoding(accepted);
  next();
};

/** The media types of a JSON response in GraphQL over HTTP; the first one is the default. */
export const mediaTypes = {
  json: 'application/json; charset=utf-8',
  graphqlResponse: 'application/graphql-response+json; charset=utf-8',
} as const;

export type MediaType = (typeof mediaTypes)[keyof typeof mediaTypes];

const isMediaType = (type: string | undefined): type is MediaType =>
  Object.values<string | undefined>(mediaTypes).includes(type);

/**
 * The media type of the response for an `Accept` header, which may be empty; null if the client accepts neither. Apollo
 * Server chooses in the same way, but only after it executed the operation.
 */
export function chooseMediaType(accept: string): MediaType | null {
  if (accept === '') return mediaTypes.json;
  const preferred = new Negotiator({ headers: { accept } }).mediaType(Object.values(mediaTypes));
  return isMediaType(preferred) ? preferred : null;
}

const refuse = (reply: FastifyReply, status: number, message: string): void =>
  void reply.code(status).send(errorBody(message, 'BAD_REQUEST'));

const isAcceptable = (accept: string): boolean =>
  chooseMediaType(accept) !== null || streamFormatOf(accept) !== null;

/**
 * Refuses requests that cannot succeed before their body is read: methods other than GET and POST, an `Accept` header
 * without a media type of ours, which Apollo Server notices only after a mutation, and an invalid `Host` header.
 */
export const checkRequestHeaders: onRequestHookHandler = (request, reply, next) => {
  if (request.method !== 'GET' && request.method !== 'POST') {
    refuse(reply.header('allow', 'GET, POST'), 405, 'Expected GET or POST, but got another method.');
  } else if (!isAcceptable(request.headers.accept ?? '')) {
    const offered = Object.values(mediaTypes).join(' or ');
    refuse(reply, 406, `Expected an "Accept" header that allows ${offered}, but it allows neither.`);
  } else if (!URL.canParse(`http://${request.host}/`)) {
    refuse(reply, 400, 'Expected a "Host" header that names a host, but it names none.');
  } else next();
};
