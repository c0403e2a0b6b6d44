import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createGateway, type Gateway } from '../../../src/gateway.ts';
import { moveClock } from '../../support/emulator-control.ts';
import type { Data } from '../../support/gateway.ts';
import { type Live, subscribe } from '../../support/transports.ts';

const document = `subscription ($of: ID!) {
  proxyInteractionChanged(of: $of) { kind interaction { messageBody outboundResourceStatus } }
}`;

/** A gateway on its embedded emulator, whose clock stands still. */
async function startDemo(env: Readonly<Record<string, string>>, isTerminal = false): Promise<Gateway> {
  const config = readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent', ...env });
  const gateway = await createGateway(config, { isTerminal });
  await moveClock(gateway, { set: new Date().toISOString() });
  return gateway;
}

/** The next Interaction that is new to the subscriber, or has changed. */
async function nextMessage(live: Live): Promise<Data> {
  const { data } = await live.next();
  const { kind, interaction } = data.proxyInteractionChanged;
  expect(kind).toBe('CHANGED');
  return interaction;
}

describe('the simulated conversation', () => {
  it.each([
    ['with EMULATOR_TRAFFIC=on', { EMULATOR_TRAFFIC: 'on' }, false],
    ['in a terminal', {}, true],
  ])('reaches a subscriber %s', async (_case, env, isTerminal) => {
    await using gateway = await startDemo(env, isTerminal);
    await using live = await subscribe('websocket', gateway, document, { of: demo.serviceSid });
    expect((await live.next()).data.proxyInteractionChanged.kind).toBe('STARTED');

    const messageBody = 'Your courier is two stops away.';
    for (const [advanceMs, outboundResourceStatus] of [
      [8000, 'QUEUED'],
      [3000, 'SENT'],
      [3000, 'DELIVERED'],
    ] as const) {
      await moveClock(gateway, { advanceMs });
      expect(await nextMessage(live)).toEqual({ messageBody, outboundResourceStatus });
    }
    await moveClock(gateway, { advanceMs: 2000 });
    expect((await nextMessage(live)).messageBody).toBe('Hello, I am on my way to you.');
  });

  it.each([
    ['elsewhere', {}, false],
    ['with EMULATOR_TRAFFIC=off in a terminal', { EMULATOR_TRAFFIC: 'off' }, true],
    ['with another seed in a terminal', { EMULATOR_SEED: 'large' }, true],
  ])('is not played %s', async (_case, env, isTerminal) => {
    await using gateway = await startDemo(env, isTerminal);
    await moveClock(gateway, { advanceMs: 80_000 });
    const log = await fetch(`${gateway.emulatorUrl ?? ''}/__emulator/webhooks`);
    expect(await log.json()).toEqual({ pending: 0, deliveries: [] });
  });
});
