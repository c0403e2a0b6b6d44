import { z } from 'zod';
import {
  apiKeys,
  authTokens,
  baseUrl,
  headerNames,
  integer,
  milliseconds,
  offOr,
  onOff,
  origins,
  port,
  secret,
  serverUrl,
  sid,
  trimmed,
  webhookUrls,
} from './forms.ts';
import { emulatorOptions } from './environment-emulator.ts';
import type { Option } from './option.ts';
import { replicaOptions } from './replica-options.ts';

export const TWILIO_URL = 'https://proxy.twilio.com';

const limit = integer(1, 100_000);

/** Every option, in the order of the documentation. */
export const options = {
  PORT: {
    heading: 'Listener',
    schema: port.prefault('4000'),
    text: 'Port to listen on. 0 takes any free port.',
    flag: { name: 'port', value: 'N', commands: ['gateway'] },
  },
  HOST: {
    schema: z.string().min(1).prefault('127.0.0.1'),
    text: 'Address to listen on. `localhost` is `127.0.0.1`.',
    flag: { name: 'host', value: 'ADDRESS', commands: ['gateway', 'emulator'] },
  },

  TWILIO_ACCOUNT_SID: {
    heading: 'Twilio credentials',
    schema: sid('AC').optional(),
    text: 'SID of your account, with `TWILIO_AUTH_TOKEN`. Without credentials an embedded emulator answers with demo data.',
    example: 'AC…',
    isSecret: true,
  },
  TWILIO_AUTH_TOKEN: { schema: secret.optional(), text: 'Auth token of the account.', isSecret: true },
  TWILIO_API_KEY: {
    schema: sid('SK').optional(),
    text: 'SID of an API key, with `TWILIO_API_SECRET`. Used instead of account SID and auth token.',
    example: 'SK…',
    isSecret: true,
  },
  TWILIO_API_SECRET: { schema: secret.optional(), text: 'Secret of the API key.', isSecret: true },

  TWILIO_PROXY_BASE_URL: {
    heading: 'Twilio client',
    schema: baseUrl.optional(),
    text: 'Base URL of the REST API. Plain http is allowed for loopback only.',
    defaultText: `\`${TWILIO_URL}\``,
    example: TWILIO_URL,
  },
  TWILIO_PAGE_SIZE_MAX: {
    schema: integer(1, 100).prefault('100'),
    text: 'Rows per page to request from Twilio.',
  },
  TWILIO_MAX_CONCURRENCY: {
    schema: integer(1, 1000).prefault('64'),
    text: 'Connections to Twilio at the same time, of all replicas together.',
  },
  TWILIO_MAX_QUEUE: {
    schema: limit.prefault('2000'),
    text: 'REST calls that may wait to be sent. More fail with `OVERLOADED`.',
  },
  TWILIO_RATE_LIMIT: {
    schema: onOff.prefault('on'),
    text: "Whether the gateway stays within Twilio's rate limit by itself.",
    emulatorDefault: 'off',
  },

  MAX_UPSTREAM_CALLS: {
    heading: 'Limits',
    schema: integer(1, 1_000_000).prefault('500'),
    text: 'REST calls per operation.',
  },
  MAX_DEPTH: {
    schema: limit.prefault('15'),
    text: 'Levels of fields per operation. Introspection is exempt.',
  },
  MAX_ALIASES: { schema: limit.prefault('30'), text: 'Aliases per operation.' },
  MAX_ROOT_FIELDS: { schema: limit.prefault('20'), text: 'Root fields per operation.' },
  MAX_ENTITIES: {
    schema: limit.prefault('1000'),
    text: 'Records per operation that root fields name in lists: `representations` of `_entities`, `ids` of `nodes`.',
  },
  MAX_TOKENS: { schema: limit.prefault('2000'), text: 'Tokens per document.' },
  MAX_VALUES: {
    schema: integer(1, 10_000_000).prefault('500000'),
    text: 'Values per response. Each object and each leaf counts one, and a string one more per started 100 characters.',
  },
  MAX_BODY_BYTES: {
    schema: integer(1, 104_857_600).prefault('1048576'),
    text: 'Bytes per request body.',
  },
  UPSTREAM_TRACE: {
    schema: onOff.prefault('off'),
    text: 'Whether callers may request the cost of an operation with `x-upstream-trace` and `x-upstream-plan`.',
    emulatorDefault: 'on',
  },

  MAX_RETRIES: {
    heading: 'Retries and timeouts',
    schema: integer(0, 10).prefault('2'),
    text: 'Retries of a failed REST call, where a retry is safe. A 429 does not count.',
  },
  TWILIO_CONNECT_TIMEOUT_MS: {
    schema: milliseconds.prefault('2000'),
    text: 'Time to connect to Twilio, in milliseconds.',
  },
  TWILIO_ATTEMPT_TIMEOUT_MS: {
    schema: milliseconds.prefault('5000'),
    text: 'Time for one attempt of a REST call, including its body, in milliseconds.',
  },
  OPERATION_DEADLINE_MS: {
    schema: milliseconds.prefault('10000'),
    text: 'Time for an operation, in milliseconds. Fields that are not resolved by then are null with `DEADLINE_EXCEEDED`.',
  },

  GATEWAY_AUTH: {
    heading: 'Authentication and access',
    schema: z.enum(['none', 'api-key', 'jwt', 'forward']).optional(),
    text: 'How callers authenticate. Required with Twilio credentials.',
    defaultText: '`none` with the emulator',
  },
  GATEWAY_API_KEYS: {
    schema: apiKeys.optional(),
    text: 'For `api-key`: keys of at least 16 characters or `sha256:<hex>`, each with or without `=scope+scope`.',
    example: '…,sha256:…=proxy:read',
    isSecret: true,
  },
  GATEWAY_JWKS_URL: {
    schema: serverUrl.optional(),
    text: 'For `jwt`: URL of the JSON Web Key Set of the issuer. Plain http is allowed for loopback only.',
    example: 'https://…',
  },
  GATEWAY_JWT_ISSUER: {
    schema: trimmed.min(1).optional(),
    text: 'For `jwt`: the `iss` that a token must have.',
    example: 'https://…',
  },
  GATEWAY_JWT_AUDIENCE: {
    schema: trimmed.min(1).optional(),
    text: 'For `jwt`: the `aud` that a token must have.',
  },
  GATEWAY_ALLOW_OPEN: {
    schema: onOff.prefault('off'),
    text: 'Whether a gateway without authentication may listen beyond loopback.',
  },
  CORS_ORIGINS: {
    schema: origins.optional(),
    text: 'Exact origins whose pages may read responses, such as `https://app.example.com`.',
    example: 'https://…',
  },
  CORS_HEADERS: {
    schema: headerNames.optional(),
    text: 'Request headers that these pages may send, in addition to those of Apollo Client, urql, Relay, W3C Trace Context and the gateway.',
    example: 'x-…',
  },
  GATEWAY_ROUTER_SECRET: {
    schema: secret.optional(),
    text: 'When set, only a router that sends it in `x-router-secret` may query `_service` and `_entities`.',
    isSecret: true,
  },

  PERSISTED_DOCUMENTS: {
    heading: 'Trusted documents and caller limits',
    schema: trimmed.min(1).optional(),
    text: 'File with the manifest of the trusted documents, which callers run by their ids. It is read again when it changes, and on SIGHUP.',
    example: 'persisted-query-manifest.json',
  },
  PERSISTED_ONLY: {
    schema: onOff.prefault('off'),
    text: 'Whether only trusted documents run. Callers with the scope `proxy:explore` and routers with `GATEWAY_ROUTER_SECRET` are exempt.',
  },
  CALLER_RATE_LIMIT: {
    schema: offOr(integer(1, 1_000_000)),
    text: 'Operations per minute and caller. More are refused with `OVERLOADED`. Health checks and metrics do not count.',
    defaultText: '`off`',
    example: '600',
  },

  WEBHOOK_URL: {
    heading: 'Webhooks and subscriptions',
    schema: webhookUrls.optional(),
    text: 'The callback URL of your Services, exactly as Twilio was told; several are comma-separated. It turns on `POST /webhooks/proxy` and subscriptions.',
    defaultText: 'the URL of the gateway with the emulator',
    example: 'https://…/webhooks/proxy',
  },
  WEBHOOK_AUTH_TOKEN: {
    schema: authTokens.optional(),
    text: 'Primary auth token of the account, which verifies webhooks. Two, comma-separated, during a rotation. Required with an API key.',
    defaultText: '`TWILIO_AUTH_TOKEN`',
    isSecret: true,
  },
  WEBHOOK_REPLAY_SECONDS: {
    schema: integer(0, 86_400).prefault('600'),
    text: 'How long a subscription can continue from a cursor (`after`). 0: not at all.',
  },
  MAX_SUBSCRIPTIONS: {
    schema: limit.prefault('1000'),
    text: 'Subscriptions at the same time. More fail with `OVERLOADED`.',
  },
  MAX_SUBSCRIPTIONS_PER_CONNECTION: {
    schema: limit.prefault('20'),
    text: 'Subscriptions per WebSocket at the same time. More fail with `OVERLOADED`.',
  },

  ...replicaOptions,

  FEDERATED_TRACING: {
    heading: 'Observability',
    schema: onOff.prefault('off'),
    text: "Whether responses carry Apollo's inline trace when a federated router requests it.",
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).prefault('info'),
    text: 'Lowest level that is logged.',
  },
  LOG_FORMAT: {
    schema: z.enum(['json', 'pretty']).optional(),
    text: 'Format of log lines. `pretty` requires the package pino-pretty, a development dependency.',
    defaultText: '`pretty` in a terminal, else `json`',
    example: 'json',
  },
  METRICS_PORT: {
    schema: port.optional(),
    text: 'Port of a separate listener for `/metrics`. 0 takes any free port. Without it `/metrics` is on `PORT`.',
  },

  INTROSPECTION: {
    heading: 'Exploration',
    schema: onOff.prefault('off'),
    text: 'Whether introspection is allowed.',
    emulatorDefault: 'on',
  },
  FIELD_SUGGESTIONS: {
    schema: onOff.prefault('off'),
    text: 'Whether an error about an unknown field suggests fields of the schema.',
    emulatorDefault: 'on',
  },
  GRAPHIQL: {
    schema: onOff.prefault('off'),
    text: 'Whether the explorer is served at `/`.',
    emulatorDefault: 'on',
  },

  ...emulatorOptions,
} as const satisfies Readonly<Record<string, Option>>;

/** The name of an option, as an environment variable. */
export type OptionName = keyof typeof options;

export const optionNames = Object.keys(options) as readonly OptionName[];

/** The options with their names, without the types of the single rows. */
export const optionRows: readonly (readonly [name: OptionName, option: Option])[] = optionNames.map(
  (name) => [name, options[name]],
);

const shape = Object.fromEntries(optionRows.map(([name, { schema }]) => [name, schema]));

/** From environment variables to the values of all options. */
export const environment = z.object(
  shape as { readonly [Name in OptionName]: (typeof options)[Name]['schema'] },
);

/** The values of all options. Each is valid by itself. */
export type Environment = z.infer<typeof environment>;
