import { checkTogether, credentialsIn, isEmulated } from './checks.ts';
import { type Environment, TWILIO_URL } from './environment.ts';
import { findMisspelt, type Misspelt } from './misspelt.ts';
import { asVariable, type Naming } from './option-names.ts';
import { parseEnvironment, type Variables, withoutEmpty } from './parse.ts';
import type { LogFormat } from '../observability/logger.ts';
import type { AuthOptions } from '../server/auth/authenticate.ts';
import type { Authenticate } from '../server/auth/authenticate-option.ts';
import type { Limits } from '../server/plugins/limits.ts';

export interface EmulatorConfig {
  readonly port: number;
  readonly latencyMs: number;
  readonly seed: 'demo' | 'empty' | 'large';
  /** Whether it calls the callback URLs of its Services. */
  readonly webhooks: boolean;
  /** Whether it plays a conversation. Null: with the demo seed in a terminal. */
  readonly traffic: boolean | null;
  /** The pair that it accepts. Null: its documented demo pair. */
  readonly credentials: { readonly accountSid: string; readonly authToken: string } | null;
}

/** How callbacks of Twilio are verified. */
export interface WebhookConfig {
  /** The URLs that Twilio was told, as they are written. Empty: none. */
  readonly urls: readonly string[];
  readonly authTokens: readonly string[];
  /** Null: not known. */
  readonly accountSid: string | null;
  /** How long events are kept for `after`, in milliseconds. */
  readonly replayMs: number;
}

export interface TrustedDocumentsConfig {
  /** The path of the manifest. */
  readonly path: string;
  /** Whether other documents are refused. */
  readonly only: boolean;
}

export interface SubscriptionLimits {
  readonly max: number;
  readonly maxPerConnection: number;
}

/** The Redis that replicas share. */
export interface RedisConfig {
  readonly url: URL;
  readonly prefix: string;
  readonly timeoutMs: number;
}

export type Upstream =
  | { readonly kind: 'emulator'; readonly emulator: EmulatorConfig }
  | {
      readonly kind: 'twilio';
      /** Null: callers send their own. */
      readonly credentials: { readonly username: string; readonly password: string } | null;
    };

/** All options of the gateway, validated. Times are in milliseconds. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly upstream: Upstream;
  readonly baseUrl: URL;
  readonly pageSizeMax: number;
  readonly maxConcurrency: number;
  readonly maxQueue: number;
  readonly rateLimit: boolean;
  /** REST calls per operation. */
  readonly maxUpstreamCalls: number;
  /** Limits per operation. */
  readonly limits: Limits;
  readonly maxBodyBytes: number;
  /** Whether callers may request the cost of an operation. */
  readonly upstreamTrace: boolean;
  readonly maxRetries: number;
  readonly connectTimeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly operationDeadlineMs: number;
  /** How callers authenticate. */
  readonly auth: AuthOptions;
  /** Whether a gateway without authentication may listen beyond loopback. */
  readonly allowOpen: boolean;
  /** Origins whose pages may read responses. */
  readonly corsOrigins: readonly string[];
  /** Request headers that they may send in addition to those of the documented clients. */
  readonly corsHeaders: readonly string[];
  /** Required to query `_service` and `_entities`. Null: not required. */
  readonly routerSecret: string | null;
  /** Null: there are no trusted documents. */
  readonly trustedDocuments: TrustedDocumentsConfig | null;
  /** Operations per minute and caller. Null: any number. */
  readonly callerRateLimit: number | null;
  readonly webhooks: WebhookConfig;
  readonly subscriptions: SubscriptionLimits;
  /** Null: none. */
  readonly redis: RedisConfig | null;
  /** How many replicas share Twilio's limits, as far as the options tell. */
  readonly replicas: number;
  /** 0 < n ≤ 1: the part of Twilio's rate limit that all replicas together use. */
  readonly quotaShare: number;
  /** Whether a federated router gets Apollo's inline trace on request. */
  readonly federatedTracing: boolean;
  readonly logLevel: Environment['LOG_LEVEL'];
  /** Null: `pretty` in a terminal, else `json`. */
  readonly logFormat: LogFormat | null;
  /** The port of a separate listener for `/metrics`. Null: none. */
  readonly metricsPort: number | null;
  readonly introspection: boolean;
  /** Whether errors about unknown fields suggest fields of the schema. */
  readonly fieldSuggestions: boolean;
  readonly graphiql: boolean;
  /** Variables whose names are close to the name of an option. */
  readonly misspelt: readonly Misspelt[];
}

/** The environment variables of this process, with some of them replaced. */
export const environmentWith = (replaced: Variables): Variables => ({ ...process.env, ...replaced });

const misspeltIn = (variables: Variables) => findMisspelt(Object.keys(withoutEmpty(variables)));

function emulatorConfig(env: Environment): EmulatorConfig {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env;
  return {
    port: env.EMULATOR_PORT,
    latencyMs: env.EMULATOR_LATENCY_MS,
    seed: env.EMULATOR_SEED,
    webhooks: env.EMULATOR_WEBHOOKS,
    traffic: env.EMULATOR_TRAFFIC ?? null,
    credentials: accountSid !== undefined && authToken !== undefined ? { accountSid, authToken } : null,
  };
}

/** The emulator, or Twilio with the gateway's credentials or, with `GATEWAY_AUTH=forward`, with those of its callers. */
function upstreamOf(env: Environment): Upstream {
  if (isEmulated(env)) return { kind: 'emulator', emulator: emulatorConfig(env) };
  return { kind: 'twilio', credentials: env.GATEWAY_AUTH === 'forward' ? null : credentialsIn(env) };
}

function webhooksOf(env: Environment): WebhookConfig {
  const { WEBHOOK_AUTH_TOKEN: authTokens, TWILIO_AUTH_TOKEN: authToken } = env;
  return {
    urls: env.WEBHOOK_URL ?? [],
    authTokens: authTokens ?? (authToken === undefined ? [] : [authToken]),
    accountSid: env.TWILIO_ACCOUNT_SID ?? null,
    replayMs: 1000 * env.WEBHOOK_REPLAY_SECONDS,
  };
}

function redisOf(env: Environment): RedisConfig | null {
  const { REDIS_URL: url, REDIS_PREFIX: prefix, REDIS_TIMEOUT_MS: timeoutMs } = env;
  return url === undefined ? null : { url, prefix, timeoutMs };
}

function authOf(env: Environment): AuthOptions {
  const { GATEWAY_AUTH: mode = 'none', GATEWAY_JWKS_URL: jwksUrl } = env;
  const { GATEWAY_JWT_ISSUER: issuer, GATEWAY_JWT_AUDIENCE: audience } = env;
  if (mode === 'api-key') return { mode, keys: env.GATEWAY_API_KEYS ?? [] };
  if (mode === 'forward') return { mode };
  if (mode === 'jwt' && jwksUrl && issuer !== undefined && audience !== undefined) {
    return { mode, jwksUrl, issuer, audience };
  }
  return { mode: 'none' };
}

/**
 * Reads the options of the emulator alone.
 *
 * @throws ConfigError as `readConfig`
 */
export function readEmulatorConfig(
  variables: Variables = process.env,
  naming: Naming = asVariable,
): EmulatorConfig & Pick<Config, 'host' | 'misspelt'> {
  const env = parseEnvironment(variables, naming, () => []);
  return { host: env.HOST, misspelt: misspeltIn(variables), ...emulatorConfig(env) };
}

function configOf(env: Environment, variables: Variables, authenticate?: Authenticate): Config {
  return {
    host: env.HOST,
    port: env.PORT,
    upstream: upstreamOf(env),
    baseUrl: env.TWILIO_PROXY_BASE_URL ?? new URL(TWILIO_URL),
    pageSizeMax: env.TWILIO_PAGE_SIZE_MAX,
    maxConcurrency: env.TWILIO_MAX_CONCURRENCY,
    maxQueue: env.TWILIO_MAX_QUEUE,
    rateLimit: env.TWILIO_RATE_LIMIT,
    maxUpstreamCalls: env.MAX_UPSTREAM_CALLS,
    limits: {
      tokens: env.MAX_TOKENS,
      depth: env.MAX_DEPTH,
      aliases: env.MAX_ALIASES,
      rootFields: env.MAX_ROOT_FIELDS,
      entities: env.MAX_ENTITIES,
      values: env.MAX_VALUES,
    },
    maxBodyBytes: env.MAX_BODY_BYTES,
    upstreamTrace: env.UPSTREAM_TRACE,
    maxRetries: env.MAX_RETRIES,
    connectTimeoutMs: env.TWILIO_CONNECT_TIMEOUT_MS,
    attemptTimeoutMs: env.TWILIO_ATTEMPT_TIMEOUT_MS,
    operationDeadlineMs: env.OPERATION_DEADLINE_MS,
    auth: authenticate ? { mode: 'custom', authenticate } : authOf(env),
    allowOpen: env.GATEWAY_ALLOW_OPEN,
    corsOrigins: env.CORS_ORIGINS ?? [],
    corsHeaders: env.CORS_HEADERS ?? [],
    routerSecret: env.GATEWAY_ROUTER_SECRET ?? null,
    trustedDocuments:
      env.PERSISTED_DOCUMENTS === undefined
        ? null
        : { path: env.PERSISTED_DOCUMENTS, only: env.PERSISTED_ONLY },
    callerRateLimit: env.CALLER_RATE_LIMIT ?? null,
    webhooks: webhooksOf(env),
    subscriptions: { max: env.MAX_SUBSCRIPTIONS, maxPerConnection: env.MAX_SUBSCRIPTIONS_PER_CONNECTION },
    redis: redisOf(env),
    replicas: env.REPLICAS,
    quotaShare: env.TWILIO_QUOTA_SHARE,
    federatedTracing: env.FEDERATED_TRACING,
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT ?? null,
    metricsPort: env.METRICS_PORT ?? null,
    introspection: env.INTROSPECTION,
    fieldSuggestions: env.FIELD_SUGGESTIONS,
    graphiql: env.GRAPHIQL,
    misspelt: misspeltIn(variables),
  };
}

/**
 * Reads all options. `naming` decides how messages name them.
 *
 * @param authenticate the function of a program that embeds the gateway, in place of `GATEWAY_AUTH`
 * @throws ConfigError that lists all problems and repeats no value
 */
export function readConfig(
  variables: Variables = process.env,
  naming: Naming = asVariable,
  authenticate?: Authenticate,
): Config {
  const env = parseEnvironment(variables, naming, (parsed) =>
    checkTogether(parsed, authenticate !== undefined),
  );
  return configOf(env, variables, authenticate);
}

/**
 * Reads options that may contradict each other, for a command that reports this and examines the rest.
 *
 * @throws ConfigError for options that are invalid by themselves
 */
export const readUncheckedConfig = (variables: Variables): Config =>
  configOf(
    parseEnvironment(variables, asVariable, () => []),
    variables,
  );
