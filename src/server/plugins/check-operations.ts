import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';

/** A request whose document is valid and has the operation that the request names. */
export type Resolved = GraphQLRequestContextDidResolveOperation<GatewayContext> & {
  readonly operation: OperationDefinitionNode;
};

/** Throws to refuse an operation before it is executed. */
export type CheckOperation = (resolved: Resolved) => void | Promise<void>;

/** Runs checks in order. Apollo Server would start the checks of several plugins at the same time. */
export const checkOperations = (checks: readonly CheckOperation[]): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async didResolveOperation(resolved) {
      const { operation } = resolved;
      // Without an operation the execution reports an error.
      if (!operation) return;
      for (const check of checks) await check({ ...resolved, operation });
    },
  }),
});
