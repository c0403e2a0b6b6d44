import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';
import {
  codesOf,
  count,
  nameOf,
  type ObserveOperation,
  outcomeOf,
} from '../../observability/operation-report.ts';
import { type OperationSpan, sentTraceId, type Tracing } from '../../observability/tracing.ts';

export interface OperationObservers {
  /** Told of every operation, in this order. */
  readonly observers: readonly ObserveOperation[];
  readonly tracing: Tracing;
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
}

interface Observed {
  readonly startedAt: number;
  readonly span: OperationSpan | null;
  readonly traceId: string | null;
}

/** Passes deferred parts on, tells of the errors in each, and of the end: the last part, or a caller who has gone. */
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
 * Tells the observers of each operation once, when its answer is ready as it will be sent. It has to stand behind the
 * plugins that change answers.
 */
export function observeOperations(options: OperationObservers): ApolloServerPlugin<GatewayContext> {
  const { observers, tracing, now } = options;

  function tell(
    { contextValue, operation, response }: GraphQLRequestContextWillSendResponse<GatewayContext>,
    { startedAt, span, traceId }: Observed,
    data: unknown,
    codes: readonly string[],
  ): void {
    const report = {
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
    for (const observe of observers) observe(report);
    span?.end(report);
  }

  return {
    async requestDidStart({ contextValue, request }) {
      const headers = request.http?.headers ?? NO_HEADERS;
      const span = tracing.begin(contextValue.budget.operation, headers);
      const begun = { startedAt: now(), span, traceId: span?.traceId ?? sentTraceId(headers) };
      return {
        async willSendResponse(answered) {
          const { body } = answered.response;
          if (body.kind === 'single') {
            const { data, errors } = body.singleResult;
            tell(answered, begun, data, codesOf(errors));
            return;
          }
          const { data, errors } = body.initialResult;
          const codes = [...codesOf(errors)];
          body.subsequentResults = watch(
            body.subsequentResults,
            (more) => void codes.push(...more),
            () => tell(answered, begun, data, codes),
          );
        },
      };
    },
  };
}
