interface Row {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly labelNames: readonly string[];
  /** Prometheus serves it as HELP, and docs/operations.md has it. */
  readonly help: string;
}

/** Every metric of the gateway's own, in the order of docs/operations.md. Times are in seconds, as Prometheus wants them. */
export const metricTable = {
  operations: {
    type: 'counter',
    name: 'proxy_gateway_operations_total',
    labelNames: ['operation', 'outcome'],
    help: 'Operations by name and by outcome: ok, partial, failed or refused.',
  },
  operationSeconds: {
    type: 'histogram',
    name: 'proxy_gateway_operation_duration_seconds',
    labelNames: ['operation'],
    help: 'How long operations take until their answer is ready.',
  },
  operationsInFlight: {
    type: 'gauge',
    name: 'proxy_gateway_operations_in_flight',
    labelNames: [],
    help: 'Operations that are under way.',
  },
  errors: {
    type: 'counter',
    name: 'proxy_gateway_errors_total',
    labelNames: ['code'],
    help: 'GraphQL errors of operations by extensions.code.',
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
    help: 'HTTP answers with a status of 400 or more, refused callers among them.',
  },
  calls: {
    type: 'counter',
    name: 'proxy_gateway_rest_calls_total',
    labelNames: ['endpoint', 'status'],
    help: 'REST calls to Twilio, each attempt by itself, by status or by what went wrong.',
  },
  callSeconds: {
    type: 'histogram',
    name: 'proxy_gateway_rest_call_duration_seconds',
    labelNames: ['endpoint'],
    help: 'How long REST calls take, waiting not included.',
  },
  callsInFlight: {
    type: 'gauge',
    name: 'proxy_gateway_rest_calls_in_flight',
    labelNames: [],
    help: 'REST calls that are under way.',
  },
  callsWaiting: {
    type: 'gauge',
    name: 'proxy_gateway_rest_calls_waiting',
    labelNames: [],
    help: 'REST calls that wait for their turn.',
  },
  waitSeconds: {
    type: 'histogram',
    name: 'proxy_gateway_rest_wait_seconds',
    labelNames: ['endpoint'],
    help: 'How long those REST calls waited that could not start at once.',
  },
  retries: {
    type: 'counter',
    name: 'proxy_gateway_rest_retries_total',
    labelNames: ['endpoint'],
    help: 'REST calls that repeated another one.',
  },
  refusals: {
    type: 'counter',
    name: 'proxy_gateway_rest_refused_total',
    labelNames: ['endpoint', 'reason'],
    help: 'REST calls that were not made, because of the breaker or of a full queue.',
  },
  breakerOpen: {
    type: 'gauge',
    name: 'proxy_gateway_breaker_open',
    labelNames: ['endpoint'],
    help: '1 while an endpoint is not asked because it keeps failing, else 0.',
  },
  upstreamInfo: {
    type: 'gauge',
    name: 'proxy_gateway_upstream_info',
    labelNames: ['upstream'],
    help: 'Always 1. The label says what is the upstream: twilio, or emulator with its demo data.',
  },
  savedReads: {
    type: 'counter',
    name: 'proxy_gateway_reads_saved_total',
    labelNames: ['by'],
    help: 'Reads without a REST call of their own: coalesced with one of another operation, or deduplicated within one.',
  },
  unknownEnumValues: {
    type: 'counter',
    name: 'proxy_gateway_unknown_enum_values_total',
    labelNames: ['enum'],
    help: 'Values of Twilio that an enum of the schema does not have.',
  },
  unreadableValues: {
    type: 'counter',
    name: 'proxy_gateway_unreadable_values_total',
    labelNames: ['type', 'field'],
    help: 'Values of Twilio that could not be read.',
  },
} as const satisfies Readonly<Record<string, Row>>;
