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
import { createAdmission } from './http/admission.ts';
import { RequestLog, type RequestEntry } from './http/request-log.ts';
import { startTimer } from './scheduler/timer.ts';
import type { Seed, SeedName } from './seeds/seed.ts';
import { applySeed } from './seeds/apply-seed.ts';
import { changed, defaultSettings } from './state/settings.ts';
import { createAccountState } from './state/account-state.ts';
import { startTraffic } from './telephony/traffic.ts';
import { Webhooks } from './webhooks/webhooks.ts';

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
  /** The delay of each answer, in milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** The time source, milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number;
  /** Whether each endpoint of a Service is limited to 150 requests in 5 seconds. Default false. */
  readonly rateLimit?: boolean;
  /** Whether webhooks are sent to callback URLs on this machine. Default true. */
  readonly webhooks?: boolean;
  /** Whether a slow conversation is simulated, so that live views show something. Default false. */
  readonly traffic?: boolean;
}

/** A running emulator of proxy.twilio.com. */
export interface Emulator extends AsyncDisposable {
  /** `http://127.0.0.1:NNNN` */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** The requests since the last clear, in order of arrival: `GET /v1/Services/KS…?PageSize=20`. */
  readonly requests: readonly string[];
  /** The same requests with more detail. */
  readonly log: readonly RequestEntry[];
  clearRequests(): void;
  /** The number of requests in flight. */
  readonly inFlight: number;
  /** Controls for tests: seed, clock, settings, faults, holds, webhooks and waiting for requests. */
  readonly control: Control;
  /** Closes the server and all connections, including those with requests in flight. */
  stop(): Promise<void>;
}

/**
 * Starts an emulator of the Twilio Proxy REST API. Resolves when it listens.
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
    webhooks: sendsWebhooks = true,
    traffic = false,
  } = options;
  const clock = createClock(options.now ?? Date.now);
  const log = new RequestLog();
  const settings = changed(defaultSettings, {
    latencyMs,
    rateLimit: { enabled: rateLimit },
    webhooks: sendsWebhooks,
  });
  const state = createAccountState(accountSid, clock, settings);
  applySeed(state, options.seed ?? 'demo');
  const webhooks = new Webhooks(state, authToken);
  state.interactionChanged = (interaction, at) => webhooks.interactionChanged(interaction, at);
  let url = '';
  const faults = new Faults();
  const holds = new Holds();
  const admission = createAdmission(state, () => log.inFlight);
  const authenticate = createAuthentication({ accountSid, authToken, apiKeySid, apiKeySecret });
  const exchange = createExchange({
    state,
    log,
    faults,
    holds,
    admission,
    authenticate,
    ownAddress: () => url,
  });
  const control = createControl({ state, log, admission, faults, holds, webhooks });
  const controlHttp = createControlHttp(control, log);
  // Longer than any client keeps an idle connection, so that always the client closes it and no request is lost.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) =>
    (isControlPath(request.url ?? '/') ? controlHttp : exchange)(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const stopTimer = startTimer(clock, [state.scheduler, state.background], () => void state.runDue());
  if (traffic) startTraffic(state);
  const address = server.address() as AddressInfo;
  url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;

  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      stopTimer();
      webhooks.stop();
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
