import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createAuthentication,
  DEMO_ACCOUNT_SID,
  DEMO_API_KEY_SECRET,
  DEMO_API_KEY_SID,
  DEMO_AUTH_TOKEN,
} from './http/authenticate.ts';
import { createClock } from './scheduler/clock.ts';
import { createControl, type Control } from './control/control.ts';
import { Faults } from './control/faults.ts';
import { createControlHttp, isControlPath } from './control/http.ts';
import { Holds } from './control/holds.ts';
import { createExchange } from './http/exchange.ts';
import { createGate } from './http/admission.ts';
import { RequestLog, type RequestEntry } from './http/request-log.ts';
import type { Seed, SeedName } from './seeds/seed.ts';
import { sow } from './seeds/apply-seed.ts';
import { changed, defaultSettings } from './state/settings.ts';
import { createWorld } from './state/account-state.ts';

export { DEMO_ACCOUNT_SID, DEMO_API_KEY_SECRET, DEMO_API_KEY_SID, DEMO_AUTH_TOKEN };
export type { Control, RequestEntry, Seed, SeedName };

export interface EmulatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `demo`. */
  readonly seed?: SeedName | Seed;
  /** Default: the demo account. */
  readonly accountSid?: string;
  readonly authToken?: string;
  /** A second pair of credentials. Default: the demo API key. */
  readonly apiKeySid?: string;
  readonly apiKeySecret?: string;
  /** How long each answer is held back, in milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** The time source, milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Whether a Service's endpoint answers at most 150 requests in 5 seconds. Default false. */
  readonly rateLimit?: boolean;
}

/** A running stand-in for proxy.twilio.com. */
export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:NNNN` */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** What was asked since the last clear, in order of arrival: `GET /v1/Services/KS…?PageSize=20`. */
  readonly requests: readonly string[];
  /** The same with more detail. */
  readonly log: readonly RequestEntry[];
  clearRequests(): void;
  /** How many requests are being served right now. */
  readonly inFlight: number;
  /** Seed, clock, settings, faults, holds, and waiting for requests. */
  readonly control: Control;
  /** Ends all connections; requests that are being served are cut off. */
  stop(): Promise<void>;
}

/**
 * Starts an emulator of the Twilio Proxy REST API with its own data, and resolves when it listens.
 *
 * @example
 * await using emulator = await createEmulator({ seed: 'demo' });
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    accountSid = DEMO_ACCOUNT_SID,
    authToken = DEMO_AUTH_TOKEN,
    host = '127.0.0.1',
    port = 0,
  } = options;
  const {
    apiKeySecret = DEMO_API_KEY_SECRET,
    apiKeySid = DEMO_API_KEY_SID,
    latencyMs = 0,
    rateLimit = false,
  } = options;
  const clock = createClock(options.now ?? Date.now);
  const log = new RequestLog();
  const settings = changed(defaultSettings, { latencyMs, rateLimit: { enabled: rateLimit } });
  const world = createWorld(accountSid, clock, settings);
  sow(world, options.seed ?? 'demo');
  let url = '';
  const faults = new Faults();
  const holds = new Holds();
  const gate = createGate(world, () => log.inFlight);
  const authenticate = createAuthentication({ accountSid, authToken, apiKeySid, apiKeySecret });
  const exchange = createExchange({ world, log, faults, holds, gate, authenticate, ownAddress: () => url });
  const control = createControl({ world, log, gate, faults, holds });
  const controlHttp = createControlHttp(control, log);
  // Longer than any client keeps a connection, so that the client closes it and none is lost in between.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) =>
    (isControlPath(request.url ?? '/') ? controlHttp : exchange)(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;

  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url,
    accountSid,
    authToken,
    get requests() {
      return log.lines;
    },
    get log() {
      return log.entries;
    },
    get inFlight() {
      return log.inFlight;
    },
    clearRequests: () => log.clear(),
    control,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
