import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../graphql/context.ts';
import { executeSteps } from '../graphql/execution/execute.ts';
import { PreparedOperations } from '../graphql/execution/prepared.ts';

/** Brings what is known of the document of an operation into its context. */
export function prepareOperations(schema: GraphQLSchema): ApolloServerPlugin<GatewayContext> {
  const operations = new PreparedOperations(schema);
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, operation, request, contextValue }) {
          if (!operation) return Promise.resolve();
          const prepared = operations.prepare(document, operation, request.variables ?? {});
          contextValue.prepared = prepared;
          if (prepared) contextValue.selections = prepared.selections;
          return Promise.resolve();
        },
      }),
  };
}

/**
 * Executes queries by our own executor. All else is left to Apollo Server, which means graphql-js: mutations, introspection,
 * `@defer`, and variables that do not fit. `present` makes of an error what callers see of it.
 */
export function executeQueries(
  present: (error: GraphQLError, context: GatewayContext) => GraphQLFormattedError,
): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ contextValue }) {
          const { prepared } = contextValue;
          if (!prepared?.steps) return null;
          const { steps, operation, definition } = prepared;
          const { data, errors } = await executeSteps(steps, operation, definition, contextValue);
          const presented = errors?.map((error) => present(error, contextValue));
          const singleResult = { data: data ?? null, ...(presented && { errors: presented }) };
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
      }),
  };
}
