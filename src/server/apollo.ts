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
import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { presentError } from '../errors/present.ts';
import type { GatewayContext } from '../graphql/context.ts';
import type { Logger } from '../observability/logger.ts';
import type { OperationObservers } from '../observability/telemetry.ts';
import { executeIncrementally, noDeferredWrites } from './defer.ts';
import { createDocumentStore } from './document-store.ts';
import { nameIntrospectionOption } from './errors.ts';
import { createPersistedQueries } from './persisted-queries.ts';
import { boundErrors, boundExecutionErrors } from './plugins/bound-errors.ts';
import { type CostOptions, upstreamCost } from './plugins/call-budget.ts';
import { checkOperations, type Resolved } from './plugins/check-operations.ts';
import { endOperation } from './plugins/end-operation.ts';
import { graphqlOverHttp } from './plugins/graphql-over-http.ts';
import { checkLimits, type Limits, nameTokenLimit } from './plugins/limits.ts';
import { createErrorLog, logUnexpectedErrors } from './plugins/log-errors.ts';
import { refuseDeepNesting } from './plugins/nesting.ts';
import { sendRetryAfter } from './plugins/retry-after.ts';
import { observeOperations } from './plugins/telemetry.ts';
import { runTrustedDocuments, type TrustedDocumentOptions } from './plugins/trusted-documents.ts';
import type { PresentErrors, Subscriptions } from './subscriptions/subscriptions.ts';

/** Presents errors that already have a code. */
const formatterFor = (limits: Limits) => (formatted: GraphQLFormattedError, error: unknown) => {
  const requestId = formatted.extensions?.['requestId'];
  return presentError(
    nameIntrospectionOption(nameTokenLimit(formatted, limits)),
    unwrapResolverError(error),
    typeof requestId === 'string' ? requestId : null,
  );
};

/** Presents the errors of executions outside of Apollo Server. */
export function createErrorPresenter(limits: Limits, logger: Logger): PresentErrors {
  const format = formatterFor(limits);
  const log = createErrorLog(logger);
  return (errors, context) => {
    log(errors, context);
    const formatted = errors.map((error) => format(error.toJSON(), error));
    return boundExecutionErrors(formatted, context.budget.answer);
  };
}

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
  /** Null: there are no trusted documents. */
  readonly trustedDocuments: TrustedDocumentOptions | null;
  readonly subscriptions: Pick<Subscriptions, 'limitEvents' | 'open' | 'plugin'>;
  /** Called with the signal of each operation that has its response. */
  readonly onResponse: (signal: AbortSignal) => void;
  /** The persisted queries that the replicas share; null if there are none. */
  readonly sharedQueries: KeyValueCache | null;
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
  trustedDocuments,
  subscriptions,
  onResponse,
  sharedQueries,
  federatedTracing,
  plugins,
  logger,
}: ApolloOptions): ApolloServer<GatewayContext> {
  const upstream = upstreamCost(cost);
  const openSubscription = async (resolved: Resolved) => {
    if (!upstream.isPlan(resolved.contextValue)) await subscriptions.open(resolved);
  };
  return new ApolloServer<GatewayContext>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !fieldSuggestions,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    maxRecursiveSelections: true,
    validationRules: [noDeferredWrites],
    legacyExperimentalExecuteIncrementally: executeIncrementally,
    logger: redactedLogger(logger),
    persistedQueries: { cache: createPersistedQueries(sharedQueries) },
    documentStore: createDocumentStore(),
    formatError: formatterFor(limits),
    plugins: [
      ...(trustedDocuments ? [runTrustedDocuments(trustedDocuments)] : []),
      refuseDeepNesting(limits),
      graphqlOverHttp(),
      logUnexpectedErrors(logger),
      endOperation(onResponse),
      checkOperations([checkLimits(limits), subscriptions.limitEvents, upstream.check, openSubscription]),
      upstream.plugin,
      subscriptions.plugin,
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
