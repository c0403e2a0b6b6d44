import { describe, expect, expectTypeOf, it } from 'vitest';
import { configOf, readPrefix } from '../../../src/config/library-options.ts';
import { readConfig } from '../../../src/config/config.ts';
import { type OptionName, optionNames } from '../../../src/config/environment.ts';
import { ConfigError, type GatewayOptions } from '../../../src/config/options.ts';
import { toCamelCase, toVariable } from '../../../src/config/option-names.ts';

const sid = `AC${'1'.repeat(32)}`;
const authenticate = () => Promise.resolve(null);
const account = { twilioAccountSid: sid, twilioAuthToken: 'secret-token' };

/** The camelCase of a name in SCREAMING_SNAKE_CASE. */
type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<Camel<Tail>>}`
  : Lowercase<Name>;

/** Options that only a program can pass. */
type ProgramOption = 'environment' | 'log' | 'plugins' | 'prefix' | 'authenticate' | 'onOperation';

const messageOf = (options: GatewayOptions): string => {
  try {
    configOf(options);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
};

describe('the options of the library', () => {
  it('are those of the environment in camelCase, and no other', () => {
    expectTypeOf<Exclude<keyof GatewayOptions, ProgramOption>>().toEqualTypeOf<Camel<OptionName>>();
    expect(optionNames.map(toCamelCase).map(toVariable)).toEqual(optionNames);
  });

  it('have the defaults of the environment', () => {
    expect(configOf({})).toEqual(readConfig({}));
  });

  it('mean what the variables mean: numbers, switches, lists, addresses', () => {
    const options: GatewayOptions = {
      ...account,
      port: 0,
      graphiql: true,
      twilioRateLimit: false,
      corsOrigins: ['https://a.test', 'https://b.test'],
      twilioProxyBaseUrl: 'http://127.0.0.1:4010',
      gatewayAuth: 'api-key',
      gatewayApiKeys: ['one-key-of-the-tests', 'another-key-of-the-tests=proxy:read'],
    };
    const variables = {
      TWILIO_ACCOUNT_SID: sid,
      TWILIO_AUTH_TOKEN: 'secret-token',
      PORT: '0',
      GRAPHIQL: 'on',
      TWILIO_RATE_LIMIT: 'off',
      CORS_ORIGINS: 'https://a.test,https://b.test',
      TWILIO_PROXY_BASE_URL: 'http://127.0.0.1:4010',
      GATEWAY_AUTH: 'api-key',
      GATEWAY_API_KEYS: 'one-key-of-the-tests,another-key-of-the-tests=proxy:read',
    };
    expect(configOf(options)).toEqual(readConfig(variables));
  });

  it('are URLs with commas too, where a comma is part of one', () => {
    const urls = ['https://a.test/hook#rc=3&rp=ct,rt,5xx', 'https://b.test/x?y=1,2'];
    expect(configOf({ webhookUrl: urls }).webhooks.urls).toEqual(urls);
  });

  it('come before those of an environment, and no environment is read that was not given', () => {
    const environment = { PORT: '1', MAX_DEPTH: '7', UNRELATED: 'x' };
    expect(configOf({ port: 2, environment })).toMatchObject({ port: 2, limits: { depth: 7 } });
    process.env['MAX_DEPTH'] = '3';
    try {
      expect(configOf({}).limits.depth).toBe(15);
    } finally {
      delete process.env['MAX_DEPTH'];
    }
  });

  it('that are left undefined are left out', () => {
    expect(configOf({ port: undefined, graphiql: undefined } as unknown as GatewayOptions)).toEqual(
      readConfig({}),
    );
  });

  it('are told with their own names when they are wrong, all at once and without a value', () => {
    const message = messageOf({ port: 70_000, twilioAccountSid: 'canary', maxDepth: Number.NaN });
    for (const name of ['port', 'twilioAccountSid', 'maxDepth']) expect(message).toContain(`→ at ${name}`);
    expect(message).not.toMatch(/canary|TWILIO_|MAX_/);
  });

  it.each<[what: string, options: object, message: RegExp]>([
    [
      'callers of a gateway with credentials',
      account,
      /Set gatewayAuth: 'api-key', jwt or forward, or gatewayAuth: 'none'/,
    ],
    [
      'a gateway that may not run on the emulator',
      { emulator: false },
      /Set twilioAccountSid and twilioAuthToken, or .*gatewayAuth: 'forward' .*emulator: true/,
    ],
    ['half a pair', { twilioApiKey: `SK${'2'.repeat(32)}` }, /twilioApiKey and twilioApiSecret go together/],
    ['who may reach it', { host: '0.0.0.0' }, /host: '127\.0\.0\.1'.*gatewayAllowOpen: true/],
    ['an unknown name', { prot: 1, depth: 2 }, /Unknown option "prot"\.\n✖ Unknown option "depth"\./],
    ['an empty secret', { gatewayRouterSecret: '' }, /"gatewayRouterSecret" must not be empty. Leave it out/],
    ['two ways to authenticate', { gatewayAuth: 'none', authenticate }, /gatewayAuth has no effect with/],
    ['null', { gatewayRouterSecret: null }, /"gatewayRouterSecret" must not be empty. Leave it out/],
    [
      'two keys in one',
      { gatewayAuth: 'api-key', gatewayApiKeys: ['a,b'] },
      /"gatewayApiKeys" must be a list/,
    ],
    [
      'two URLs in one',
      { webhookUrl: ['https://a.test/,https://b.test/'] },
      /"webhookUrl" must be a list of strings, with one value each/,
    ],
  ])('say what to do about %s', (_, options, message) => {
    expect(messageOf(options)).toMatch(message);
  });

  it('are told with the names of variables when an environment was given', () => {
    expect(messageOf({ environment: { PORT: 'x' } })).toContain('→ at PORT');
  });
});

describe('the option "authenticate"', () => {
  it('takes the place of gatewayAuth', () => {
    const config = configOf({ ...account, host: '0.0.0.0', authenticate });
    expect(config.auth).toEqual({ mode: 'custom', authenticate });
  });
});

describe('the option "prefix"', () => {
  it.each([
    ['', ''],
    ['/', ''],
    ['/twilio', '/twilio'],
    ['/twilio/proxy.v1/', '/twilio/proxy.v1'],
  ])('takes %j', (prefix, becomes) => {
    expect(readPrefix(prefix)).toBe(becomes);
  });

  it.each(['twilio', '//', '/a//b', '/../b', '/a b', '/:tenant', '/*', '/a?b'])('refuses %j', (prefix) => {
    expect(() => readPrefix(prefix)).toThrow(ConfigError);
  });
});
