import type { HttpRequest } from './http.ts';
import { RateWindow } from './rate-window.ts';
import { SlowStart } from './slow-start.ts';
import { Throttle } from './throttle.ts';

/** One pair of credentials: Twilio limits how many of an account's requests run at the same time. */
export interface Account {
  readonly concurrency: Throttle;
  /** By their SID or name; that of the account's own list is empty. */
  readonly services: Map<string, Service>;
  inFlight: number;
  /** Nothing starts before; Twilio asked for a pause. */
  pausedUntil: number;
}

/** A Service of an account, or the account's own list of Services: what has to get along with its neighbours. */
export interface Service {
  readonly account: Account;
  /** By endpoint. */
  readonly lanes: Map<string, Lane>;
  inFlight: number;
}

/** The requests of one Service to one endpoint: what Twilio limits in a window. All callers share it. */
export interface Lane {
  readonly service: Service;
  /** Null when rates are not limited. */
  readonly window: RateWindow | null;
  readonly slowStart: SlowStart;
  waiting: number;
}

/** From so many lanes on the idle ones are forgotten: callers may ask for any number of Services that do not exist. */
const SWEEP_FROM = 1000;

/** All accounts, Services and lanes that are in use. Who a request belongs to is read from it. */
export class Lanes {
  readonly #accounts = new Map<string, Account>();
  readonly #maxConcurrency: number;
  readonly #rateLimit: boolean;
  #size = 0;
  #sweepAt = SWEEP_FROM;

  constructor(maxConcurrency: number, rateLimit: boolean) {
    this.#maxConcurrency = maxConcurrency;
    this.#rateLimit = rateLimit;
  }

  /** How many lanes are remembered. */
  get size(): number {
    return this.#size;
  }

  /** The lane of a request. */
  of(request: Pick<HttpRequest, 'authorization' | 'service' | 'endpoint'>, now: number): Lane {
    const { authorization, service, endpoint } = request;
    const known = this.#accounts.get(authorization)?.services.get(service)?.lanes.get(endpoint);
    if (known) return known;
    if (this.#size >= this.#sweepAt) this.#sweep(now);
    const owner = this.#serviceOf(this.#accountOf(authorization), service);
    const window = this.#rateLimit ? new RateWindow() : null;
    const lane: Lane = { service: owner, window, slowStart: new SlowStart(), waiting: 0 };
    owner.lanes.set(endpoint, lane);
    this.#size += 1;
    return lane;
  }

  #accountOf(authorization: string): Account {
    const known = this.#accounts.get(authorization);
    if (known) return known;
    const full = this.#maxConcurrency;
    const options = { full, floor: Math.min(4, full), step: Math.ceil(full / 16), period: 1000 };
    const concurrency = new Throttle(options);
    const account = { concurrency, services: new Map<string, Service>(), inFlight: 0, pausedUntil: 0 };
    this.#accounts.set(authorization, account);
    return account;
  }

  #serviceOf(account: Account, name: string): Service {
    const known = account.services.get(name);
    if (known) return known;
    const service: Service = { account, lanes: new Map(), inFlight: 0 };
    account.services.set(name, service);
    return service;
  }

  #sweep(now: number): void {
    for (const [authorization, account] of this.#accounts) {
      for (const [name, service] of account.services) {
        if (service.inFlight === 0) this.#sweepService(service, now);
        if (service.lanes.size === 0) account.services.delete(name);
      }
      const isCalm = now >= account.pausedUntil && account.concurrency.limit(now) === this.#maxConcurrency;
      if (isCalm && account.services.size === 0) this.#accounts.delete(authorization);
    }
    this.#sweepAt = Math.max(SWEEP_FROM, this.#size * 2);
  }

  #sweepService({ lanes }: Service, now: number): void {
    for (const [endpoint, { waiting, window, slowStart }] of lanes) {
      if (waiting > 0 || now < slowStart.restsUntil || window?.isFresh(now) === false) continue;
      lanes.delete(endpoint);
      this.#size -= 1;
    }
  }
}
