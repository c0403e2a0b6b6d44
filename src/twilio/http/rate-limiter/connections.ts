import type { Account, Bucket, Service } from './buckets.ts';
import type { Place } from './sliding-window.ts';

/** A request in flight, with its share of each limit. */
export interface Running {
  readonly callerId: string;
  readonly bucket: Bucket;
  readonly place: Place | null;
  /** The round of its bucket's slow start. */
  readonly round: number;
}

/** Whether the limits of the account allow one more request. */
export const accountMay = ({ concurrency, inFlight, pausedUntil }: Account, now: number): boolean =>
  now >= pausedUntil && inFlight < concurrency.limit(now);

/**
 * Counts the requests in flight. One Service has at most seven of eight connections, and so does one caller while another
 * waits.
 */
export class Connections {
  readonly #most: () => number;
  readonly #byCaller = new Map<string, number>();
  #size = 0;

  /** @param most the most requests in flight, which may change */
  constructor(most: () => number) {
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size >= this.#most();
  }

  get #mostOfOne(): number {
    return this.#most() - Math.floor(this.#most() / 8);
  }

  /** Whether a caller may have one more connection: seven of eight at most while others wait, else all. */
  callerMay(callerId: string, othersWait: boolean): boolean {
    return !this.isFull && (!othersWait || (this.#byCaller.get(callerId) ?? 0) < this.#mostOfOne);
  }

  serviceMay(service: Service, now: number): boolean {
    return this.roomOf(service, now) > 0;
  }

  /** How many more requests of a Service may be in flight. */
  roomOf({ inFlight, account }: Service, now: number): number {
    if (!accountMay(account, now)) return 0;
    const ofAccount = account.concurrency.limit(now) - account.inFlight;
    return Math.min(this.#most() - this.#size, this.#mostOfOne - inFlight, ofAccount);
  }

  enter(callerId: string, bucket: Bucket, now: number): Running {
    this.#count(callerId, bucket, 1);
    return { callerId, bucket, place: bucket.window?.take(now) ?? null, round: bucket.slowStart.start() };
  }

  leave({ callerId, bucket }: Running): void {
    this.#count(callerId, bucket, -1);
    if (this.#byCaller.get(callerId) === 0) this.#byCaller.delete(callerId);
  }

  #count(callerId: string, { service }: Bucket, change: 1 | -1): void {
    this.#size += change;
    this.#byCaller.set(callerId, (this.#byCaller.get(callerId) ?? 0) + change);
    service.inFlight += change;
    service.account.inFlight += change;
  }
}
