import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import type { GatewayContext, Viewer } from '../../graphql/context.ts';
import type { TrustedDocuments } from '../trusted-documents/trusted-documents.ts';
import { refuseRequest } from './refuse-request.ts';

export interface TrustedDocumentOptions {
  readonly documents: Pick<TrustedDocuments, 'use'>;
  /** Whether the caller may send other documents. */
  readonly mayExplore: (viewer: Viewer) => boolean;
}

const WAYS = '"documentId", "extensions.persistedQuery" or "doc_id"';

/** What the request has beside the parameters that Apollo Server knows. */
function parametersOf({ http }: GraphQLRequest): Readonly<Record<string, unknown>> {
  const sent = http?.method === 'GET' ? Object.fromEntries(new URLSearchParams(http.search)) : http?.body;
  return typeof sent === 'object' && sent !== null ? { ...sent } : {};
}

/** The ids of the document that a request names: of GraphQL over HTTP, of Apollo and of Relay. */
function idsOf(request: GraphQLRequest): readonly string[] {
  const { documentId, doc_id: relayId } = parametersOf(request);
  const persisted = request.extensions?.['persistedQuery'] as
    { readonly sha256Hash?: unknown } | null | undefined;
  return [documentId, persisted?.sha256Hash, relayId].filter(
    (id): id is string => typeof id === 'string' && id !== '',
  );
}

/**
 * Runs documents of the manifest by their ids. A known id comes before a text that is sent beside it. What is not in the
 * manifest is refused before it is parsed, unless the caller may send other documents.
 */
export const runTrustedDocuments = ({
  documents,
  mayExplore,
}: TrustedDocumentOptions): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart({ request, contextValue: { budget, viewer } }) {
    const ids = idsOf(request);
    const text = documents.use(budget.operation, ids);
    if (text !== null) {
      request.query = text;
      // Apollo Server would compare the id with the hash of the text.
      delete request.extensions?.['persistedQuery'];
      return undefined;
    }
    // An unknown hash may be that of an automatic persisted query.
    const { query = '', extensions } = request;
    const hasOther = ids.length === 0 || query !== '' || extensions?.['persistedQuery'] !== undefined;
    if (hasOther && mayExplore(viewer)) return undefined;
    return ids.length === 0
      ? refuseRequest(
          request,
          'PERSISTED_QUERY_ID_REQUIRED',
          `Expected the id of a trusted document as ${WAYS}, but got none. Other documents need the scope proxy:explore.`,
        )
      : refuseRequest(
          request,
          'PERSISTED_QUERY_NOT_IN_LIST',
          'Expected the id of a trusted document, but the gateway knows none with this id.',
        );
  },
});
