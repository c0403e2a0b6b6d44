import { z } from 'zod';
import { apiKeys, headerNames, origins } from './callers.ts';
import { integer } from './integer.ts';

const port = integer(0, 65_535);
const milliseconds = (fallback: number) => integer(1, 600_000).default(fallback);
/** A limit of operations; documents of more tokens than that are beyond what a parser can take. */
const atLeastOne = integer(1, 100_000);
const onOff = z.enum(['on', 'off']);
/** Mounted secrets and pasted values often end with a line break. */
const trimmed = z.string().trim();
const sid = (prefix: string) =>
  trimmed.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${prefix} and 32 hexadecimal digits`);

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

/** What can stand in a header as it is; anything else would only fail with the first request. */
const secret = trimmed.regex(/^[!-~]+$/, 'must be visible ASCII characters without spaces');

/** Every option with its form and its default, in the order of their table in the README. */
export const environment = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  TWILIO_ACCOUNT_SID: sid('AC').optional(),
  TWILIO_AUTH_TOKEN: secret.optional(),
  TWILIO_API_KEY: sid('SK').optional(),
  TWILIO_API_SECRET: secret.optional(),
  TWILIO_PROXY_BASE_URL: baseUrl.default(new URL('https://proxy.twilio.com')),
  TWILIO_PAGE_SIZE_MAX: integer(1, 100).default(100),
  TWILIO_MAX_CONCURRENCY: integer(1, 1000).default(64),
  TWILIO_MAX_QUEUE: integer(1, 100_000).default(2000),
  TWILIO_RATE_LIMIT: onOff.optional(),
  MAX_UPSTREAM_CALLS: integer(1, 1_000_000).default(500),
  MAX_DEPTH: atLeastOne.default(15),
  MAX_ALIASES: atLeastOne.default(30),
  MAX_ROOT_FIELDS: atLeastOne.default(20),
  MAX_ENTITIES: atLeastOne.default(1000),
  MAX_TOKENS: atLeastOne.default(2000),
  MAX_VALUES: integer(1, 10_000_000).default(500_000),
  MAX_BODY_BYTES: integer(1, 104_857_600).default(1_048_576),
  UPSTREAM_TRACE: onOff.optional(),
  MAX_RETRIES: integer(0, 10).default(2),
  TWILIO_CONNECT_TIMEOUT_MS: milliseconds(2000),
  TWILIO_ATTEMPT_TIMEOUT_MS: milliseconds(5000),
  OPERATION_DEADLINE_MS: milliseconds(10_000),
  GATEWAY_AUTH: z.enum(['none', 'api-key', 'jwt', 'forward']).optional(),
  GATEWAY_API_KEYS: apiKeys.optional(),
  GATEWAY_JWKS_URL: serverUrl.optional(),
  GATEWAY_JWT_ISSUER: trimmed.min(1).optional(),
  GATEWAY_JWT_AUDIENCE: trimmed.min(1).optional(),
  GATEWAY_ALLOW_OPEN: onOff.optional(),
  CORS_ORIGINS: origins.optional(),
  CORS_HEADERS: headerNames.optional(),
  GATEWAY_ROUTER_SECRET: secret.optional(),
  FEDERATED_TRACING: onOff.default('off'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty']).optional(),
  METRICS_PORT: port.optional(),
  INTROSPECTION: onOff.optional(),
  FIELD_SUGGESTIONS: onOff.optional(),
  GRAPHIQL: onOff.optional(),
  EMULATOR: z.enum(['auto', 'off', 'on']).default('auto'),
  EMULATOR_PORT: port.default(4010),
  EMULATOR_LATENCY_MS: integer(0, 60_000).default(0),
  EMULATOR_SEED: z.enum(['demo', 'empty', 'large']).default('demo'),
});

/** Options that can be read from a file, which `<NAME>_FILE` names: what platforms mount as secrets. */
export const secretNames = [
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_API_KEY',
  'TWILIO_API_SECRET',
  'GATEWAY_API_KEYS',
  'GATEWAY_ROUTER_SECRET',
] as const satisfies readonly (keyof Environment)[];

/** The variable that names the file of a secret. */
export const fileOf = (secret: string): string => `${secret}_FILE`;

/** The options as they were set, each right by itself. */
export type Environment = z.infer<typeof environment>;
