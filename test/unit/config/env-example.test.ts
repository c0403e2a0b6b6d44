import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionNames, readConfig, readEmulatorConfig } from '../../../src/config/config.ts';

const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
const options = [...text.matchAll(/^# ([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}));

/** With credentials, because some defaults are others with the emulator. */
const account = {
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  GATEWAY_AUTH: 'none',
};

describe('.env.example', () => {
  it('lists every option in the order of their table, and sets none', () => {
    expect(options.map(({ name }) => name)).toEqual(optionNames);
    expect(text).not.toMatch(/^[^#\n]/m);
  });

  it('shows defaults: to set them changes nothing', () => {
    const shown = options.filter(({ value }) => !value.includes('…'));
    expect(shown.length).toBeGreaterThan(20);
    const set = Object.fromEntries(shown.map(({ name, value }) => [name, value]));
    // Outside of a terminal, as it is said beside it.
    const { logFormat, ...config } = readConfig({ ...account, ...set });
    expect(logFormat).toBe('json');
    expect({ ...config, logFormat: null }).toEqual(readConfig(account));
    expect(readEmulatorConfig(set)).toEqual(readEmulatorConfig({}));
  });
});
