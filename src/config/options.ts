import type { ApolloServerPlugin } from '@apollo/server';

/**
 * Options of `createGateway`. Each is the environment variable of the same meaning, in camelCase, with its default and
 * its limits; the table "Options" of the README tells them all. Times are in milliseconds.
 */
export interface GatewayOptions {
  /** The port to listen on; 0 takes any free one. Default 4000. */
  readonly port?: number;
  /** The address to listen on. Default `127.0.0.1`. */
  readonly host?: string;
  /** Your account, `AC…`; with `twilioAuthToken`. Without credentials an embedded emulator answers with demo data. */
  readonly twilioAccountSid?: string;
  /** Its auth token. */
  readonly twilioAuthToken?: string;
  /** An API key, `SK…`, in place of account and token; with `twilioApiSecret`. */
  readonly twilioApiKey?: string;
  /** Its secret. */
  readonly twilioApiSecret?: string;
  /** Another upstream, such as the address of an emulator of yours. Default `https://proxy.twilio.com`. */
  readonly twilioProxyBaseUrl?: string;
  /** Rows of a page to ask for, 1 to 100. Default 100. */
  readonly twilioPageSizeMax?: number;
  /** Connections to Twilio at the same time. Default 64. */
  readonly twilioMaxConcurrency?: number;
  /** REST calls that may wait for their turn; more are refused with `OVERLOADED`. Default 2000. */
  readonly twilioMaxQueue?: number;
  /** Whether the gateway keeps Twilio's rate limit by itself. Default true, with the embedded emulator false. */
  readonly twilioRateLimit?: boolean;
  /** How many REST calls one operation may make. Default 500. */
  readonly maxUpstreamCalls?: number;
  /** Levels of fields that an operation may have. Default 15. */
  readonly maxDepth?: number;
  /** Aliases that it may have. Default 30. */
  readonly maxAliases?: number;
  /** Root fields that it may have. Default 20. */
  readonly maxRootFields?: number;
  /** Records that its root fields may name in lists. Default 1000. */
  readonly maxEntities?: number;
  /** Tokens that a document may have. Default 2000. */
  readonly maxTokens?: number;
  /** Values that an answer may hold: objects, leaves, and each started 100 characters of a text. Default 500000. */
  readonly maxValues?: number;
  /** Bytes that the body of a request may have. Default 1048576. */
  readonly maxBodyBytes?: number;
  /** Whether callers may ask what an operation costs. Default false, with the embedded emulator true. */
  readonly upstreamTrace?: boolean;
  /** How often a REST call that failed is repeated at most; a 429 does not count. Default 2. */
  readonly maxRetries?: number;
  /** How long a connection to Twilio may take. Default 2000. */
  readonly twilioConnectTimeoutMs?: number;
  /** How long one REST call may take, its whole body included. Default 5000. */
  readonly twilioAttemptTimeoutMs?: number;
  /** How long an operation may take. Default 10000. */
  readonly operationDeadlineMs?: number;
  /** Who may use the gateway. Needed with Twilio credentials; with the embedded emulator it is `none`. */
  readonly gatewayAuth?: 'none' | 'api-key' | 'jwt' | 'forward';
  /** For `api-key`: keys of at least 16 characters or `sha256:<hex>`, each with or without `=scope+scope`. */
  readonly gatewayApiKeys?: readonly string[];
  /** For `jwt`: where the issuer publishes its keys. */
  readonly gatewayJwksUrl?: string;
  /** For `jwt`: the `iss` of tokens. */
  readonly gatewayJwtIssuer?: string;
  /** For `jwt`: the `aud` of tokens. */
  readonly gatewayJwtAudience?: string;
  /** Whether everybody is let in who can reach a gateway without authentication. Default false. */
  readonly gatewayAllowOpen?: boolean;
  /** Origins whose pages may read answers, exactly: `https://app.example.com`. Default none. */
  readonly corsOrigins?: readonly string[];
  /** More request headers that these pages may send, beside those of Apollo Client, urql, Relay, W3C traces and our own. */
  readonly corsHeaders?: readonly string[];
  /** When set, only a router that sends it in `x-router-secret` may ask `_service` and `_entities`. */
  readonly gatewayRouterSecret?: string;
  /** Whether answers to a federated router that asks for it carry Apollo's inline trace. Default false. */
  readonly federatedTracing?: boolean;
  /** What is logged. Default `info`. */
  readonly logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** How the log is written when it goes to standard output. Default `pretty` in a terminal, else `json`. */
  readonly logFormat?: 'json' | 'pretty';
  /** The port of a listener for `/metrics` alone; 0 takes any free one. Without it `/metrics` is at `port`. */
  readonly metricsPort?: number;
  /** Whether the schema can be asked for. Default false, with the embedded emulator true. */
  readonly introspection?: boolean;
  /** Whether an error about a misspelt field names fields of the schema. Default as `introspection`. */
  readonly fieldSuggestions?: boolean;
  /** Whether the explorer is served at `/`. Default false, with the embedded emulator true. */
  readonly graphiql?: boolean;
  /**
   * Whether the embedded emulator is the upstream. Default `auto`: when neither Twilio credentials nor an upstream are given.
   * With false the gateway does not start without them; with true it is used whatever else is given.
   */
  readonly emulator?: boolean | 'auto';
  /** The port of the embedded emulator; 0 takes any free one. Default 4010. */
  readonly emulatorPort?: number;
  /** How long the embedded emulator waits before it answers. Default 0. */
  readonly emulatorLatencyMs?: number;
  /** What the embedded emulator starts with. Default `demo`. */
  readonly emulatorSeed?: 'demo' | 'empty' | 'large';

  /** Environment variables that hold where the options above say nothing, such as `process.env`. Default none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Plugins of Apollo Server. They see every operation, after the gateway's own plugins. Default none. */
  readonly plugins?: readonly ApolloServerPlugin[];
  /** Takes the log, one line of JSON at a time. Default: standard output. */
  readonly log?: { write(line: string): void };
}
