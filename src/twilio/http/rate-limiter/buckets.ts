import type { TwilioRequest } from '../request.ts';
import { AdaptiveLimit } from './adaptive-limit.ts';
import type { Quota, RateWindow } from './quota.ts';
import { SlidingWindow } from './sliding-window.ts';
import { SlowStart } from './slow-start.ts';

/** One pair of credentials. Twilio limits how many of its requests are in flight. */
export interface Account {
  readonly concurrency: AdaptiveLimit;
  inFlight: number;
  /** No request starts before: the `Retry-After` of a refusal. */
  pausedUntil: number;
}

/** A Service of an account, or the account's own list of Services. */
export interface Service {
  readonly account: Account;
  inFlight: number;
}

/** The requests of one Service to one endpoint, which have one rate limit. All callers share it. */
export interface Bucket {
  readonly service: Service;
  /** Null when the rate limit is off. */
  readonly window: RateWindow | null;
  readonly slowStart: SlowStart;
  readonly waiting: Set<Waiting>;
}

/** A request in the queue. */
export interface Waiting {
  /** The caller whose place in the queue it takes. */
  callerId: string;
  readonly bucket: Bucket;
  readonly request: TwilioRequest;
  /** Lets the request start. */
  readonly start: () => void;
  readonly reject: (error: Error) => void;
}

/** Idle buckets are removed from this number on: callers may name any number of Services that do not exist. */
const SWEEP_FROM = 1000;

/** Finds or creates the value of a key. */
function entry<T>(map: Map<string, T>, key: string, create: () => T): T {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

function createWindow(name: string, quota: Quota): RateWindow {
  const own = new SlidingWindow(quota.limit, (now) => quota.divisor(now));
  return quota.shareWindow?.(name, own) ?? own;
}

/** The accounts, Services and buckets in use. */
export class Buckets {
  readonly #accounts = new Map<string, Account>();
  readonly #services = new Map<string, Service>();
  readonly #buckets = new Map<string, Bucket>();
  readonly #maxConcurrency: number;
  /** Null: the rate limit is off. */
  readonly #quota: Quota | null;
  #sweepAt = SWEEP_FROM;

  constructor(maxConcurrency: number, quota: Quota | null) {
    this.#maxConcurrency = maxConcurrency;
    this.#quota = quota;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** The bucket of a request. */
  of(request: Pick<TwilioRequest, 'authorization' | 'service' | 'endpoint'>, now: number): Bucket {
    const { authorization, endpoint } = request;
    const serviceKey = `${authorization}\n${request.service}`;
    const key = `${serviceKey}\n${endpoint}`;
    const known = this.#buckets.get(key);
    if (known) return known;
    if (this.size >= this.#sweepAt) this.#sweep(now);
    const account = entry(this.#accounts, authorization, () => this.#createAccount());
    const service = entry(this.#services, serviceKey, () => ({ account, inFlight: 0 }));
    const window = this.#quota && createWindow(key, this.#quota);
    const bucket: Bucket = { service, window, slowStart: new SlowStart(), waiting: new Set() };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #createAccount(): Account {
    const full = this.#maxConcurrency;
    const limits = { full, floor: Math.min(4, full), step: Math.ceil(full / 16), period: 1000 };
    return { concurrency: new AdaptiveLimit(limits), inFlight: 0, pausedUntil: 0 };
  }

  #sweep(now: number): void {
    const services = new Set<Service>();
    for (const [key, { service, waiting, window, slowStart }] of this.#buckets) {
      const isFresh = now >= slowStart.restsUntil && window?.isFresh(now) !== false;
      if (isFresh && waiting.size === 0 && service.inFlight === 0) this.#buckets.delete(key);
      else services.add(service);
    }
    for (const [key, service] of this.#services) if (!services.has(service)) this.#services.delete(key);
    const accounts = new Set([...services].map(({ account }) => account));
    for (const [key, account] of this.#accounts) {
      const isFresh = now >= account.pausedUntil && account.concurrency.limit(now) === this.#maxConcurrency;
      if (isFresh && !accounts.has(account)) this.#accounts.delete(key);
    }
    this.#sweepAt = Math.max(SWEEP_FROM, this.size * 2);
  }
}
