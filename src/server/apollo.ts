import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginSchemaReportingDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../graphql/context.ts';
import { isKnownError, presentError } from '../errors/gateway-error.ts';
import { describeDefect, type Logger } from '../observability/logger.ts';
import { boundErrors } from './plugins/bound-errors.ts';
import { executeIncrementally, noDeferredWrites } from './defer.ts';
import { createDocumentStore } from './documents.ts';
import { emptyNameIsNone, mediaTypeAndStatus } from './plugins/graphql-over-http.ts';
import { nameIntrospection } from './plugins/introspection.ts';
import { knownOperationTypes } from './plugins/known-operation-types.ts';
import { checkLimits, type Limits, nameTokenLimit } from './plugins/limits.ts';
import { observeOperations, type OperationObservers } from './plugins/telemetry.ts';
import { refuseDeepNesting } from './plugins/limits-nesting.ts';
import { refuseOperations } from './plugins/refuse-operations.ts';
import { sendRetryAfter } from './plugins/retry-after.ts';
import { type CostOptions, upstreamCost } from './plugins/call-budget.ts';

/** Persisted queries, and their characters together; those that were used least lately go first. */
const PERSISTED_QUERIES = { max: 5000, maxSize: 4 * 1024 * 1024 };

/** Names a defect in the log and in the answer by the same request id, so that one leads to the other. */
function noteDefect(error: GraphQLError, requestId: string, logger: Logger): void {
  if (isKnownError(error, unwrapResolverError(error))) return;
  error.extensions['requestId'] = requestId;
  const defect = describeDefect(unwrapResolverError(error));
  logger.error({ requestId, path: error.path, defect }, 'defect');
}

/** Notes defects in the log. */
function logDefects(logger: Logger): ApolloServerPlugin<GatewayContext> {
  const note = (errors: readonly GraphQLError[], { requestId }: GatewayContext) =>
    errors.forEach((error) => noteDefect(error, requestId, logger));
  return {
    requestDidStart: async () => ({
      async didEncounterErrors({ errors, contextValue }) {
        note(errors, contextValue);
      },
      async didEncounterSubsequentErrors({ contextValue }, errors) {
        note(errors, contextValue);
      },
    }),
  };
}

/** Apollo puts messages of errors into its own; the log tells that it had something to say, and no more. */
function quiet(logger: Logger) {
  const note = (level: 'warn' | 'error') => () => logger[level]('Apollo Server reports a problem');
  return { debug: () => undefined, info: () => undefined, warn: note('warn'), error: note('error') };
}

/** Ends an operation with its response, so that no read outlives it. */
const endOperations = (end: ApolloOptions['endOperation']): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    async willSendResponse({ response: { body }, contextValue }) {
      if (body.kind === 'single') end(contextValue.signal);
    },
    async willSendSubsequentPayload({ contextValue }, { hasNext }) {
      if (!hasNext) end(contextValue.signal);
    },
  }),
});

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  /** Whether errors say which field was perhaps meant. */
  readonly fieldSuggestions: boolean;
  readonly limits: Limits;
  readonly cost: CostOptions;
  readonly operations: OperationObservers;
  /** Ends the operation with that signal. */
  readonly endOperation: (signal: AbortSignal) => void;
  /** Whether a federated router gets Apollo's inline trace when it asks for it. */
  readonly federatedTracing: boolean;
  /** Plugins of the library's user; they come after our own. */
  readonly plugins: readonly ApolloServerPlugin[];
  readonly logger: Logger;
}

/** The GraphQL server without its HTTP: parses, validates, executes, and presents errors after the table. */
export function createApollo({
  schema,
  introspection,
  fieldSuggestions,
  limits,
  cost,
  operations,
  endOperation,
  federatedTracing,
  plugins,
  logger,
}: ApolloOptions): ApolloServer<GatewayContext> {
  const format = (formatted: GraphQLFormattedError, error: unknown) => {
    const requestId = formatted.extensions?.['requestId'];
    return presentError(
      nameIntrospection(nameTokenLimit(formatted, limits)),
      unwrapResolverError(error),
      typeof requestId === 'string' ? requestId : null,
    );
  };
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
    logger: quiet(logger),
    persistedQueries: { cache: new InMemoryLRUCache(PERSISTED_QUERIES) },
    formatError: format,
    documentStore: createDocumentStore(),
    plugins: [
      refuseDeepNesting(limits),
      emptyNameIsNone,
      mediaTypeAndStatus(),
      logDefects(logger),
      endOperations(endOperation),
      refuseOperations([checkLimits(limits), upstream.check]),
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
