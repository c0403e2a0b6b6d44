import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';
import {
  codesOf,
  count,
  nameOf,
  type OperationReport,
  outcomeOf,
} from '../../observability/operation-report.ts';
import type { OperationObservers } from '../../observability/telemetry.ts';
import { type OperationSpan, traceIdOf } from '../../observability/tracing.ts';

interface Observed {
  readonly startedAt: number;
  readonly span: OperationSpan | null;
  readonly traceId: string | null;
}

/** Passes deferred parts on, and reports their errors and the end: the last part, or a closed connection. */
async function* watch<
  Part extends { readonly incremental?: readonly { readonly errors?: readonly GraphQLFormattedError[] }[] },
>(
  parts: AsyncIterable<Part>,
  onErrors: (codes: readonly string[]) => void,
  onEnd: () => void,
): AsyncIterable<Part> {
  try {
    for await (const part of parts) {
      part.incremental?.forEach(({ errors }) => onErrors(codesOf(errors)));
      yield part;
    }
  } finally {
    onEnd();
  }
}

const NO_HEADERS = new Map<string, string>();

/**
 * Reports each operation to the observers once, when its response is complete. It must come after the plugins that change
 * responses.
 */
export function observeOperations(options: OperationObservers): ApolloServerPlugin<GatewayContext> {
  const { observers, tracing, now } = options;

  function report(
    { contextValue, operation, response }: GraphQLRequestContextWillSendResponse<GatewayContext>,
    { startedAt, span, traceId }: Observed,
    data: unknown,
    codes: readonly string[],
  ): void {
    const finished: OperationReport = {
      context: contextValue,
      name: nameOf(operation),
      kind: operation?.operation ?? null,
      outcome: outcomeOf(data, codes),
      status: response.http.status ?? 200,
      milliseconds: now() - startedAt,
      errors: count(codes),
      userErrors: count(contextValue.budget.answer.userErrors),
      traceId,
    };
    for (const observe of observers) observe(finished);
    span?.end(finished);
  }

  return {
    async requestDidStart({ contextValue, request }) {
      const headers = request.http?.headers ?? NO_HEADERS;
      const span = tracing.startOperation(contextValue.budget.operation, headers);
      const observed = { startedAt: now(), span, traceId: span?.traceId ?? traceIdOf(headers) };
      return {
        async willSendResponse(context) {
          const { body } = context.response;
          if (body.kind === 'single') {
            const { data, errors } = body.singleResult;
            report(context, observed, data, codesOf(errors));
            return;
          }
          const { data, errors } = body.initialResult;
          const codes = [...codesOf(errors)];
          body.subsequentResults = watch(
            body.subsequentResults,
            (more) => void codes.push(...more),
            () => report(context, observed, data, codes),
          );
        },
      };
    },
  };
}
