import { createEmulator } from '../../src/emulator/emulator.ts';
import { createGateway } from '../../src/gateway.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { type Clock, systemClock } from '../../src/twilio/clock.ts';
import { configFor, createQuery, longTimeouts, type TestGateway, wideLimits } from './gateway.ts';
import { createRawServer, passOn, type RawServer } from './raw-server.ts';

/** A gateway whose upstream is a raw server that passes everything on to an emulator, until it is told otherwise. */
export interface WireGateway extends TestGateway {
  readonly wire: RawServer;
}

export async function startWireGateway(
  clock?: Clock,
  env: Readonly<Record<string, string>> = {},
): Promise<WireGateway> {
  const emulator = await createEmulator();
  const wire = await createRawServer(passOn(emulator.url));
  const config = configFor(emulator, {
    TWILIO_PROXY_BASE_URL: wire.url,
    ...(clock ? {} : wideLimits),
    ...env,
  });
  const testOptions = { clock: clock ?? systemClock, random: () => 0, timeouts: longTimeouts };
  const gateway = await createGateway(config, { logger: createLogger(config.logLevel), testOptions });
  return {
    wire,
    gateway,
    emulator,
    query: createQuery(gateway),
    takeRequests() {
      const requests = [...wire.requests];
      wire.clear();
      return requests;
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await wire.close();
      await emulator.stop();
    },
  };
}
