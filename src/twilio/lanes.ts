import type { HttpRequest } from './http.ts';
import { RateWindow } from './rate-window.ts';
import { Throttle } from './throttle.ts';

/** A request that waits for its turn. */
export interface Waiting {
  readonly lane: Lane;
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
}

/** One pair of credentials: Twilio limits how many of an account's requests run at the same time. */
export interface Account {
  readonly concurrency: Throttle;
  inFlight: number;
  /** Nothing starts before; Twilio asked for a pause. */
  pausedUntil: number;
}

/** A Service of an account, or the account's own list of Services: what has to get along with its neighbours. */
export interface Service {
  readonly account: Account;
  /** Its lanes with waiting requests; the one whose turn is next comes first. */
  readonly waitingLanes: Set<Lane>;
  waiting: number;
  inFlight: number;
}

/** The requests of one Service to one endpoint, in the order in which they came. */
export interface Lane {
  readonly service: Service;
  /** Null when rates are not limited. */
  readonly window: RateWindow | null;
  readonly waiting: Set<Waiting>;
}

/** From so many lanes on the idle ones are forgotten: callers may ask for any number of Services that do not exist. */
const SWEEP_FROM = 1000;

/** All accounts, Services and lanes that are in use. Who a request belongs to is read from it. */
export class Lanes {
  readonly #accounts = new Map<string, Account>();
  readonly #services = new Map<string, Service>();
  readonly #lanes = new Map<string, Lane>();
  readonly #maxConcurrency: number;
  readonly #rateLimit: boolean;
  #sweepAt = SWEEP_FROM;

  constructor(maxConcurrency: number, rateLimit: boolean) {
    this.#maxConcurrency = maxConcurrency;
    this.#rateLimit = rateLimit;
  }

  /** How many lanes are remembered. */
  get size(): number {
    return this.#lanes.size;
  }

  /** The lane of a request. */
  of(request: Pick<HttpRequest, 'authorization' | 'service' | 'endpoint'>, now: number): Lane {
    const serviceKey = `${request.authorization} ${request.service}`;
    const key = `${serviceKey} ${request.endpoint}`;
    const known = this.#lanes.get(key);
    if (known) return known;
    if (this.#lanes.size >= this.#sweepAt) this.#sweep(now);
    const service = this.#serviceOf(serviceKey, this.#accountOf(request.authorization));
    const lane = { service, window: this.#rateLimit ? new RateWindow() : null, waiting: new Set<Waiting>() };
    this.#lanes.set(key, lane);
    return lane;
  }

  #accountOf(authorization: string): Account {
    const known = this.#accounts.get(authorization);
    if (known) return known;
    const full = this.#maxConcurrency;
    const options = { full, floor: Math.min(4, full), step: Math.ceil(full / 16), period: 1000 };
    const account = { concurrency: new Throttle(options), inFlight: 0, pausedUntil: 0 };
    this.#accounts.set(authorization, account);
    return account;
  }

  #serviceOf(key: string, account: Account): Service {
    const known = this.#services.get(key);
    if (known) return known;
    const service = { account, waitingLanes: new Set<Lane>(), waiting: 0, inFlight: 0 };
    this.#services.set(key, service);
    return service;
  }

  #sweep(now: number): void {
    for (const [key, { service, window }] of this.#lanes) {
      const idle = service.waiting === 0 && service.inFlight === 0;
      if (idle && (window === null || window.isFresh(now))) this.#lanes.delete(key);
    }
    const services = new Set([...this.#lanes.values()].map(({ service }) => service));
    for (const [key, service] of this.#services) if (!services.has(service)) this.#services.delete(key);
    const accounts = new Set([...services].map(({ account }) => account));
    for (const [key, account] of this.#accounts) {
      const calm = now >= account.pausedUntil && account.concurrency.limit(now) === this.#maxConcurrency;
      if (calm && !accounts.has(account)) this.#accounts.delete(key);
    }
    this.#sweepAt = Math.max(SWEEP_FROM, this.#lanes.size * 2);
  }
}
