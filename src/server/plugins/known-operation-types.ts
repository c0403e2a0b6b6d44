import { GraphQLError, type ValidationRule } from 'graphql';

/**
 * Refuses an operation whose root type the schema does not have, such as a subscription. The rule is of the GraphQL
 * specification ("Operation Type Existence"); graphql-js has it from version 17 on, and throws while it executes before.
 */
export const knownOperationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    const { operation } = node;
    if (context.getSchema().getRootType(operation)) return;
    context.reportError(
      new GraphQLError(`The ${operation} operation is not supported by the schema.`, { nodes: node }),
    );
  },
});
