import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../../../src/config/library-options.ts';
import { readConfig, readEmulatorConfig } from '../../../src/config/config.ts';
import { ConfigError } from '../../../src/config/options.ts';

const accountSid = `AC${'1'.repeat(32)}`;
const keySid = `SK${'2'.repeat(32)}`;
const none = { GATEWAY_AUTH: 'none' };
const pair = { ...none, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: 'canary-token' };
const key = { ...none, TWILIO_API_KEY: keySid, TWILIO_API_SECRET: 'canary-secret' };

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'secrets-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with that content. */
function fileWith(content: string): string {
  const file = join(mkdtempSync(join(folder, 'file-')), 'canary-name');
  writeFileSync(file, content);
  return file;
}

function messageOf(variables: Readonly<Record<string, string>>): string {
  try {
    readConfig(variables);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

describe('a secret in a file', () => {
  it.each<[name: string, variables: Readonly<Record<string, string>>]>([
    ['TWILIO_ACCOUNT_SID', pair],
    ['TWILIO_AUTH_TOKEN', pair],
    ['TWILIO_API_KEY', key],
    ['TWILIO_API_SECRET', key],
    ['GATEWAY_API_KEYS', { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: 'canary-key-of-the-tests' }],
    ['GATEWAY_ROUTER_SECRET', { GATEWAY_ROUTER_SECRET: 'canary-secret' }],
  ])('is what %s means, without the white space around it', (name, variables) => {
    const { [name]: secret = '', ...rest } = variables;
    const inFile = { ...rest, [`${name}_FILE`]: fileWith(`\n ${secret}\r\n`) };
    expect(readConfig(inFile)).toEqual(readConfig(variables));
    expect(readConfig(inFile)).not.toEqual(readConfig({}));
  });

  it('is what the emulator alone accepts', () => {
    const { TWILIO_AUTH_TOKEN: token, ...rest } = pair;
    const { credentials } = readEmulatorConfig({ ...rest, TWILIO_AUTH_TOKEN_FILE: fileWith(`${token}\n`) });
    expect(credentials).toEqual({ accountSid, authToken: token });
  });

  it('counts after an option of the library', () => {
    const environment = { ...none, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN_FILE: '/nowhere' };
    const { upstream } = configOf({ environment, twilioAuthToken: 'token' });
    expect(upstream).toMatchObject({ credentials: { password: 'token' } });
  });

  it('is not read where the variable is empty', () => {
    expect(readConfig({ ...pair, TWILIO_AUTH_TOKEN_FILE: '' })).toEqual(readConfig(pair));
  });

  it.each<[what: string, file: () => string, told: string]>([
    ['that does not exist', () => join(folder, 'canary-missing'), 'a readable file, but got ENOENT'],
    ['that is a folder', () => folder, 'a readable file, but got EISDIR'],
    ['that is the secret itself', () => 'canary-token', 'a readable file, but got ENOENT'],
    ['that is empty', () => fileWith(' \n'), 'but it is empty'],
    [
      'with white space inside',
      () => fileWith('canary token\n'),
      'without spaces\n  → at TWILIO_AUTH_TOKEN_FILE',
    ],
  ])('%s is refused by the name of its variable alone', (_, file, told) => {
    const variables = { ...none, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN_FILE: file() };
    const message = messageOf({ ...variables, MAX_DEPTH: 'deep' });
    expect(message).toContain('TWILIO_AUTH_TOKEN_FILE');
    expect(message).toContain(told);
    expect(message).toContain('→ at MAX_DEPTH');
    expect(message).not.toMatch(/canary|goes with/);
  });

  it('beside the secret itself is refused', () => {
    const message = messageOf({ ...pair, TWILIO_AUTH_TOKEN_FILE: fileWith('canary-token') });
    expect(message).toContain('TWILIO_AUTH_TOKEN and TWILIO_AUTH_TOKEN_FILE are both set. Set one of them.');
    expect(message).not.toContain('canary');
  });
});
