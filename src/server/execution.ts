import type {
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLError,
  GraphQLFormattedError,
  GraphQLSchema,
} from 'graphql';
import type { GatewayContext } from '../graphql/context.ts';
import { executeSteps } from '../graphql/execution/execute.ts';
import { PreparedOperations } from '../graphql/execution/prepared.ts';
import type { Listen, OperationListener } from './operation-listeners.ts';

/** Brings what is known of the document of an operation into its context. */
export function prepareOperations(schema: GraphQLSchema): Listen {
  const operations = new PreparedOperations(schema);
  const listener: OperationListener = {
    didResolveOperation({ document, operation, request, contextValue }) {
      if (!operation) return;
      const prepared = operations.prepare(document, operation, request.variables ?? {});
      contextValue.prepared = prepared;
      if (prepared) contextValue.selections = prepared.selections;
    },
  };
  return () => listener;
}

/**
 * Executes queries by our own executor. All else is left to Apollo Server, which means graphql-js: mutations, introspection,
 * `@defer`, and variables that do not fit. `present` makes of an error what callers see of it.
 */
export function executeQueries(
  present: (error: GraphQLError, context: GatewayContext) => GraphQLFormattedError,
): Listen {
  const listener: OperationListener = {
    responseForOperation({ contextValue }) {
      const { prepared } = contextValue;
      if (!prepared?.steps) return null;
      const { steps, operation, definition } = prepared;
      const answer = ({ data, errors }: ExecutionResult): FormattedExecutionResult => {
        const presented = errors?.map((error) => present(error, contextValue));
        return { data: data ?? null, ...(presented && { errors: presented }) };
      };
      const result = executeSteps(steps, operation, definition, contextValue);
      return result instanceof Promise ? result.then(answer) : answer(result);
    },
  };
  return () => listener;
}
