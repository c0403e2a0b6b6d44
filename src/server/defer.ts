import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { execute as executeWithDefer } from '@graphql-tools/executor';
import { BREAK, type DocumentNode, execute, GraphQLError, type ValidationRule, visit } from 'graphql';

type ExecuteIncrementally = NonNullable<
  ApolloServerOptions<BaseContext>['legacyExperimentalExecuteIncrementally']
>;

const DEFER = 'defer';

/** Whether a document uses `@defer`. */
function usesDefer(document: DocumentNode): boolean {
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
 * Executes operations of clients that accept `multipart/mixed; deferSpec=20220824`; graphql-js executes those without
 * `@defer`. Deferred fragments are executed in the same tick as the rest and only sent later, so their reads go into the
 * same batches.
 */
export const executeIncrementally: ExecuteIncrementally = (args) =>
  (usesDefer(args.document) ? executeWithDefer(args) : execute(args)) as ReturnType<ExecuteIncrementally>;

/**
 * Refuses `@defer` on root fields of a mutation. They are executed once and in order; a deferred one could be executed
 * twice, and at the same time as others.
 */
export const noDeferredWrites: ValidationRule = (context) => ({
  Directive(node) {
    if (node.name.value !== DEFER || context.getParentType() !== context.getSchema().getMutationType())
      return;
    context.reportError(
      new GraphQLError('Root fields of a mutation cannot be deferred. Defer fields of their payload.', {
        nodes: node,
      }),
    );
  },
});
