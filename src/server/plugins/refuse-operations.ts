import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../../graphql/context.ts';

/** A request whose document is valid and has the operation that it names. */
export type Resolved = GraphQLRequestContextDidResolveOperation<GatewayContext> & {
  readonly operation: OperationDefinitionNode;
};

/** Throws to refuse an operation before anything is executed. */
export type CheckOperation = (resolved: Resolved) => void | Promise<void>;

/** Runs checks in their order. Apollo Server would start those of several plugins all at once. */
export const refuseOperations = (checks: readonly CheckOperation[]): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async didResolveOperation(resolved) {
      const { operation } = resolved;
      // Without one the execution only says so.
      if (!operation) return;
      for (const check of checks) await check({ ...resolved, operation });
    },
  }),
});
