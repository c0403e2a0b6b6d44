import type { GraphQLRequest, GraphQLRequestListener } from '@apollo/server';
import type { ErrorCode } from '../../errors/codes.ts';
import type { GatewayContext } from '../../graphql/context.ts';

/**
 * Refuses a request before it is parsed. For a plugin to return from `requestDidStart`, where Apollo Server takes a thrown
 * error for a defect; no other hook comes before the parser. The plugin must come before those that read errors.
 */
export function refuseRequest(
  request: GraphQLRequest,
  code: ErrorCode,
  message: string,
): GraphQLRequestListener<GatewayContext> {
  // Apollo Server refuses a request without a document, with status 400.
  delete request.query;
  delete request.extensions;
  return {
    async willSendResponse({ response: { body } }) {
      if (body.kind === 'single') body.singleResult.errors = [{ message, extensions: { code } }];
    },
  };
}
