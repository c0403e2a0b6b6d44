import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { ask } from './client.ts';
import { emulatorAtNoon, NOON } from './support.ts';
import { createReceiver } from './webhooks/receiver.ts';

const session = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;

/** The demo Session's Interactions that were made after the start, oldest first. */
async function simulated(
  emulator: Emulator,
): Promise<{ data: string; type: string; date_created: string }[]> {
  const { body } = await ask<{ interactions: { data: string; type: string; date_created: string }[] }>(
    emulator,
    'GET',
    `${session}/Interactions?PageSize=100`,
  );
  return body.interactions.filter(({ date_created: date }) => date >= '2026-05-01').reverse();
}

describe('simulated traffic', () => {
  it('plays a conversation in the demo Session by the clock, and reports it', async () => {
    await using receiver = await createReceiver();
    await using emulator = await createEmulator({
      traffic: true,
      now: () => NOON,
    });
    const { control } = emulator;
    control.registerCallback(`${receiver.url}/hook`);
    expect(await simulated(emulator)).toEqual([]);
    for (let step = 0; step < 8; step++) control.clock.advance(8000);
    await control.webhooks.idle();
    const types = (await simulated(emulator)).map(({ type }) => type);
    expect(types).toEqual(['message', 'message', 'message', 'message', 'message', 'voice', 'message']);
    const reported = new Set(receiver.received.map(({ parameters }) => parameters['interactionSid']));
    expect(reported.size).toBe(7);
    expect(receiver.received.every(({ isSigned }) => isSigned)).toBe(true);
    expect(emulator.requests.every((line) => line.startsWith('GET'))).toBe(true);
  });

  it('takes one step when the clock jumps, and goes on after a new seed', async () => {
    await using emulator = await createEmulator({ traffic: true, now: () => NOON });
    emulator.control.clock.advance(24 * 3_600_000);
    expect(await simulated(emulator)).toHaveLength(1);
    emulator.control.seed('demo');
    emulator.control.clock.advance(8000);
    expect(await simulated(emulator)).toHaveLength(1);
  });

  it('keeps its last 50 Interactions', async () => {
    await using emulator = await createEmulator({ traffic: true, now: () => NOON });
    for (let step = 0; step < 100; step++) emulator.control.clock.advance(8000);
    expect(await simulated(emulator)).toHaveLength(50);
  });

  it('looks for another Session when the demo Session is closed, and does nothing without one', async () => {
    await using emulator = await createEmulator({ traffic: true, now: () => NOON });
    await ask(emulator, 'POST', session, { Status: 'closed' });
    emulator.control.clock.advance(8000);
    expect(await simulated(emulator)).toEqual([]);
    emulator.control.seed('empty');
    emulator.control.clock.advance(8000);
    expect(emulator.control.notices).toEqual([]);
  });

  it('is off unless it is asked for', async () => {
    await using emulator = await emulatorAtNoon();
    emulator.control.clock.advance(24 * 3_600_000);
    expect(await simulated(emulator)).toEqual([]);
  });
});

describe('the timer', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => vi.useRealTimers());

  it('runs what is due without a request, while the clock runs', async () => {
    vi.setSystemTime('2026-05-01T12:00:00Z');
    await using emulator = await createEmulator({ traffic: true });
    await vi.advanceTimersByTimeAsync(16_000);
    emulator.control.clock.set('2026-05-01T12:00:16Z');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    expect(await simulated(emulator)).toHaveLength(2);
  });

  it('ends with the emulator', async () => {
    const emulator = await createEmulator({ traffic: true });
    await emulator.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
