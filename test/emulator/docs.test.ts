import { describe, expect, it } from 'vitest';
import { createEmulator, DEMO_ACCOUNT_SID, DEMO_API_KEY_SID } from '../../src/emulator/emulator.ts';
import { DEMO_API_KEY_SECRET, DEMO_AUTH_TOKEN } from '../../src/emulator/emulator.ts';
import { demoSeed } from '../../src/emulator/seeds/demo.ts';
import { seedSids } from '../../src/emulator/seeds/seed-sids.ts';
import { seedNames } from '../../src/emulator/seeds/seed.ts';
import { defaultSettings } from '../../src/emulator/state/settings.ts';
import { readText } from '../support/docs.ts';

const page = readText('docs/emulator.md');

describe('the page about the emulator', () => {
  it.each([...Object.keys(defaultSettings), ...seedNames])('names %s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });

  it('names every key of a setting that has several', () => {
    const keys = Object.values(defaultSettings).flatMap((value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [],
    );
    expect(keys).toContain('retryAfter');
    for (const key of keys) expect(page).toContain(`"${key}":`);
  });

  it('names what the demo account has left for a pool', () => {
    const { phoneNumbers = [], shortCodes = [] } = demoSeed();
    const unclaimed = phoneNumbers.map(({ number }) => number).toSorted();
    const named = [...page.matchAll(/`(\+\d+)` to `(\+\d+)`/g)].flatMap(([, first, last]) =>
      unclaimed.filter((number) => number >= String(first) && number <= String(last)),
    );
    expect(named.toSorted()).toEqual(unclaimed);
    for (const { number, isoCountry = '' } of shortCodes) {
      expect(page).toContain(`\`${seedSids.shortCode(isoCountry, number)}\` (${number})`);
    }
  });

  it('has the demo credentials', () => {
    for (const each of [DEMO_ACCOUNT_SID, DEMO_AUTH_TOKEN, DEMO_API_KEY_SID, DEMO_API_KEY_SECRET]) {
      expect(page).toContain(each);
    }
  });

  it('names every control call over HTTP', async () => {
    await using emulator = await createEmulator({ seed: 'empty' });
    const response = await fetch(`${emulator.url}/__emulator/`);
    const { calls } = (await response.json()) as { calls: string[] };
    expect(calls.filter((call) => !page.includes(call))).toEqual([]);
    expect(calls.length).toBeGreaterThan(10);
  });
});
