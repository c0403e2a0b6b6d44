import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { ConfigError } from '../../../src/config/options.ts';

const sid = `AC${'1'.repeat(32)}`;
const account = { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: 'secret-token' };

const jwt = {
  GATEWAY_JWKS_URL: 'https://issuer.test/jwks.json?version=1',
  GATEWAY_JWT_ISSUER: 'https://issuer.test/',
  GATEWAY_JWT_AUDIENCE: 'gateway',
};

describe('readConfig', () => {
  it('runs on the emulator, on loopback and with the explorer, when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      upstream: { kind: 'emulator', emulator: { port: 4010, seed: 'demo', credentials: null } },
      pageSizeMax: 100,
      introspection: true,
      graphiql: true,
    });
  });

  it('goes to Twilio with credentials, without explorer and introspection', () => {
    expect(readConfig({ ...account, GATEWAY_AUTH: 'none' })).toMatchObject({
      upstream: { kind: 'twilio', credentials: { username: sid, password: 'secret-token' } },
      baseUrl: new URL('https://proxy.twilio.com'),
      introspection: false,
      graphiql: false,
    });
  });

  it('prefers an API key to the auth token', () => {
    const key = `SK${'2'.repeat(32)}`;
    const config = readConfig({
      ...account,
      TWILIO_API_KEY: key,
      TWILIO_API_SECRET: 's',
      GATEWAY_AUTH: 'none',
    });
    expect(config.upstream).toEqual({ kind: 'twilio', credentials: { username: key, password: 's' } });
  });

  it('counts an empty variable as one that is not set', () => {
    expect(readConfig({ TWILIO_ACCOUNT_SID: '', PORT: '' }).port).toBe(4000);
  });

  it('listens beyond loopback when callers are checked, or when it is told to be open', () => {
    const keys = { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'key-of-the-tests' };
    expect(readConfig({ ...account, HOST: '0.0.0.0', ...keys }).auth.mode).toBe('api-key');
    expect(readConfig({ ...account, HOST: '0.0.0.0', GATEWAY_AUTH: 'jwt', ...jwt }).auth).toMatchObject({
      issuer: jwt.GATEWAY_JWT_ISSUER,
      audience: 'gateway',
    });
    const open = { HOST: '0.0.0.0', GATEWAY_AUTH: 'none', GATEWAY_ALLOW_OPEN: 'on' };
    expect(readConfig({ ...account, ...open }).allowOpen).toBe(true);
  });

  it('takes keys of 16 characters, and keys in Base64 with their padding', () => {
    for (const keys of ['sixteen-letters.', `${btoa('sixteen letters.')}=proxy:read`]) {
      expect(readConfig({ GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: keys }).auth.mode).toBe('api-key');
    }
  });

  it('keeps no key, only its hash', () => {
    const { auth } = readConfig({
      GATEWAY_AUTH: 'api-key',
      GATEWAY_API_KEYS: 'canary-key-of-the-tests=proxy:read',
    });
    expect(JSON.stringify(auth)).not.toContain('canary');
    expect(auth).toMatchObject({ keys: [{ scopes: new Set(['proxy:read']) }] });
  });

  it('needs no credentials where callers send their own, and keeps none', () => {
    const forward = { GATEWAY_AUTH: 'forward', TWILIO_PROXY_BASE_URL: 'https://proxy.twilio.com' };
    expect(readConfig(forward).upstream).toEqual({ kind: 'twilio', credentials: null });
    expect(readConfig({ ...account, GATEWAY_AUTH: 'forward' }).upstream).toEqual({
      kind: 'twilio',
      credentials: null,
    });
    expect(readConfig({ GATEWAY_AUTH: 'forward' }).upstream.kind).toBe('emulator');
  });

  it('uses the emulator whatever else is set with EMULATOR=on, and asks for nothing', () => {
    const other = { TWILIO_PROXY_BASE_URL: 'https://proxy.test', HOST: '127.0.0.1' };
    for (const variables of [account, other, { ...account, ...other }, { TWILIO_ACCOUNT_SID: sid }]) {
      const config = readConfig({ ...variables, EMULATOR: 'on' });
      expect(config).toMatchObject({
        upstream: { kind: 'emulator' },
        auth: { mode: 'none' },
        graphiql: true,
      });
    }
    const { upstream } = readConfig({ ...account, EMULATOR: 'on' });
    expect(upstream).toMatchObject({ emulator: { credentials: { accountSid: sid } } });
  });

  it('goes to Twilio with EMULATOR=off where callers send their own credentials', () => {
    const { upstream, baseUrl } = readConfig({ EMULATOR: 'off', GATEWAY_AUTH: 'forward' });
    expect([upstream, baseUrl.href]).toEqual([
      { kind: 'twilio', credentials: null },
      'https://proxy.twilio.com/',
    ]);
  });

  it.each([
    [
      'to run on nothing with EMULATOR=off',
      { EMULATOR: 'off' },
      /Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET, .*EMULATOR=on/,
    ],
    ['half a pair with EMULATOR=off', { EMULATOR: 'off', TWILIO_ACCOUNT_SID: sid }, /goes with/],
    ['credentials without GATEWAY_AUTH', account, /Set GATEWAY_AUTH=.*GATEWAY_AUTH=none/],
    ['half a pair', { TWILIO_ACCOUNT_SID: sid, GATEWAY_AUTH: 'none' }, /goes with TWILIO_AUTH_TOKEN/],
    ['half a key', { TWILIO_API_SECRET: 's', GATEWAY_AUTH: 'none' }, /Set both or neither/],
    ['no SID', { ...account, TWILIO_ACCOUNT_SID: 'ACME' }, /TWILIO_ACCOUNT_SID/],
    [
      'another upstream without credentials',
      { TWILIO_PROXY_BASE_URL: 'http://127.0.0.1:4010' },
      /credentials/,
    ],
    [
      'plain http beyond loopback',
      { ...account, GATEWAY_AUTH: 'none', TWILIO_PROXY_BASE_URL: 'http://proxy.test' },
      /plain http is allowed for loopback only/,
    ],
    ['a host beyond loopback', { HOST: '0.0.0.0' }, /GATEWAY_ALLOW_OPEN=on/],
    [
      'a host beyond loopback without authentication',
      { ...account, HOST: '::', GATEWAY_AUTH: 'none' },
      /loopback only/,
    ],
    ['api-key without keys', { ...account, GATEWAY_AUTH: 'api-key' }, /requires GATEWAY_API_KEYS/],
    ['no key in the list', { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: ' , ' }, /requires GATEWAY_API_KEYS/],
    [
      'a key with a blank',
      { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'a key of the tests' },
      /GATEWAY_API_KEYS/,
    ],
    ['half a hash', { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'sha256:abc' }, /GATEWAY_API_KEYS/],
    [
      'an unknown scope',
      { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'key-of-the-tests=proxy:all' },
      /proxy:read/,
    ],
    [
      'a short key',
      { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'fifteen-letters' },
      /at least 16 characters/,
    ],
    ['a short key with scopes', { GATEWAY_API_KEYS: 'short=proxy:read' }, /at least 16 characters/],
    [
      'a key with scopes left out',
      { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'k=' },
      /with or without =scopes/,
    ],
    ['a long key with scopes left out', { GATEWAY_API_KEYS: 'key-of-the-tests=' }, /with or without =scopes/],
    ['a hash with scopes left out', { GATEWAY_API_KEYS: `sha256:${'a'.repeat(64)}=` }, /GATEWAY_API_KEYS/],
    ['a short key behind a long one', { GATEWAY_API_KEYS: 'key-of-the-tests,k' }, /GATEWAY_API_KEYS\[1\]/],
    [
      'keys without their mode',
      { GATEWAY_API_KEYS: 'key-of-the-tests' },
      /has no effect without GATEWAY_AUTH=api-key/,
    ],
    ['jwt without an issuer', { GATEWAY_AUTH: 'jwt', ...jwt, GATEWAY_JWT_ISSUER: '' }, /GATEWAY_JWT_ISSUER/],
    ['jwt without an audience', { GATEWAY_AUTH: 'jwt', ...jwt, GATEWAY_JWT_AUDIENCE: '' }, /AUDIENCE/],
    ['jwt without keys', { GATEWAY_AUTH: 'jwt', ...jwt, GATEWAY_JWKS_URL: '' }, /GATEWAY_JWKS_URL/],
    ['keys over plain http', { GATEWAY_AUTH: 'jwt', ...jwt, GATEWAY_JWKS_URL: 'http://a.test/' }, /https/],
    ['any origin', { CORS_ORIGINS: '*' }, /CORS_ORIGINS/],
    ['the origin null', { CORS_ORIGINS: 'null' }, /CORS_ORIGINS/],
    ['an origin with a path', { CORS_ORIGINS: 'https://a.test/' }, /at the end\n.*CORS_ORIGINS/],
    ['a port that is none', { PORT: 'http' }, /PORT/],
    ['an unknown mode', { GATEWAY_AUTH: 'magic' }, /GATEWAY_AUTH/],
    ['a page size above the limit of Twilio', { TWILIO_PAGE_SIZE_MAX: '101' }, /TWILIO_PAGE_SIZE_MAX/],
  ])('refuses %s and says what to do', (_, variables, message) => {
    expect(() => readConfig(variables)).toThrow(ConfigError);
    expect(() => readConfig(variables)).toThrow(message);
  });

  it('lists all mistakes at once and repeats no value', () => {
    const mistakes = { PORT: 'p0rt-value', TWILIO_ACCOUNT_SID: 'sid-value', LOG_LEVEL: 'level-value' };
    let message = '';
    try {
      readConfig(mistakes);
    } catch (error) {
      message = (error as Error).message;
    }
    for (const [name, value] of Object.entries(mistakes)) {
      expect(message).toContain(name);
      expect(message).not.toContain(value);
    }
  });
});
