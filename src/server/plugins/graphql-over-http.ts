import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { saysInvalidVariables } from '../../errors/present.ts';
import type { GatewayContext } from '../../graphql/context.ts';
import { chooseMediaType, mediaTypes } from '../negotiation.ts';

const codesOf = (errors: readonly GraphQLFormattedError[] | undefined) =>
  errors?.map(({ extensions }) => extensions?.['code']) ?? [];

/** The HTTP status that Apollo Server gives to one of its own errors. */
const statusOf = (extensions: Readonly<Record<string, unknown>>): unknown =>
  (extensions['http'] as { status?: unknown } | undefined)?.status;

/** Requests without a document that could be executed. */
const NOT_GRAPHQL = new Set<unknown>([
  'BAD_REQUEST',
  'PERSISTED_QUERY_ID_REQUIRED',
  'PERSISTED_QUERY_NOT_IN_LIST',
]);

/**
 * Makes responses follow GraphQL over HTTP, section 6.4, where Apollo Server differs. The content type is the media type
 * that the client prefers. A request error has status 400 for `application/graphql-response+json`, and 200 for
 * `application/json`, whose clients take other statuses for errors of proxies. A request without a GraphQL document has
 * 400 for both. An empty `operationName` counts as absent.
 */
export const graphqlOverHttp = (): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart({ request }) {
    if (request.operationName === '') delete request.operationName;
    return {
      async didEncounterErrors({ errors }) {
        // Apollo Server gives no code to some of its errors, such as a wrong hash of a persisted query.
        for (const { extensions, message } of errors) {
          if (statusOf(extensions) !== 400) continue;
          extensions['code'] ??= saysInvalidVariables(message) ? 'BAD_USER_INPUT' : 'BAD_REQUEST';
        }
      },
      async willSendResponse({ request: { http: sent }, response: { http, body } }) {
        // Apollo Server sets it on PERSISTED_QUERY_NOT_FOUND. The header of all responses forbids caching.
        http.headers.delete('cache-control');
        if (body.kind !== 'single') return;
        const mediaType = chooseMediaType(sent?.headers.get('accept') ?? '');
        if (mediaType) http.headers.set('content-type', mediaType);
        if (body.singleResult.data !== undefined) return;
        const codes = codesOf(body.singleResult.errors);
        if (codes.includes('INTERNAL_SERVER_ERROR')) return;
        // Apollo Server's default for errors without a status.
        if (http.status === 500) http.status = 400;
        const isJson = mediaType === mediaTypes.json;
        if (http.status === 400 && isJson && !codes.some((code) => NOT_GRAPHQL.has(code))) http.status = 200;
      },
    };
  },
});
