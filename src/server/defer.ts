import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { execute as executeDeferring } from '@graphql-tools/executor';
import { BREAK, type DocumentNode, execute, GraphQLError, type ValidationRule, visit } from 'graphql';

type ExecuteIncrementally = NonNullable<
  ApolloServerOptions<BaseContext>['legacyExperimentalExecuteIncrementally']
>;

const DEFER = 'defer';

/** Whether a document defers anything; those that do not are executed by graphql-js, like all others. */
function defers(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive({ name }) {
      if (name.value !== DEFER) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/**
 * Executes what a client asks for with `Accept: multipart/mixed; deferSpec=20220824`. Deferred parts are executed in the
 * same tick as the rest and only sent later, so that their reads go into the same batches.
 */
export const executeIncrementally: ExecuteIncrementally = (args) =>
  (defers(args.document) ? executeDeferring(args) : execute(args)) as ReturnType<ExecuteIncrementally>;

/**
 * Root fields of a mutation are carried out once, one after the other. What is deferred may be executed twice and beside
 * them, so a write must not be deferred.
 */
export const noDeferredWrites: ValidationRule = (context) => ({
  Directive(node) {
    if (node.name.value !== DEFER || context.getParentType() !== context.getSchema().getMutationType())
      return;
    context.reportError(
      new GraphQLError('A root field of a mutation cannot be deferred. Defer what its payload holds.', {
        nodes: node,
      }),
    );
  },
});
