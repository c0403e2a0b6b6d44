import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ApolloServerValidationErrorCode } from '@apollo/server/errors';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../errors/codes.ts';
import { internalErrorMessage } from '../errors/present.ts';
import { describeError, type Logger } from '../observability/logger.ts';
import { type DiscardLimits, discardBody } from './early-responses.ts';

/** The body of an error response outside of GraphQL operations. */
export const errorBody = (message: string, code: ErrorCode) => ({
  errors: [{ message, extensions: { code } }],
});

/** Our own messages for fastify's errors, because fastify's repeat parts of the request. */
const messages: Readonly<Record<string, (limits: { maxBodyBytes: number }) => string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ({ maxBodyBytes }) =>
    `The body is larger than MAX_BODY_BYTES (${maxBodyBytes}) allows.`,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    'Expected the content type application/json, but got another or none.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => 'The length of the body does not match Content-Length.',
  FST_ERR_CTP_EMPTY_JSON_BODY: () => 'Expected a JSON body, but got an empty one.',
};

/** Answers unknown paths with JSON `errors`. */
export function setNotFoundHandler(app: FastifyInstance, prefix = ''): void {
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send(errorBody(`Not found. GraphQL is at ${prefix}/graphql.`, 'BAD_REQUEST')),
  );
}

/** Answers errors of HTTP with JSON `errors`, like GraphQL errors. */
export function setErrorHandler(
  app: FastifyInstance,
  limits: { maxBodyBytes: number },
  logger: Logger,
): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message = messages[error.code]?.(limits) ?? 'Expected a JSON body, but got something else.';
      return reply.code(status).send(errorBody(message, 'BAD_REQUEST'));
    }
    logger.error({ requestId: request.id, error: describeError(error) }, 'unexpected error');
    return reply.code(500).send(errorBody(internalErrorMessage(request.id), 'INTERNAL_SERVER_ERROR'));
  });
}

/** Statuses for errors of Node's HTTP parser; every other one is 400. */
const parserStatus: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Options of fastify for requests that reach no error handler. */
export interface ParserErrorHandlers {
  frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void;
  clientErrorHandler(error: Error & { readonly code?: string }, socket: Socket): void;
}

/**
 * Answers requests that Node or fastify cannot parse with JSON `errors`, and closes the connection. The response repeats
 * nothing of the request.
 */
export const parserErrorHandlers = (limits: DiscardLimits): ParserErrorHandlers => ({
  /** A URL that cannot be decoded. */
  frameworkErrors(error, { id }, reply) {
    void reply
      .header('x-request-id', id)
      .header('connection', 'close')
      .code(error.statusCode ?? 400)
      .send(errorBody('The URL cannot be decoded.', 'BAD_REQUEST'));
  },

  /** Bytes that are not HTTP, and requests that take too long to arrive. */
  clientErrorHandler(error, socket) {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const status = parserStatus[error.code ?? ''] ?? 400;
    const reason = STATUS_CODES[status] ?? '';
    const json = JSON.stringify(errorBody(`Invalid HTTP request: ${reason}.`, 'BAD_REQUEST'));
    const length = Buffer.byteLength(json);
    socket.end(
      `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${json}`,
    );
    // `end` closes only our half. A client that sends slowly on purpose would keep the other half open.
    discardBody(socket, limits, () => socket.destroy());
  },
});

/** Names our own option in Apollo Server's error about introspection. Other errors stay as they are. */
export function nameIntrospectionOption(error: GraphQLFormattedError): GraphQLFormattedError {
  const { INTROSPECTION_DISABLED } = ApolloServerValidationErrorCode;
  if (error.extensions?.['validationErrorCode'] !== INTROSPECTION_DISABLED) return error;
  return { ...error, message: 'Introspection is off. The option INTROSPECTION enables __schema and __type.' };
}
