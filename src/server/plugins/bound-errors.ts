import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { type AnswerBudget, MAX_ERRORS } from '../../loaders/answer-budget.ts';
import type { GatewayContext } from '../../graphql/context.ts';

/** The errors of a request that was not executed, so that a small request has no large response. */
const MAX_REQUEST_ERRORS = 10;

/** The size of all errors of one response, in bytes. */
const MAX_BYTES = 1024 * 1024;

/** The first errors within the limits, and one error that says how many were omitted. */
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
  const omittedTotal = errors.length - kept.length + omitted;
  if (omittedTotal === 0) return errors;
  const message = `${omittedTotal} more error${omittedTotal === 1 ? ' was' : 's were'} left out.`;
  return [...kept, { message, extensions: { code: 'QUERY_TOO_COMPLEX' } }];
}

/** Limits the errors of a response whose operation was executed. */
export const boundExecutionErrors = (
  errors: readonly GraphQLFormattedError[],
  answer: AnswerBudget,
): readonly GraphQLFormattedError[] => bound(errors, MAX_ERRORS, answer.takeOmittedErrors());

/** Limits the errors of a response and of each deferred part. */
export const boundErrors = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body }, contextValue: { budget } }) {
      const result = body.kind === 'single' ? body.singleResult : body.initialResult;
      if (!result.errors) return;
      result.errors =
        'data' in result
          ? boundExecutionErrors(result.errors, budget.answer)
          : bound(result.errors.slice(0, MAX_REQUEST_ERRORS), MAX_REQUEST_ERRORS, 0);
    },
    async willSendSubsequentPayload({ contextValue: { budget } }, { incremental = [] }) {
      for (const part of incremental) {
        if (part.errors) part.errors = boundExecutionErrors(part.errors, budget.answer);
      }
    },
  }),
});
