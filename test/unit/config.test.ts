import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const sid = `AC${'1'.repeat(32)}`;
const account = { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: 'secret-token' };

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

  it.each([
    ['credentials without GATEWAY_AUTH', account, /Set GATEWAY_AUTH=none/],
    ['half a pair', { TWILIO_ACCOUNT_SID: sid, GATEWAY_AUTH: 'none' }, /goes with TWILIO_AUTH_TOKEN/],
    ['half a key', { TWILIO_API_SECRET: 's', GATEWAY_AUTH: 'none' }, /set both or neither/],
    ['no SID', { ...account, TWILIO_ACCOUNT_SID: 'ACME' }, /TWILIO_ACCOUNT_SID/],
    [
      'another upstream without credentials',
      { TWILIO_PROXY_BASE_URL: 'http://127.0.0.1:4010' },
      /credentials/,
    ],
    [
      'plain http beyond loopback',
      { ...account, GATEWAY_AUTH: 'none', TWILIO_PROXY_BASE_URL: 'http://proxy.test' },
      /plain http goes to loopback only/,
    ],
    ['a host beyond loopback', { HOST: '0.0.0.0' }, /loopback only/],
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
