import type { FastifyError, FastifyInstance } from 'fastify';
import { describeDefect, type Logger } from '../observability/logger.ts';

const body = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

/** What fastify refuses, in our own words: its messages repeat parts of the request. */
const messages: Readonly<Record<string, (limits: { maxBodyBytes: number }) => string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ({ maxBodyBytes }) =>
    `The body has more bytes than MAX_BODY_BYTES (${maxBodyBytes}) allows.`,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => 'Expected a body of application/json, but got another type or none.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => 'The body is not as long as its Content-Length says.',
  FST_ERR_CTP_EMPTY_JSON_BODY: () => 'Expected a body of JSON, but got an empty one.',
};

/** Every answer of the server is JSON with `errors`, whatever went wrong before GraphQL. */
export function answerErrors(app: FastifyInstance, limits: { maxBodyBytes: number }, logger: Logger): void {
  app.setNotFoundHandler((_, reply) =>
    reply.code(404).send(body('Expected /graphql, but got a path where nothing is.', 'BAD_REQUEST')),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message = messages[error.code]?.(limits) ?? 'Expected a JSON body, but got something else.';
      return reply.code(status).send(body(message, 'BAD_REQUEST'));
    }
    logger.error({ requestId: request.id, defect: describeDefect(error) }, 'defect');
    return reply.code(500).send(body('The gateway failed.', 'INTERNAL_SERVER_ERROR'));
  });
}
