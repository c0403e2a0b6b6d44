import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { GraphQLError, type GraphQLSchema, type ValidationRule } from 'graphql';
import { presentError } from '../errors/present.ts';
import type { GatewayContext } from '../graphql/context.ts';
import type { Logger } from '../observability/logger.ts';
import type { OperationObservers } from '../observability/telemetry.ts';
import { executeIncrementally, noDeferredWrites } from './defer.ts';
import { createDocumentStore } from './document-store.ts';
import { nameIntrospectionOption } from './errors.ts';
import { boundErrors } from './plugins/bound-errors.ts';
import { type CostOptions, upstreamCost } from './plugins/call-budget.ts';
import { checkOperations } from './plugins/check-operations.ts';
import { endOperation } from './plugins/end-operation.ts';
import { graphqlOverHttp } from './plugins/graphql-over-http.ts';
import { checkLimits, type Limits, nameTokenLimit } from './plugins/limits.ts';
import { logUnexpectedErrors } from './plugins/log-errors.ts';
import { refuseDeepNesting } from './plugins/nesting.ts';
import { sendRetryAfter } from './plugins/retry-after.ts';
import { observeOperations } from './plugins/telemetry.ts';

/** The number of persisted queries and of their characters; the least recently used ones are removed. */
const PERSISTED_QUERIES = { max: 5000, maxSize: 4 * 1024 * 1024 };

/**
 * Refuses operations whose root type the schema does not have, such as subscriptions: "Operation Type Existence" of the
 * GraphQL specification. graphql-js has the rule from version 17 on; version 16 throws during execution.
 */
const knownOperationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    const { operation } = node;
    if (context.getSchema().getRootType(operation)) return;
    context.reportError(
      new GraphQLError(`The schema does not support ${operation} operations.`, { nodes: node }),
    );
  },
});

/** A logger for Apollo Server. Its messages are left out, because they contain those of errors. */
function redactedLogger(logger: Logger) {
  const log = (level: 'warn' | 'error') => () => logger[level]('Apollo Server reported a problem');
  return { debug: () => undefined, info: () => undefined, warn: log('warn'), error: log('error') };
}

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  /** Whether validation errors suggest names of the schema. */
  readonly fieldSuggestions: boolean;
  readonly limits: Limits;
  readonly cost: CostOptions;
  readonly operations: OperationObservers;
  /** Called with the signal of each operation that has its response. */
  readonly onResponse: (signal: AbortSignal) => void;
  /** Whether Apollo Router gets inline traces on request. */
  readonly federatedTracing: boolean;
  /** Plugins of the library's user. They run after our own. */
  readonly plugins: readonly ApolloServerPlugin[];
  readonly logger: Logger;
}

/** Apollo Server without HTTP. */
export function createApollo({
  schema,
  introspection,
  fieldSuggestions,
  limits,
  cost,
  operations,
  onResponse,
  federatedTracing,
  plugins,
  logger,
}: ApolloOptions): ApolloServer<GatewayContext> {
  const upstream = upstreamCost(cost);
  return new ApolloServer<GatewayContext>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !fieldSuggestions,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    maxRecursiveSelections: true,
    validationRules: [knownOperationTypes, noDeferredWrites],
    legacyExperimentalExecuteIncrementally: executeIncrementally,
    logger: redactedLogger(logger),
    persistedQueries: { cache: new InMemoryLRUCache(PERSISTED_QUERIES) },
    documentStore: createDocumentStore(),
    formatError(formatted, error) {
      const requestId = formatted.extensions?.['requestId'];
      return presentError(
        nameIntrospectionOption(nameTokenLimit(formatted, limits)),
        unwrapResolverError(error),
        typeof requestId === 'string' ? requestId : null,
      );
    },
    plugins: [
      refuseDeepNesting(limits),
      graphqlOverHttp(),
      logUnexpectedErrors(logger),
      endOperation(onResponse),
      checkOperations([checkLimits(limits), upstream.check]),
      upstream.plugin,
      boundErrors(),
      sendRetryAfter(),
      observeOperations(operations),
      ApolloServerPluginCacheControlDisabled(),
      federatedTracing ? ApolloServerPluginInlineTrace() : ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ...plugins,
    ],
  });
}
