// Written by npm run config:generate from environment.ts. Do not edit.

/**
 * The options that are environment variables too, by their names in camelCase. docs/configuration.md lists both.
 */
export interface EnvironmentOptions {
  /** Port to listen on. 0 takes any free port. Default: `4000`. */
  readonly port?: number;
  /** Address to listen on. `localhost` is `127.0.0.1`. Default: `127.0.0.1`. */
  readonly host?: string;
  /** SID of your account, with `twilioAuthToken`. Without credentials an embedded emulator answers with demo data. */
  readonly twilioAccountSid?: string;
  /** Auth token of the account. */
  readonly twilioAuthToken?: string;
  /** SID of an API key, with `twilioApiSecret`. Used instead of account SID and auth token. */
  readonly twilioApiKey?: string;
  /** Secret of the API key. */
  readonly twilioApiSecret?: string;
  /** Base URL of the REST API. Plain http is allowed for loopback only. Default: `https://proxy.twilio.com`. */
  readonly twilioProxyBaseUrl?: string;
  /** Rows per page to request from Twilio. Default: `100`. */
  readonly twilioPageSizeMax?: number;
  /** Connections to Twilio at the same time, of all replicas together. Default: `64`. */
  readonly twilioMaxConcurrency?: number;
  /** REST calls that may wait to be sent. More fail with `OVERLOADED`. Default: `2000`. */
  readonly twilioMaxQueue?: number;
  /** Whether the gateway stays within Twilio's rate limit by itself. Default: `true`, with the emulator `false`. */
  readonly twilioRateLimit?: boolean;
  /** REST calls per operation. Default: `500`. */
  readonly maxUpstreamCalls?: number;
  /** Levels of fields per operation. Introspection is exempt. Default: `15`. */
  readonly maxDepth?: number;
  /** Aliases per operation. Default: `30`. */
  readonly maxAliases?: number;
  /** Root fields per operation. Default: `20`. */
  readonly maxRootFields?: number;
  /** Records per operation that root fields name in lists: `representations` of `_entities`, `ids` of `nodes`. Default: `1000`. */
  readonly maxEntities?: number;
  /** Tokens per document. Default: `2000`. */
  readonly maxTokens?: number;
  /** Values per response. Each object and each leaf counts one, and a string one more per started 100 characters. Default: `500000`. */
  readonly maxValues?: number;
  /** Bytes per request body. Default: `1048576`. */
  readonly maxBodyBytes?: number;
  /** Whether callers may request the cost of an operation with `x-upstream-trace` and `x-upstream-plan`. Default: `false`, with the emulator `true`. */
  readonly upstreamTrace?: boolean;
  /** Retries of a failed REST call, where a retry is safe. A 429 does not count. Default: `2`. */
  readonly maxRetries?: number;
  /** Time to connect to Twilio, in milliseconds. Default: `2000`. */
  readonly twilioConnectTimeoutMs?: number;
  /** Time for one attempt of a REST call, including its body, in milliseconds. Default: `5000`. */
  readonly twilioAttemptTimeoutMs?: number;
  /** Time for an operation, in milliseconds. Fields that are not resolved by then are null with `DEADLINE_EXCEEDED`. Default: `10000`. */
  readonly operationDeadlineMs?: number;
  /** How callers authenticate. Required with Twilio credentials. Default: `none` with the emulator. */
  readonly gatewayAuth?: 'none' | 'api-key' | 'jwt' | 'forward';
  /** For `api-key`: keys of at least 16 characters or `sha256:<hex>`, each with or without `=scope+scope`. */
  readonly gatewayApiKeys?: readonly string[];
  /** For `jwt`: URL of the JSON Web Key Set of the issuer. Plain http is allowed for loopback only. */
  readonly gatewayJwksUrl?: string;
  /** For `jwt`: the `iss` that a token must have. */
  readonly gatewayJwtIssuer?: string;
  /** For `jwt`: the `aud` that a token must have. */
  readonly gatewayJwtAudience?: string;
  /** Whether a gateway without authentication may listen beyond loopback. Default: `false`. */
  readonly gatewayAllowOpen?: boolean;
  /** Exact origins whose pages may read responses, such as `https://app.example.com`. */
  readonly corsOrigins?: readonly string[];
  /** Request headers that these pages may send, in addition to those of Apollo Client, urql, Relay, W3C Trace Context and the gateway. */
  readonly corsHeaders?: readonly string[];
  /** When set, only a router that sends it in `x-router-secret` may query `_service` and `_entities`. */
  readonly gatewayRouterSecret?: string;
  /** File with the manifest of the trusted documents, which callers run by their ids. It is read again when it changes, and on SIGHUP. */
  readonly persistedDocuments?: string;
  /** Whether only trusted documents run. Callers with the scope `proxy:explore` and routers with `gatewayRouterSecret` are exempt. Default: `false`. */
  readonly persistedOnly?: boolean;
  /** Operations per minute and caller. More are refused with `OVERLOADED`. Health checks and metrics do not count. Default: `off`. */
  readonly callerRateLimit?: number;
  /** The callback URL of your Services, exactly as Twilio was told; several are comma-separated. It turns on `POST /webhooks/proxy` and subscriptions. Default: the URL of the gateway with the emulator. */
  readonly webhookUrl?: readonly string[];
  /** Primary auth token of the account, which verifies webhooks. Two, comma-separated, during a rotation. Required with an API key. Default: `TWILIO_AUTH_TOKEN`. */
  readonly webhookAuthToken?: readonly string[];
  /** How long a subscription can continue from a cursor (`after`). 0: not at all. Default: `600`. */
  readonly webhookReplaySeconds?: number;
  /** Subscriptions at the same time. More fail with `OVERLOADED`. Default: `1000`. */
  readonly maxSubscriptions?: number;
  /** Subscriptions per WebSocket at the same time. More fail with `OVERLOADED`. Default: `20`. */
  readonly maxSubscriptionsPerConnection?: number;
  /** `redis:` or `rediss:` URL of a Redis that the replicas share. It requires the package ioredis. Without it each replica takes its part of Twilio's limits by `replicas`. */
  readonly redisUrl?: string;
  /** Start of the names of all keys in Redis. Replicas with the same prefix share. Default: `proxy-gateway`. */
  readonly redisPrefix?: string;
  /** How long to wait for Redis, in milliseconds. After that a replica goes on with its part of Twilio's limits. Default: `50`. */
  readonly redisTimeoutMs?: number;
  /** Number of replicas that share Twilio's limits. With Redis: the number to expect until Redis tells. Default: `1`. */
  readonly replicas?: number;
  /** Part of Twilio's rate limit that all replicas together use. The rest is for other programs with the same account. Default: `1`. */
  readonly twilioQuotaShare?: number;
  /** Whether responses carry Apollo's inline trace when a federated router requests it. Default: `false`. */
  readonly federatedTracing?: boolean;
  /** Lowest level that is logged. Default: `info`. */
  readonly logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Format of log lines. `pretty` requires the package pino-pretty, a development dependency. Default: `pretty` in a terminal, else `json`. */
  readonly logFormat?: 'json' | 'pretty';
  /** Port of a separate listener for `/metrics`. 0 takes any free port. Without it `/metrics` is on `port`. */
  readonly metricsPort?: number;
  /** Whether introspection is allowed. Default: `false`, with the emulator `true`. */
  readonly introspection?: boolean;
  /** Whether an error about an unknown field suggests fields of the schema. Default: `false`, with the emulator `true`. */
  readonly fieldSuggestions?: boolean;
  /** Whether the explorer is served at `/`. Default: `false`, with the emulator `true`. */
  readonly graphiql?: boolean;
  /** Whether the embedded emulator is the upstream. `auto`: when neither Twilio credentials nor `twilioProxyBaseUrl` are set. Default: `auto`. */
  readonly emulator?: boolean | 'auto';
  /** Port of the emulator. 0 takes any free port. Default: `4010`. */
  readonly emulatorPort?: number;
  /** Delay of every response of the emulator, in milliseconds. Default: `0`. */
  readonly emulatorLatencyMs?: number;
  /** Data that the emulator starts with. Default: `demo`. */
  readonly emulatorSeed?: 'demo' | 'empty' | 'large';
  /** Whether the emulator calls the callback URLs of its Services that are on this machine. Default: `true`. */
  readonly emulatorWebhooks?: boolean;
  /** Whether the emulator plays a slow conversation, so that subscriptions show something. Default: `on` with the demo seed in a terminal, else `off`. */
  readonly emulatorTraffic?: boolean;
}
