import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { MAX_ERRORS } from '../../loaders/answer-budget.ts';
import type { GatewayContext } from '../../graphql/context.ts';

/** A request that was not executed lists so many errors at most, so that a small one has no large answer. */
const MAX_REQUEST_ERRORS = 10;

/** Bytes that the errors of one answer may have together. */
const MAX_BYTES = 1024 * 1024;

/** The first errors, as many as an answer may hold; one more says how many were left out. */
function bound(
  errors: readonly GraphQLFormattedError[],
  maxErrors: number,
  omitted: number,
): readonly GraphQLFormattedError[] {
  const kept: GraphQLFormattedError[] = [];
  let bytes = 0;
  for (const error of errors.slice(0, maxErrors)) {
    bytes += Buffer.byteLength(JSON.stringify(error));
    if (bytes > MAX_BYTES) break;
    kept.push(error);
  }
  const leftOut = errors.length - kept.length + omitted;
  if (leftOut === 0) return errors;
  const message = `${leftOut} more error${leftOut === 1 ? ' was' : 's were'} left out.`;
  return [...kept, { message, extensions: { code: 'QUERY_TOO_COMPLEX' } }];
}

/** Bounds the errors of an answer and of each part that is deferred. */
export const boundErrors = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body }, contextValue: { budget } }) {
      const result = body.kind === 'single' ? body.singleResult : body.initialResult;
      if (!result.errors) return;
      result.errors =
        'data' in result
          ? bound(result.errors, MAX_ERRORS, budget.answer.takeOmittedErrors())
          : bound(result.errors.slice(0, MAX_REQUEST_ERRORS), MAX_REQUEST_ERRORS, 0);
    },
    async willSendSubsequentPayload({ contextValue: { budget } }, { incremental = [] }) {
      for (const part of incremental) {
        if (part.errors) part.errors = bound(part.errors, MAX_ERRORS, budget.answer.takeOmittedErrors());
      }
    },
  }),
});
