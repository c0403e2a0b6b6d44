import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEmulator, DEMO_ACCOUNT_SID, DEMO_API_KEY_SID } from '../../src/emulator/emulator.ts';
import { DEMO_API_KEY_SECRET, DEMO_AUTH_TOKEN } from '../../src/emulator/emulator.ts';
import { demoSeed } from '../../src/emulator/seeds/demo.ts';
import { seedSids } from '../../src/emulator/seeds/seed-sids.ts';
import { seedNames } from '../../src/emulator/seeds/seed.ts';
import { defaultSettings } from '../../src/emulator/state/settings.ts';

const readme = readFileSync(new URL('../../src/emulator/README.md', import.meta.url), 'utf8');

describe('the README of the emulator', () => {
  it('says what it does not do before anything else', () => {
    const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings[0]).toBe('What it does not do');
  });

  it.each([...Object.keys(defaultSettings), ...seedNames])('names %s', (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  it('names every key of a setting that has several', () => {
    const keys = Object.values(defaultSettings).flatMap((value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [],
    );
    expect(keys).toContain('retryAfter');
    for (const key of keys) expect(readme).toContain(`"${key}":`);
  });

  it('names what the demo account has left for a pool', () => {
    const { phoneNumbers = [], shortCodes = [] } = demoSeed();
    const unclaimed = phoneNumbers.map(({ number }) => number).toSorted();
    const named = [...readme.matchAll(/`(\+\d+)` to `(\+\d+)`/g)].flatMap(([, first, last]) =>
      unclaimed.filter((number) => number >= String(first) && number <= String(last)),
    );
    expect(named.toSorted()).toEqual(unclaimed);
    for (const { number, isoCountry = '' } of shortCodes) {
      expect(readme).toContain(`\`${seedSids.shortCode(isoCountry, number)}\` (${number})`);
    }
  });

  it('has the demo credentials', () => {
    for (const each of [DEMO_ACCOUNT_SID, DEMO_AUTH_TOKEN, DEMO_API_KEY_SID, DEMO_API_KEY_SECRET]) {
      expect(readme).toContain(each);
    }
  });

  it('names every control call over HTTP', async () => {
    await using emulator = await createEmulator({ seed: 'empty' });
    const response = await fetch(`${emulator.url}/__emulator/`);
    const { calls } = (await response.json()) as { calls: string[] };
    expect(calls.filter((call) => !readme.includes(call))).toEqual([]);
    expect(calls.length).toBeGreaterThan(10);
  });
});
