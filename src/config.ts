import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { apiKeys, origins, problemOfCallers, readCallers } from './config-callers.ts';
import type { AuthOptions } from './server/auth.ts';
import type { Limits } from './server/limits.ts';

export { ConfigError };

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).max(600_000).default(fallback);
/** A limit of operations; documents of more tokens than that are beyond what a parser can take. */
const atLeastOne = z.coerce.number().int().min(1).max(100_000);
const onOff = z.enum(['on', 'off']);
const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${prefix} and 32 hexadecimal digits`);

const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** Whether nobody but this machine can reach that host. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

const serverUrl = z
  .string()
  .refine((text) => URL.canParse(text), 'must be an absolute URL')
  .transform((text) => new URL(text))
  .refine(
    ({ protocol, hostname }) => protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)),
    'must be https; plain http goes to loopback only',
  )
  .refine(({ username, password }) => `${username}${password}` === '', 'must have no credentials');

const baseUrl = serverUrl.refine(
  ({ search, hash }) => `${search}${hash}` === '',
  'must have no query or fragment',
);

/** What can stand in a header as it is. */
const routerSecret = z.string().regex(/^[!-~]+$/, 'must be visible ASCII characters without spaces');

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  TWILIO_ACCOUNT_SID: sid('AC').optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  TWILIO_API_KEY: sid('SK').optional(),
  TWILIO_API_SECRET: z.string().min(1).optional(),
  TWILIO_PROXY_BASE_URL: baseUrl.default(new URL('https://proxy.twilio.com')),
  TWILIO_PAGE_SIZE_MAX: z.coerce.number().int().min(1).max(100).default(100),
  TWILIO_MAX_CONCURRENCY: z.coerce.number().int().min(1).max(1000).default(64),
  TWILIO_MAX_QUEUE: z.coerce.number().int().min(1).max(100_000).default(2000),
  TWILIO_RATE_LIMIT: onOff.optional(),
  MAX_UPSTREAM_CALLS: z.coerce.number().int().min(1).max(1_000_000).default(500),
  MAX_DEPTH: atLeastOne.default(15),
  MAX_ALIASES: atLeastOne.default(30),
  MAX_ROOT_FIELDS: atLeastOne.default(20),
  MAX_ENTITIES: atLeastOne.default(1000),
  MAX_TOKENS: atLeastOne.default(2000),
  MAX_BODY_BYTES: z.coerce.number().int().min(1).max(104_857_600).default(1_048_576),
  UPSTREAM_TRACE: onOff.optional(),
  MAX_RETRIES: z.coerce.number().int().min(0).max(10).default(2),
  TWILIO_CONNECT_TIMEOUT_MS: milliseconds(2000),
  TWILIO_ATTEMPT_TIMEOUT_MS: milliseconds(5000),
  OPERATION_DEADLINE_MS: milliseconds(10_000),
  GATEWAY_AUTH: z.enum(['none', 'api-key', 'jwt', 'forward']).optional(),
  GATEWAY_API_KEYS: apiKeys.optional(),
  GATEWAY_JWKS_URL: serverUrl.optional(),
  GATEWAY_JWT_ISSUER: z.string().optional(),
  GATEWAY_JWT_AUDIENCE: z.string().optional(),
  GATEWAY_ALLOW_OPEN: onOff.optional(),
  CORS_ORIGINS: origins.optional(),
  GATEWAY_ROUTER_SECRET: routerSecret.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INTROSPECTION: onOff.optional(),
  FIELD_SUGGESTIONS: onOff.optional(),
  GRAPHIQL: onOff.optional(),
  EMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  EMULATOR_LATENCY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  EMULATOR_SEED: z.enum(['demo', 'empty', 'large']).default('demo'),
});

type Environment = z.infer<typeof environment>;

/** The name of an option, as an environment variable. */
export type OptionName = keyof typeof environment.shape;

/** The names of all options, in the order of their table in the README. */
export const optionNames: readonly string[] = Object.keys(environment.shape);

/** Environment variables by name, those of this process or others. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The environment variables of this process, with some of them replaced. */
export const environmentWith = (replaced: Variables): Variables => ({ ...process.env, ...replaced });

export interface EmulatorConfig {
  readonly port: number;
  readonly latencyMs: number;
  readonly seed: 'demo' | 'empty' | 'large';
  /** The pair that it accepts; without it, its documented demo pair. */
  readonly credentials: { readonly accountSid: string; readonly authToken: string } | null;
}

export type Upstream =
  | { readonly kind: 'emulator'; readonly emulator: EmulatorConfig }
  | {
      readonly kind: 'twilio';
      /** Null when callers send their own. */
      readonly credentials: { readonly username: string; readonly password: string } | null;
    };

/** Every option of the gateway, checked. Times are in milliseconds. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly upstream: Upstream;
  readonly baseUrl: URL;
  readonly pageSizeMax: number;
  readonly maxConcurrency: number;
  readonly maxQueue: number;
  readonly rateLimit: boolean;
  /** How many REST calls one operation may make. */
  readonly maxUpstreamCalls: number;
  /** What one operation may have. */
  readonly limits: Limits;
  readonly maxBodyBytes: number;
  /** Whether callers may ask what an operation costs. */
  readonly upstreamTrace: boolean;
  readonly maxRetries: number;
  readonly connectTimeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly operationDeadlineMs: number;
  /** Who may use the gateway. */
  readonly auth: AuthOptions;
  /** Whether everybody may use a gateway that others than this machine can reach. */
  readonly allowOpen: boolean;
  /** Pages of these origins may read answers. */
  readonly corsOrigins: readonly string[];
  /** What a router has to send before it may ask `_service` and `_entities`; null when anybody may. */
  readonly routerSecret: string | null;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly introspection: boolean;
  /** Whether errors say which field was perhaps meant. */
  readonly fieldSuggestions: boolean;
  readonly graphiql: boolean;
}

/** Twilio's credentials out of the environment, or null when none are set; half a pair is a mistake. */
function readCredentials(env: Environment): { username: string; password: string } | null {
  const pairs = [
    ['TWILIO_API_KEY', 'TWILIO_API_SECRET'],
    ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
  ] as const;
  for (const [name, secretName] of pairs) {
    const [username, password] = [env[name], env[secretName]];
    if (username !== undefined && password !== undefined) return { username, password };
  }
  if (env.TWILIO_API_KEY !== undefined || env.TWILIO_API_SECRET !== undefined) {
    throw new ConfigError('TWILIO_API_KEY and TWILIO_API_SECRET go together: set both or neither.');
  }
  if (env.TWILIO_ACCOUNT_SID !== undefined || env.TWILIO_AUTH_TOKEN !== undefined) {
    throw new ConfigError(
      'TWILIO_ACCOUNT_SID goes with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET.',
    );
  }
  return null;
}

function parse(variables: Variables): Environment {
  // An empty variable is one that is not set: that is how shells and compose files leave them out.
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = environment.safeParse(present);
  if (result.success) return result.data;
  throw new ConfigError(`These options are not right:\n${z.prettifyError(result.error)}`);
}

function emulatorConfig(env: Environment): EmulatorConfig {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env;
  return {
    port: env.EMULATOR_PORT,
    latencyMs: env.EMULATOR_LATENCY_MS,
    seed: env.EMULATOR_SEED,
    credentials: accountSid !== undefined && authToken !== undefined ? { accountSid, authToken } : null,
  };
}

function checkCallers(env: Environment, upstream: Upstream): void {
  if (upstream.kind === 'twilio' && env.GATEWAY_AUTH === undefined) {
    throw new ConfigError(
      'The gateway holds Twilio credentials, so it has to be told who may use it. Set GATEWAY_AUTH=api-key, jwt or ' +
        'forward, or GATEWAY_AUTH=none to let everybody on this machine use it.',
    );
  }
  const problem = problemOfCallers(env);
  if (problem !== null) throw new ConfigError(problem);
  const isOpen = (env.GATEWAY_AUTH ?? 'none') === 'none';
  if (isOpen && env.GATEWAY_ALLOW_OPEN !== 'on' && !isLoopback(env.HOST)) {
    throw new ConfigError(
      'Without authentication of callers the gateway listens on loopback only. Set HOST=127.0.0.1, or GATEWAY_AUTH to ' +
        'api-key, jwt or forward, or GATEWAY_ALLOW_OPEN=on to let everybody in who can reach it.',
    );
  }
}

/** Twilio with the gateway's credentials or, in the mode `forward`, with those of its callers; else the emulator. */
function readUpstream(env: Environment, isAddressed: boolean): Upstream {
  const credentials = readCredentials(env);
  const forwards = env.GATEWAY_AUTH === 'forward';
  if (credentials) return { kind: 'twilio', credentials: forwards ? null : credentials };
  if (!isAddressed) return { kind: 'emulator', emulator: emulatorConfig(env) };
  if (forwards) return { kind: 'twilio', credentials: null };
  throw new ConfigError(
    'TWILIO_PROXY_BASE_URL names an upstream, so it needs its credentials. Set them as well.',
  );
}

/** What the emulator needs when it runs alone. Throws a ConfigError like `readConfig`. */
export function readEmulatorConfig(
  variables: Variables = process.env,
): EmulatorConfig & { readonly host: string } {
  const env = parse(variables);
  return { host: env.HOST, ...emulatorConfig(env) };
}

/**
 * Reads every option. Throws a ConfigError that lists all mistakes; a value never stands in it, because it could be a
 * secret.
 */
export function readConfig(variables: Variables = process.env): Config {
  const env = parse(variables);
  const upstream = readUpstream(env, Boolean(variables['TWILIO_PROXY_BASE_URL']));
  checkCallers(env, upstream);
  const emulated = upstream.kind === 'emulator';
  const isOn = (option: 'on' | 'off' | undefined) => (option === undefined ? emulated : option === 'on');
  return {
    host: env.HOST,
    port: env.PORT,
    upstream,
    baseUrl: env.TWILIO_PROXY_BASE_URL,
    pageSizeMax: env.TWILIO_PAGE_SIZE_MAX,
    maxConcurrency: env.TWILIO_MAX_CONCURRENCY,
    maxQueue: env.TWILIO_MAX_QUEUE,
    rateLimit: env.TWILIO_RATE_LIMIT === undefined ? !emulated : env.TWILIO_RATE_LIMIT === 'on',
    maxUpstreamCalls: env.MAX_UPSTREAM_CALLS,
    limits: {
      tokens: env.MAX_TOKENS,
      depth: env.MAX_DEPTH,
      aliases: env.MAX_ALIASES,
      rootFields: env.MAX_ROOT_FIELDS,
      entities: env.MAX_ENTITIES,
    },
    maxBodyBytes: env.MAX_BODY_BYTES,
    upstreamTrace: isOn(env.UPSTREAM_TRACE),
    maxRetries: env.MAX_RETRIES,
    connectTimeoutMs: env.TWILIO_CONNECT_TIMEOUT_MS,
    attemptTimeoutMs: env.TWILIO_ATTEMPT_TIMEOUT_MS,
    operationDeadlineMs: env.OPERATION_DEADLINE_MS,
    auth: readCallers(env),
    allowOpen: env.GATEWAY_ALLOW_OPEN === 'on',
    corsOrigins: env.CORS_ORIGINS ?? [],
    routerSecret: env.GATEWAY_ROUTER_SECRET ?? null,
    logLevel: env.LOG_LEVEL,
    introspection: isOn(env.INTROSPECTION),
    fieldSuggestions: isOn(env.FIELD_SUGGESTIONS),
    graphiql: isOn(env.GRAPHIQL),
  };
}
