import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../../../src/config/config.ts';
import { optionNames } from '../../../src/config/environment.ts';
import { ConfigError } from '../../../src/config/options.ts';
import { defaultScopes } from '../../../src/graphql/context.ts';

type Variables = Readonly<Record<string, string>>;

/** What has to be shown of an option. */
interface Option {
  /** Where its value is to be found. */
  readonly read: (config: Config) => unknown;
  /** What it is when it is not set. */
  readonly default: unknown;
  /** Values that are taken, and what they become. */
  readonly good: readonly (readonly [value: string, becomes: unknown])[];
  /** Other options that it goes with; they are set for the good values alone. */
  readonly with?: Variables;
  /** Values that are refused. */
  readonly bad: readonly string[];
}

const accountSid = `AC${'1'.repeat(32)}`;
const keySid = `SK${'2'.repeat(32)}`;
const none = { GATEWAY_AUTH: 'none' };
const pair = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: 'token', ...none };
const jwt = {
  GATEWAY_AUTH: 'jwt',
  GATEWAY_JWKS_URL: 'https://issuer.test/keys',
  GATEWAY_JWT_ISSUER: 'https://issuer.test/',
  GATEWAY_JWT_AUDIENCE: 'gateway',
};

const credentials = ({ upstream }: Config) => (upstream.kind === 'twilio' ? upstream.credentials : null);
const emulator = ({ upstream }: Config) => (upstream.kind === 'emulator' ? upstream.emulator : null);
const callers = (name: string) => (config: Config) =>
  Object.entries(config.auth).find(([key]) => key === name)?.[1];

const number = (
  read: Option['read'],
  fallback: number,
  [least, most]: readonly [number, number],
): Option => ({
  read,
  default: fallback,
  good: [
    [String(least), least],
    [String(most), most],
  ],
  bad: [
    String(least - 1),
    String(most + 1),
    '1.5',
    'many',
    '10ms',
    '0x10',
    '1e3',
    'NaN',
    ' ',
    ' 5',
    '5\n',
    '1_000',
  ],
});
/** `without`: what it is on the emulator when it is not set. */
const onOff = (read: Option['read'], without: boolean): Option => ({
  read,
  default: without,
  good: [
    ['on', true],
    ['off', false],
  ],
  bad: ['true', 'ON', '1'],
});

const LIMIT = [1, 100_000] as const;
const TIME = [1, 600_000] as const;
const PORTS = [0, 65_535] as const;

const options: Readonly<Record<string, Option>> = {
  PORT: number(({ port }) => port, 4000, PORTS),
  HOST: {
    read: ({ host }) => host,
    default: '127.0.0.1',
    good: [['::1', '::1']],
    bad: ['0.0.0.0', '10.0.0.1', 'gateway.test'],
  },
  TWILIO_ACCOUNT_SID: {
    read: credentials,
    default: null,
    good: [[accountSid, { username: accountSid, password: 'token' }]],
    with: pair,
    bad: ['ACME', keySid, `${accountSid}0`, accountSid],
  },
  TWILIO_AUTH_TOKEN: {
    read: credentials,
    default: null,
    good: [['other', { username: accountSid, password: 'other' }]],
    with: pair,
    bad: ['without an account'],
  },
  TWILIO_API_KEY: {
    read: credentials,
    default: null,
    good: [[keySid, { username: keySid, password: 's' }]],
    with: { ...none, TWILIO_API_SECRET: 's' },
    bad: ['SK', accountSid, keySid],
  },
  TWILIO_API_SECRET: {
    read: credentials,
    default: null,
    good: [['secret', { username: keySid, password: 'secret' }]],
    with: { ...none, TWILIO_API_KEY: keySid },
    bad: ['without a key'],
  },
  TWILIO_PROXY_BASE_URL: {
    read: ({ baseUrl }) => baseUrl.href,
    default: 'https://proxy.twilio.com/',
    good: [
      ['https://proxy.test/twilio', 'https://proxy.test/twilio'],
      ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/'],
    ],
    with: pair,
    bad: [
      'proxy.test',
      'http://proxy.test',
      'https://a:b@proxy.test',
      'https://proxy.test/?a',
      'ftp://proxy.test',
    ],
  },
  TWILIO_PAGE_SIZE_MAX: number(({ pageSizeMax }) => pageSizeMax, 100, [1, 100]),
  TWILIO_MAX_CONCURRENCY: number(({ maxConcurrency }) => maxConcurrency, 64, [1, 1000]),
  TWILIO_MAX_QUEUE: number(({ maxQueue }) => maxQueue, 2000, LIMIT),
  TWILIO_RATE_LIMIT: onOff(({ rateLimit }) => rateLimit, false),
  MAX_UPSTREAM_CALLS: number(({ maxUpstreamCalls }) => maxUpstreamCalls, 500, [1, 1_000_000]),
  MAX_DEPTH: number(({ limits: { depth } }) => depth, 15, LIMIT),
  MAX_ALIASES: number(({ limits: { aliases } }) => aliases, 30, LIMIT),
  MAX_ROOT_FIELDS: number(({ limits: { rootFields } }) => rootFields, 20, LIMIT),
  MAX_ENTITIES: number(({ limits: { entities } }) => entities, 1000, LIMIT),
  MAX_TOKENS: number(({ limits: { tokens } }) => tokens, 2000, LIMIT),
  MAX_VALUES: number(({ limits: { values } }) => values, 500_000, [1, 10_000_000]),
  MAX_BODY_BYTES: number(({ maxBodyBytes }) => maxBodyBytes, 1_048_576, [1, 104_857_600]),
  UPSTREAM_TRACE: onOff(({ upstreamTrace }) => upstreamTrace, true),
  MAX_RETRIES: number(({ maxRetries }) => maxRetries, 2, [0, 10]),
  TWILIO_CONNECT_TIMEOUT_MS: number(({ connectTimeoutMs }) => connectTimeoutMs, 2000, TIME),
  TWILIO_ATTEMPT_TIMEOUT_MS: number(({ attemptTimeoutMs }) => attemptTimeoutMs, 5000, TIME),
  OPERATION_DEADLINE_MS: number(({ operationDeadlineMs }) => operationDeadlineMs, 10_000, TIME),
  GATEWAY_AUTH: {
    read: callers('mode'),
    default: 'none',
    good: [
      ['none', 'none'],
      ['forward', 'forward'],
    ],
    bad: ['basic', 'API-KEY'],
  },
  GATEWAY_API_KEYS: {
    read: callers('keys'),
    default: undefined,
    good: [
      [
        `sha256:${'a1'.repeat(32)}=proxy:read,sha256:${'b2'.repeat(32)}`,
        [
          { digest: Buffer.alloc(32, 0xa1), scopes: new Set(['proxy:read']) },
          { digest: Buffer.alloc(32, 0xb2), scopes: defaultScopes },
        ],
      ],
    ],
    with: { GATEWAY_AUTH: 'api-key' },
    bad: ['a key', 'sha256:abc', 'key-of-the-tests=proxy:all', 'a-key-without-its-mode'],
  },
  GATEWAY_JWKS_URL: {
    read: callers('jwksUrl'),
    default: undefined,
    good: [['https://other.test/keys?v=1', new URL('https://other.test/keys?v=1')]],
    with: jwt,
    bad: ['http://issuer.test/', 'keys', 'https://a:b@issuer.test/', 'https://without-its-mode.test/'],
  },
  GATEWAY_JWT_ISSUER: {
    read: callers('issuer'),
    default: undefined,
    good: [['https://other.test/', 'https://other.test/']],
    with: jwt,
    bad: ['without its mode'],
  },
  GATEWAY_JWT_AUDIENCE: {
    read: callers('audience'),
    default: undefined,
    good: [['other', 'other']],
    with: jwt,
    bad: ['without its mode'],
  },
  GATEWAY_ALLOW_OPEN: onOff(({ allowOpen }) => allowOpen, false),
  CORS_ORIGINS: {
    read: ({ corsOrigins }) => corsOrigins,
    default: [],
    good: [[' https://a.test, http://localhost:3000 ', ['https://a.test', 'http://localhost:3000']]],
    bad: ['*', 'null', 'a.test', 'https://a.test/', 'https://A.test', 'file://a'],
  },
  CORS_HEADERS: {
    read: ({ corsHeaders }) => corsHeaders,
    default: [],
    good: [
      [' X-Tenant,sentry-trace ', ['x-tenant', 'sentry-trace']],
      [',', []],
    ],
    bad: ['*', 'x-tenant, *', 'two words', 'x-späte', 'x-tenant:1', 'x-a\r\nx-b'],
  },
  GATEWAY_ROUTER_SECRET: {
    read: ({ routerSecret }) => routerSecret,
    default: null,
    good: [['s3cret!', 's3cret!']],
    bad: ['two words', 'späte', 'a\nb'],
  },
  PERSISTED_DOCUMENTS: {
    read: ({ trustedDocuments }) => trustedDocuments?.path,
    default: undefined,
    good: [[' manifest.json\n', 'manifest.json']],
    bad: [' '],
  },
  PERSISTED_ONLY: {
    ...onOff(({ trustedDocuments }) => trustedDocuments?.only, false),
    default: undefined,
    with: { PERSISTED_DOCUMENTS: 'manifest.json' },
    bad: ['true', 'on'],
  },
  CALLER_RATE_LIMIT: {
    ...number(({ callerRateLimit }) => callerRateLimit, 0, [1, 1_000_000]),
    default: null,
    good: [
      ['off', null],
      ['1', 1],
      ['1000000', 1_000_000],
    ],
  },
  WEBHOOK_URL: {
    read: ({ webhooks }) => webhooks.urls,
    default: [],
    good: [
      ['https://a.test/hook#rc=3&rp=ct,rt,5xx', ['https://a.test/hook#rc=3&rp=ct,rt,5xx']],
      ['https://a.test/x?y=1,2, http://b.test:8080/', ['https://a.test/x?y=1,2', 'http://b.test:8080/']],
    ],
    bad: ['a.test/hook', 'ftp://a.test/', 'https://a.test/a b'],
  },
  WEBHOOK_AUTH_TOKEN: {
    read: ({ webhooks }) => webhooks.authTokens,
    default: [],
    good: [
      ['token', ['token']],
      ['old, new', ['old', 'new']],
    ],
    bad: ['two words', 'one,two,three', ','],
  },
  WEBHOOK_REPLAY_SECONDS: {
    ...number(({ webhooks }) => webhooks.replayMs, 600_000, [0, 86_400]),
    good: [
      ['0', 0],
      ['86400', 86_400_000],
    ],
  },
  MAX_SUBSCRIPTIONS: number(({ subscriptions }) => subscriptions.max, 1000, LIMIT),
  MAX_SUBSCRIPTIONS_PER_CONNECTION: number(({ subscriptions }) => subscriptions.maxPerConnection, 20, LIMIT),
  REDIS_URL: {
    read: ({ redis }) => redis?.url.href,
    default: undefined,
    good: [
      ['redis://localhost', 'redis://localhost'],
      ['rediss://user:p%40ss@redis.test:6380/15', 'rediss://user:p%40ss@redis.test:6380/15'],
      [' redis://:secret@[::1]:6379/\n', 'redis://:secret@[::1]:6379/'],
    ],
    bad: [
      'redis.test:6379',
      'http://redis.test',
      'redis:///0',
      'redis://redis.test/name',
      'redis://redis.test/?family=6',
      'redis://redis.test/#0',
      'redis://:100%@redis.test',
      'redis://two words',
    ],
  },
  REDIS_PREFIX: {
    read: ({ redis }) => redis?.prefix,
    default: undefined,
    good: [
      ['A-z.0:9_', 'A-z.0:9_'],
      ['x'.repeat(64), 'x'.repeat(64)],
    ],
    with: { REDIS_URL: 'redis://localhost' },
    bad: ['{curly}', 'two words', 'x'.repeat(65), 'späte'],
  },
  REDIS_TIMEOUT_MS: {
    ...number(({ redis }) => redis?.timeoutMs, 50, TIME),
    default: undefined,
    with: { REDIS_URL: 'redis://localhost' },
  },
  REPLICAS: number(({ replicas }) => replicas, 1, [1, 1000]),
  TWILIO_QUOTA_SHARE: {
    read: ({ quotaShare }) => quotaShare,
    default: 1,
    good: [
      ['1', 1],
      ['1.0', 1],
      ['0.5', 0.5],
      ['.001', 0.001],
    ],
    bad: ['0', '0.0', '1.01', '-0.5', '50%', '1e-3', '.', 'half', ' ', '0x1'],
  },
  FEDERATED_TRACING: onOff(({ federatedTracing }) => federatedTracing, false),
  LOG_LEVEL: {
    read: ({ logLevel }) => logLevel,
    default: 'info',
    good: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level) => [level, level]),
    bad: ['verbose', 'INFO', '30'],
  },
  LOG_FORMAT: {
    read: ({ logFormat }) => logFormat,
    default: null,
    good: [
      ['json', 'json'],
      ['pretty', 'pretty'],
    ],
    bad: ['text', 'JSON'],
  },
  METRICS_PORT: {
    ...number(({ metricsPort }) => metricsPort, 0, PORTS),
    default: null,
    // The last one is that of PORT.
    bad: ['-1', '65536', 'many', '4000'],
  },
  INTROSPECTION: onOff(({ introspection }) => introspection, true),
  FIELD_SUGGESTIONS: onOff(({ fieldSuggestions }) => fieldSuggestions, true),
  GRAPHIQL: onOff(({ graphiql }) => graphiql, true),
  EMULATOR: {
    read: ({ upstream }) => upstream.kind,
    default: 'emulator',
    good: [
      ['auto', 'twilio'],
      ['off', 'twilio'],
      ['on', 'emulator'],
    ],
    with: pair,
    // Without credentials `off` cannot be.
    bad: ['yes', 'OFF', 'true', 'off'],
  },
  EMULATOR_PORT: number((config) => emulator(config)?.port, 4010, PORTS),
  EMULATOR_LATENCY_MS: number((config) => emulator(config)?.latencyMs, 0, [0, 60_000]),
  EMULATOR_SEED: {
    read: (config) => emulator(config)?.seed,
    default: 'demo',
    good: [
      ['demo', 'demo'],
      ['empty', 'empty'],
      ['large', 'large'],
    ],
    bad: ['Demo', 'huge'],
  },
  EMULATOR_WEBHOOKS: onOff((config) => emulator(config)?.webhooks, true),
  EMULATOR_TRAFFIC: { ...onOff((config) => emulator(config)?.traffic, false), default: null },
};

const messageOf = (variables: Variables): string => {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('every option', () => {
  it('is in this table', () => {
    expect(Object.keys(options)).toEqual(optionNames);
  });

  it.each(Object.entries(options))('%s has its default', (name, option) => {
    expect(option.read(readConfig({}))).toEqual(option.default);
    expect(option.read(readConfig({ [name]: '' }))).toEqual(option.default);
  });

  it.each(Object.entries(options))('%s takes effect', (name, option) => {
    for (const [value, becomes] of option.good) {
      expect(option.read(readConfig({ ...option.with, [name]: value })), value).toEqual(becomes);
    }
  });

  it.each(Object.entries(options))('%s refuses bad values by its name, and repeats none', (name, option) => {
    for (const value of option.bad) {
      const message = messageOf({ [name]: value });
      expect(message, value).toContain(name);
      if (value.length > 5) expect(message.split(name).join(''), value).not.toContain(value);
    }
    expect(option.bad.length).toBeGreaterThan(0);
  });
});

describe('numbers', () => {
  it.each([
    ['0x10', '"0x10"'],
    ['1e3', '"1e3"'],
    ['1.5', '"1.5"'],
    ['5\n', 'other text'],
    ['NaN', 'other text'],
    ['Infinity', 'other text'],
    ['canary-secret', 'other text'],
    ['  ', 'white space'],
    ['0', 'a smaller one'],
    ['-5', 'a smaller one'],
    ['9'.repeat(400), 'a larger one'],
  ])('are decimal: %j is refused, and what came is told', (value, told) => {
    const message = messageOf({ MAX_TOKENS: value });
    expect(message).toContain(`must be an integer from 1 to 100000 in decimal digits, but got ${told}\n`);
    expect(message).toContain('→ at MAX_TOKENS');
    expect(message).not.toMatch(/NaN|Infinity|canary/);
  });

  it.each(Object.entries(options).filter(([, { bad }]) => bad.includes('1e3')))(
    'are decimal for %s too',
    (name) => {
      for (const value of ['0x10', '1e3'])
        expect(messageOf({ [name]: value })).toContain(`but got "${value}"`);
    },
  );
});

describe('secrets', () => {
  const twilio = { ...none, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: 'token' };
  const key = { ...none, TWILIO_API_KEY: keySid, TWILIO_API_SECRET: 'secret' };
  const callers = { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'key-of-the-tests' };

  it.each<[name: string, variables: Variables]>([
    ['TWILIO_ACCOUNT_SID', twilio],
    ['TWILIO_AUTH_TOKEN', twilio],
    ['TWILIO_API_KEY', key],
    ['TWILIO_API_SECRET', key],
    ['GATEWAY_API_KEYS', callers],
    ['GATEWAY_ROUTER_SECRET', { GATEWAY_ROUTER_SECRET: 'secret' }],
    ['GATEWAY_JWT_ISSUER', jwt],
    ['GATEWAY_JWT_AUDIENCE', jwt],
  ])('%s is taken without the white space around it', (name, variables) => {
    const padded = { ...variables, [name]: ` \t${variables[name] ?? ''}\r\n` };
    expect(readConfig(padded)).toEqual(readConfig(variables));
  });

  it.each<[name: string, variables: Variables]>([
    ['TWILIO_AUTH_TOKEN', twilio],
    ['TWILIO_API_SECRET', key],
    ['GATEWAY_API_KEYS', callers],
    ['GATEWAY_ROUTER_SECRET', {}],
  ])('%s with white space inside, or of nothing else, is refused', (name, variables) => {
    for (const inside of [
      'canary key-of-the-tests',
      'canary\nkey-of-the-tests',
      'canary\u00a0key-of-the-tests',
    ]) {
      const message = messageOf({ ...variables, [name]: inside });
      expect(message).toContain(name);
      expect(message).not.toContain('canary');
    }
    expect(messageOf({ ...variables, [name]: ' \n' })).toContain(name);
  });
});

describe('with Twilio in place of the emulator', () => {
  it.each(['INTROSPECTION', 'FIELD_SUGGESTIONS', 'GRAPHIQL', 'UPSTREAM_TRACE'])('%s is off', (name) => {
    expect(options[name]?.read(readConfig(pair))).toBe(false);
  });

  it('TWILIO_RATE_LIMIT is on', () => {
    expect(readConfig(pair).rateLimit).toBe(true);
  });
});

describe('mistakes', () => {
  it('of all options are listed at once', () => {
    const wrong = Object.fromEntries(
      Object.entries(options)
        .filter(([, { bad }]) => bad.length > 1)
        .map(([name, { bad }]) => [name, bad[0] ?? '']),
    );
    const message = messageOf(wrong);
    const unnamed = Object.keys(wrong).filter((name) => !message.includes(name));
    // A host beyond loopback is no mistake of its own where GATEWAY_AUTH cannot be read.
    expect(unnamed).toEqual(['HOST']);
  });

  it('of options that do not go together are listed at once, with those of single ones', () => {
    const message = messageOf({
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: 'token',
      HOST: '0.0.0.0',
      GATEWAY_JWT_ISSUER: 'https://issuer.test/',
      METRICS_PORT: '4000',
      MAX_DEPTH: 'deep',
    });
    for (const part of [
      /MAX_DEPTH/,
      /Set GATEWAY_AUTH=api-key/,
      /loopback only/,
      /GATEWAY_JWT_ISSUER has no effect/,
      /METRICS_PORT must differ/,
    ]) {
      expect(message).toMatch(part);
    }
  });

  it('that follow from another mistake are not listed', () => {
    const message = messageOf({
      TWILIO_ACCOUNT_SID: 'ACME',
      TWILIO_AUTH_TOKEN: 'token',
      GATEWAY_AUTH: 'none',
    });
    expect(message.split('\n').filter((line) => line.startsWith('✖'))).toHaveLength(1);
  });
});
