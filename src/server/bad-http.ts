import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { discard, type DiscardLimits } from './early-responses.ts';

const body = (message: string) => ({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

/** Statuses of what Node's parser of HTTP refuses before there is a request; everything else is 400. */
const parserStatus: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** How fastify answers what is no request. */
export interface BadHttp {
  frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void;
  clientErrorHandler(error: Error & { readonly code?: string }, socket: Socket): void;
}

/**
 * Answers of fastify that reach no error handler, in the shape of all others: JSON with `errors`. Nothing of what came
 * stands in them, and the connection ends with them.
 */
export const answerBadHttp = (limits: DiscardLimits): BadHttp => ({
  /** An address that cannot be decoded. */
  frameworkErrors(error, { id }, reply) {
    void reply
      .header('x-request-id', id)
      .header('connection', 'close')
      .code(error.statusCode ?? 400)
      .send(body('The address cannot be read.'));
  },

  /** Bytes that are no HTTP. */
  clientErrorHandler(error, socket) {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const status = parserStatus[error.code ?? ''] ?? 400;
    const reason = STATUS_CODES[status] ?? '';
    const json = JSON.stringify(body(`The request is no HTTP: ${reason}.`));
    const length = Buffer.byteLength(json);
    socket.end(
      `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${json}`,
    );
    // Not only our half: who is slow on purpose would keep the other one open.
    discard(socket, limits, () => socket.destroy());
  },
});
