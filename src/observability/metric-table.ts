interface Row {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly labelNames: readonly string[];
  /** Prometheus serves it as HELP, and docs/operations.md has it. */
  readonly help: string;
}

/** The gateway's own metrics, in the order of docs/operations.md. Times are in seconds, the unit of Prometheus. */
export const metricTable = {
  operations: {
    type: 'counter',
    name: 'proxy_gateway_operations_total',
    labelNames: ['operation', 'outcome'],
    help: 'Operations by name and outcome: ok, partial, failed or refused. With PERSISTED_DOCUMENTS only trusted documents have their names.',
  },
  operationSeconds: {
    type: 'histogram',
    name: 'proxy_gateway_operation_duration_seconds',
    labelNames: ['operation'],
    help: 'Duration of operations until the response is complete.',
  },
  operationsInFlight: {
    type: 'gauge',
    name: 'proxy_gateway_operations_in_flight',
    labelNames: [],
    help: 'Operations in flight.',
  },
  errors: {
    type: 'counter',
    name: 'proxy_gateway_errors_total',
    labelNames: ['code'],
    help: 'GraphQL errors by extensions.code.',
  },
  userErrors: {
    type: 'counter',
    name: 'proxy_gateway_user_errors_total',
    labelNames: ['code'],
    help: 'User errors of mutations by code.',
  },
  httpErrors: {
    type: 'counter',
    name: 'proxy_gateway_http_errors_total',
    labelNames: ['status'],
    help: 'HTTP responses with a status of 400 or more.',
  },
  calls: {
    type: 'counter',
    name: 'proxy_gateway_rest_calls_total',
    labelNames: ['endpoint', 'status'],
    help: 'REST calls to Twilio by status or error. Each attempt counts.',
  },
  callSeconds: {
    type: 'histogram',
    name: 'proxy_gateway_rest_call_duration_seconds',
    labelNames: ['endpoint'],
    help: 'Duration of REST calls, without waiting.',
  },
  callsInFlight: {
    type: 'gauge',
    name: 'proxy_gateway_rest_calls_in_flight',
    labelNames: [],
    help: 'REST calls in flight.',
  },
  callsWaiting: {
    type: 'gauge',
    name: 'proxy_gateway_rest_calls_waiting',
    labelNames: [],
    help: 'REST calls in the queue.',
  },
  waitSeconds: {
    type: 'histogram',
    name: 'proxy_gateway_rest_wait_seconds',
    labelNames: ['endpoint'],
    help: 'Time in the queue of REST calls that could not start immediately.',
  },
  retries: {
    type: 'counter',
    name: 'proxy_gateway_rest_retries_total',
    labelNames: ['endpoint'],
    help: 'REST calls that were retries.',
  },
  refusals: {
    type: 'counter',
    name: 'proxy_gateway_rest_refused_total',
    labelNames: ['endpoint', 'reason'],
    help: 'REST calls that were not made, because the circuit breaker was open or the queue was full.',
  },
  breakerOpen: {
    type: 'gauge',
    name: 'proxy_gateway_breaker_open',
    labelNames: ['endpoint'],
    help: '1 while the circuit breaker of an endpoint is open, else 0.',
  },
  upstreamInfo: {
    type: 'gauge',
    name: 'proxy_gateway_upstream_info',
    labelNames: ['upstream'],
    help: 'Always 1. The label is the upstream: twilio, or emulator with demo data.',
  },
  savedReads: {
    type: 'counter',
    name: 'proxy_gateway_reads_saved_total',
    labelNames: ['by'],
    help: 'Reads without a REST call of their own: coalesced with another operation, or deduplicated within one.',
  },
  quotaState: {
    type: 'gauge',
    name: 'proxy_gateway_quota_state',
    labelNames: ['state'],
    help: "1 for the present state, else 0. shared: Redis divides Twilio's rate limit; local: without Redis, by a fixed part; settling: both, while Redis may lack calls.",
  },
  quotaStateChanges: {
    type: 'counter',
    name: 'proxy_gateway_quota_state_changes_total',
    labelNames: ['state'],
    help: 'Changes to that state.',
  },
  quotaLeaseSeconds: {
    type: 'histogram',
    name: 'proxy_gateway_quota_lease_seconds',
    labelNames: [],
    help: 'Duration of requests to Redis for calls within the rate limit.',
  },
  quotaPeers: {
    type: 'gauge',
    name: 'proxy_gateway_quota_peers',
    labelNames: [],
    help: 'Replicas that called the same Service and endpoint in the last 5.3 seconds, this one included. Idle replicas do not count.',
  },
  quotaShare: {
    type: 'gauge',
    name: 'proxy_gateway_quota_share',
    labelNames: [],
    help: 'REST calls per Service and endpoint that this replica can count on in 5 seconds.',
  },
  quotaPlacesHeld: {
    type: 'gauge',
    name: 'proxy_gateway_quota_places_held',
    labelNames: [],
    help: 'REST calls that Redis has granted to this replica in the last 5.3 seconds.',
  },
  webhooks: {
    type: 'counter',
    name: 'proxy_gateway_webhooks_total',
    labelNames: ['outcome'],
    help: 'Webhooks by outcome: accepted, duplicate, stale, signature, account, type, size or unreadable.',
  },
  subscriptions: {
    type: 'gauge',
    name: 'proxy_gateway_subscriptions',
    labelNames: [],
    help: 'Subscriptions that are open.',
  },
  subscriptionEvents: {
    type: 'counter',
    name: 'proxy_gateway_subscription_events_total',
    labelNames: ['kind'],
    help: 'Events that were sent to subscribers by kind: STARTED, CHANGED or GAP.',
  },
  unknownEnumValues: {
    type: 'counter',
    name: 'proxy_gateway_unknown_enum_values_total',
    labelNames: ['enum'],
    help: 'Values from Twilio that the enum does not have.',
  },
  unreadableValues: {
    type: 'counter',
    name: 'proxy_gateway_unreadable_values_total',
    labelNames: ['type', 'field'],
    help: 'Values from Twilio that could not be parsed.',
  },
} as const satisfies Readonly<Record<string, Row>>;
