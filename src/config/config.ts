import { z } from 'zod';
import { readCallers } from './callers.ts';
import { type Environment, environment, fileOf } from './environment.ts';
import { ConfigError } from './config-error.ts';
import { findMisspelt, type Misspelt } from './misspelt.ts';
import { credentialsIn, isEmulated, problemsOf } from './problems.ts';
import { readSecretFiles, type SecretFiles } from './secrets.ts';
import type { LogFormat } from '../observability/logger.ts';
import type { AuthOptions } from '../server/auth/authenticate.ts';
import type { Limits } from '../server/plugins/limits.ts';

export { ConfigError };

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
  /** Request headers that they may send beside those of the documented clients. */
  readonly corsHeaders: readonly string[];
  /** What a router has to send before it may ask `_service` and `_entities`; null when anybody may. */
  readonly routerSecret: string | null;
  /** Whether a federated router gets Apollo's inline trace when it asks for it. */
  readonly federatedTracing: boolean;
  readonly logLevel: Environment['LOG_LEVEL'];
  /** Null: for people in a terminal, else JSON. */
  readonly logFormat: LogFormat | null;
  /** The port of a listener for `/metrics` alone; null when it has none. */
  readonly metricsPort: number | null;
  readonly introspection: boolean;
  /** Whether errors say which field was perhaps meant. */
  readonly fieldSuggestions: boolean;
  readonly graphiql: boolean;
  /** Variables that are no options, but look like some. */
  readonly misspelt: readonly Misspelt[];
}

/** The names of all options, in the order of their table in the README. */
export const optionNames: readonly string[] = Object.keys(environment.shape);

/** The name of an option, as an environment variable. */
export type OptionName = keyof Environment;

/** Environment variables by name, those of this process or others. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The environment variables of this process, with some of them replaced. */
export const environmentWith = (replaced: Variables): Variables => ({ ...process.env, ...replaced });

/** An empty variable is one that is not set: that is how shells and compose files leave them out. */
const presentIn = (variables: Variables) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '' && value !== undefined));

const misspeltIn = (variables: Variables) => findMisspelt(Object.keys(presentIn(variables)));

/** Lists all mistakes. One in a secret out of a file is told by the variable that names the file. */
function mistakes(
  issues: readonly z.core.$ZodIssue[],
  secrets: SecretFiles['secrets'],
  sentences: readonly string[],
): ConfigError {
  const told = issues.map(({ path: [name], ...issue }) => ({
    ...issue,
    path: [String(name) in secrets ? fileOf(String(name)) : String(name)],
  }));
  const own = told.length > 0 ? [z.prettifyError({ issues: told })] : [];
  const list = [...own, ...sentences.map((sentence) => `✖ ${sentence}`)].join('\n');
  return new ConfigError(`These options are not right:\n${list}`);
}

/**
 * Reads options that are right by themselves and, by `isWhole`, together. Throws a ConfigError that lists all mistakes; one
 * that names an option which is wrong itself is left out, because it would only confuse.
 */
function parse(variables: Variables, isWhole: boolean): Environment {
  const set = presentIn(variables);
  const files = readSecretFiles(set);
  const present = { ...set, ...files.secrets };
  const result = environment.safeParse(present);
  const issues = result.error?.issues ?? [];
  const wrong = new Set([...issues.map(({ path: [name] }) => String(name)), ...files.problems.keys()]);
  const right = Object.entries(present).filter(([name]) => !wrong.has(name));
  const problems = isWhole ? problemsOf(environment.parse(Object.fromEntries(right)), present) : [];
  const others = problems.filter((problem) => ![...wrong].some((name) => problem.includes(name)));
  const sentences = [...files.problems.values(), ...others];
  if (result.success && sentences.length === 0) return result.data;
  throw mistakes(issues, files.secrets, sentences);
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

/** The emulator, or Twilio with the gateway's credentials or, in the mode `forward`, with those of its callers. */
function upstreamOf(env: Environment, present: Variables): Upstream {
  if (isEmulated(env, present['TWILIO_PROXY_BASE_URL'] !== undefined)) {
    return { kind: 'emulator', emulator: emulatorConfig(env) };
  }
  return { kind: 'twilio', credentials: env.GATEWAY_AUTH === 'forward' ? null : credentialsIn(env) };
}

/** What the emulator needs when it runs alone. Throws a ConfigError like `readConfig`. */
export function readEmulatorConfig(
  variables: Variables = process.env,
): EmulatorConfig & Pick<Config, 'host' | 'misspelt'> {
  const env = parse(variables, false);
  return { host: env.HOST, misspelt: misspeltIn(variables), ...emulatorConfig(env) };
}

/**
 * Reads every option. Throws a ConfigError that lists all mistakes; a value never stands in it, because it could be a
 * secret.
 */
export function readConfig(variables: Variables = process.env): Config {
  const env = parse(variables, true);
  const upstream = upstreamOf(env, presentIn(variables));
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
      values: env.MAX_VALUES,
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
    corsHeaders: env.CORS_HEADERS ?? [],
    routerSecret: env.GATEWAY_ROUTER_SECRET ?? null,
    federatedTracing: env.FEDERATED_TRACING === 'on',
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT ?? null,
    metricsPort: env.METRICS_PORT ?? null,
    introspection: isOn(env.INTROSPECTION),
    fieldSuggestions: isOn(env.FIELD_SUGGESTIONS),
    graphiql: isOn(env.GRAPHIQL),
    misspelt: misspeltIn(variables),
  };
}
