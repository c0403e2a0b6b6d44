import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, onRequestHookHandler } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';
import { tellsUnfitVariables } from '../../errors/gateway-error.ts';
import { chooseMediaType, mediaTypes } from '../media-type.ts';
import { streamFormatOf } from '../subscriptions/stream-format.ts';

/** An empty `operationName` is one that is not sent. GraphQL over HTTP says so for GET; a POST is no other. */
export const emptyNameIsNone: ApolloServerPlugin<GatewayContext> = {
  requestDidStart({ request }) {
    if (request.operationName === '') delete request.operationName;
    return Promise.resolve();
  },
};

const codesOf = (errors: readonly GraphQLFormattedError[] | undefined) =>
  errors?.map(({ extensions }) => extensions?.['code']) ?? [];

/** The status that an error of Apollo itself asks for. */
const statusAsked = (extensions: Readonly<Record<string, unknown>>): unknown =>
  (extensions['http'] as { status?: unknown } | undefined)?.status;

/**
 * Names the media type that the client takes, and answers request errors with the status of GraphQL over HTTP, section
 * 6.4. A document that cannot be run is the client's mistake: 400 for `application/graphql-response+json`, and 200 for
 * `application/json`, whose clients read a status as a word of something between them and the server. What is no GraphQL
 * request at all stays 400 for both.
 */
export const mediaTypeAndStatus = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async didEncounterErrors({ errors }) {
      // Apollo refuses a wrong hash of a persisted query without a code, which would read as a defect of ours.
      for (const { extensions, message } of errors) {
        if (statusAsked(extensions) !== 400) continue;
        extensions['code'] ??= tellsUnfitVariables(message) ? 'BAD_USER_INPUT' : 'BAD_REQUEST';
      }
    },
    async willSendResponse({ request, response: { http, body } }) {
      // Nothing may be stored, a persisted query that is not known yet least of all.
      http.headers.delete('cache-control');
      if (body.kind !== 'single') return;
      const mediaType = chooseMediaType(request.http?.headers.get('accept') ?? '');
      // Apollo would look at the header once more.
      if (mediaType) http.headers.set('content-type', mediaType);
      if (body.singleResult.data !== undefined) return;
      const codes = codesOf(body.singleResult.errors);
      if (codes.includes('INTERNAL_SERVER_ERROR')) return;
      // Apollo's own default for an error that names no status.
      if (http.status === 500) http.status = 400;
      const isJson = mediaType === mediaTypes.json;
      if (http.status === 400 && isJson && !codes.includes('BAD_REQUEST')) http.status = 200;
    },
  }),
});

const refuse = (reply: FastifyReply, status: number, message: string): void =>
  void reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

const isAcceptable = (accept: string): boolean =>
  chooseMediaType(accept) !== null || streamFormatOf(accept) !== null;

/**
 * Refuses, before a body is read, what could only fail later: methods other than GET and POST; an `Accept` that no answer
 * would fit, which Apollo notices when a mutation has been executed already; a `Host` that is none.
 */
export function refuseOtherRequests(): onRequestHookHandler {
  return (request, reply, next) => {
    if (request.method !== 'GET' && request.method !== 'POST') {
      refuse(reply.header('allow', 'GET, POST'), 405, 'Expected GET or POST, but got another method.');
    } else if (!isAcceptable(request.headers.accept ?? '')) {
      const offered = Object.values(mediaTypes).join(' or ');
      refuse(reply, 406, `Expected an "Accept" header that allows ${offered}, but it allows neither.`);
    } else if (!URL.canParse(`http://${request.host}/`)) {
      refuse(reply, 400, 'Expected a "Host" header that names a host, but it names none.');
    } else next();
  };
}
