import type { Clock } from './clock.ts';
import { readErrorBody } from './errors.ts';
import { AttemptError, type HttpAnswer, type HttpRequest, Refusal, type Result, type Send } from './http.ts';
import { type Account, type Lane, Lanes, type Service, Waiting } from './lanes.ts';
import { Line } from './line.ts';
import type { Place } from './rate-window.ts';
import type { Signal } from './signal.ts';

export interface QueueOptions {
  /** Requests in flight at the same time. */
  readonly maxConcurrency: number;
  /** Requests that wait; more are refused. */
  readonly maxWaiting: number;
  /** Whether Twilio's rate window is kept before Twilio says so. */
  readonly rateLimit: boolean;
  readonly clock: Clock;
  /** Told of each request that could not start at once, when it starts. */
  readonly onWaited?: (endpoint: string, milliseconds: number) => void;
  /** Told of each request that is refused because too many wait. */
  readonly onRefused?: (endpoint: string) => void;
}

export interface Queue {
  readonly send: Send;
  readonly inFlight: number;
  readonly waiting: number;
  /** Resolves when nothing is in flight and nothing waits, or when the signal aborts. */
  idle(signal?: Signal): Promise<void>;
}

/** Twilio's code for too many concurrent requests of the account: https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY_CONCURRENT = 20429;

/** The longest pause that a `Retry-After` is granted for requests other than the refused one. */
const LONGEST_PAUSE_MS = 5000;

/** When callers of a full queue may come again. */
const RETRY_AFTER_SECONDS = 2;

const overloaded = () =>
  new Refusal('overloaded', 'Too many requests to Twilio are waiting already.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

const ended = () => new Refusal('aborted', 'The operation ended before the request was sent.');

/**
 * Lets requests through as fast as Twilio allows, and lets the others wait: a Service takes its turn after the others that
 * wait, whatever number of requests it has. When too many wait, the Service with the most of them loses its latest.
 */
export function createQueue(
  send: Send,
  retryAfter: (answer: HttpAnswer) => number | null,
  options: QueueOptions,
): Queue {
  const { maxConcurrency, maxWaiting, rateLimit, clock } = options;
  // A Service never holds all connections, so that a slow one leaves some to its neighbours.
  const maxOfService = maxConcurrency - Math.floor(maxConcurrency / 8);
  const lanes = new Lanes(maxConcurrency, rateLimit);
  const waitingServices = new Line<Service>();
  const idleListeners: (() => void)[] = [];
  let waiting = 0;
  let inFlight = 0;
  let cancelWake: (() => void) | null = null;
  let isPumpDue = false;
  let isPumping = false;

  const accountMay = (account: Account, now: number) =>
    now >= account.pausedUntil && account.inFlight < account.concurrency.limit(now);

  const serviceMay = (service: Service, now: number) =>
    inFlight < maxConcurrency && service.inFlight < maxOfService && accountMay(service.account, now);

  const laneMay = ({ window }: Lane, now: number) => window === null || window.room(now) > 0;

  function enter(lane: Lane, now: number): Place | null {
    inFlight += 1;
    lane.service.inFlight += 1;
    lane.service.account.inFlight += 1;
    return lane.window?.take(now) ?? null;
  }

  /** When many operations end at the same moment, what they leave waiting must not be sent just before its own end. */
  function pumpSoon(): void {
    if (isPumpDue) return;
    isPumpDue = true;
    setImmediate(() => {
      isPumpDue = false;
      pump();
    });
  }

  function leave(lane: Lane, place: Place | null, wasEnded: boolean): void {
    inFlight -= 1;
    lane.service.inFlight -= 1;
    lane.service.account.inFlight -= 1;
    if (place) lane.window?.answered(place, clock.now());
    if (waiting > 0) (wasEnded ? pumpSoon : pump)();
    if (inFlight === 0 && waiting === 0) idleListeners.splice(0).forEach((listener) => listener());
  }

  function add(ticket: Waiting): void {
    const { lane } = ticket;
    const { service } = lane;
    waiting += 1;
    service.waiting += 1;
    lane.turn ??= service.waitingLanes.join(lane);
    service.turn ??= waitingServices.join(service);
    ticket.link = lane.waiting.join(ticket);
  }

  function remove(ticket: Waiting): void {
    const { lane, request, link } = ticket;
    const { service } = lane;
    request.signal.removeEventListener('abort', ticket);
    waiting -= 1;
    service.waiting -= 1;
    if (link) lane.waiting.leave(link);
    if (lane.turn && lane.waiting.size === 0) {
      service.waitingLanes.leave(lane.turn);
      lane.turn = null;
    }
    if (service.turn && service.waiting === 0) {
      waitingServices.leave(service.turn);
      service.turn = null;
    }
  }

  /** The next request that may start, whose Service and lane have then had their turn. */
  function next(now: number): Waiting | null {
    for (let turn = waitingServices.first; turn; turn = turn.behind) {
      const service = turn.value;
      if (!serviceMay(service, now)) continue;
      for (let laneTurn = service.waitingLanes.first; laneTurn; laneTurn = laneTurn.behind) {
        const { first } = laneTurn.value.waiting;
        if (first === null || !laneMay(laneTurn.value, now)) continue;
        waitingServices.rotate(turn);
        service.waitingLanes.rotate(laneTurn);
        return first.value;
      }
    }
    return null;
  }

  /** When time alone lets a waiting request start; `Infinity` when only an answer can. */
  function wakeAt(now: number): number {
    let soonest = Infinity;
    for (const { account, waitingLanes } of waitingServices.values()) {
      if (now < account.pausedUntil) soonest = Math.min(soonest, account.pausedUntil);
      else if (!accountMay(account, now)) soonest = Math.min(soonest, account.concurrency.risesAt(now));
      else
        for (const lane of waitingLanes.values()) {
          if (!laneMay(lane, now)) soonest = Math.min(soonest, lane.window?.roomAt(now) ?? Infinity);
        }
    }
    return soonest;
  }

  function pump(): void {
    // A request that ends in the moment in which it starts makes room for the loop that started it.
    if (isPumping) return;
    cancelWake?.();
    cancelWake = null;
    if (waiting === 0 || inFlight >= maxConcurrency) return;
    const now = clock.now();
    isPumping = true;
    try {
      for (let ticket = next(now); ticket; ticket = next(now)) {
        remove(ticket);
        startWaiting(ticket, now);
      }
    } finally {
      isPumping = false;
    }
    if (waiting === 0 || inFlight >= maxConcurrency) return;
    const at = wakeAt(now);
    if (at < Infinity) cancelWake = clock.after(Math.max(1, Math.ceil(at - now)), pump);
  }

  /** Makes room in the queue for one more of that Service: another one with more requests loses its latest. */
  function shed(newcomer: Service): boolean {
    let largest = newcomer;
    for (const service of waitingServices.values()) if (service.waiting > largest.waiting) largest = service;
    if (largest === newcomer) return false;
    const lane = largest.waitingLanes.values().reduce((a, b) => (b.waiting.size > a.waiting.size ? b : a));
    const latest = lane.waiting.last?.value;
    if (!latest) return false;
    remove(latest);
    refuse(latest.request, latest.done);
    return true;
  }

  /** Takes a 429 to heart: less at the same time for the account, or less in a while for this lane. */
  function slowDown({ service: { account }, window }: Lane, answer: HttpAnswer): void {
    const now = clock.now();
    const waitMs = Math.min(retryAfter(answer) ?? 0, LONGEST_PAUSE_MS);
    if (readErrorBody(answer.status, answer.body, null).code !== TOO_MANY_CONCURRENT) {
      window?.refused(now, waitMs);
      return;
    }
    account.concurrency.shrink(now, account.inFlight);
    account.pausedUntil = Math.max(account.pausedUntil, now + waitMs);
  }

  /** Sends a request whose turn it is. */
  function start(lane: Lane, request: HttpRequest, done: (result: Result) => void, now: number): void {
    const place = enter(lane, now);
    let isOver = false as boolean;
    try {
      send(request, (result) => {
        if (!(result instanceof AttemptError) && result.status === 429) slowDown(lane, result);
        isOver = true;
        leave(lane, place, request.signal.aborted);
        done(result);
      });
    } catch (error) {
      if (!isOver) leave(lane, place, true);
      request.onDefect(error);
    }
  }

  /** Sends one that has waited for its turn. */
  function startWaiting({ lane, request, done, since }: Waiting, now: number): void {
    try {
      options.onWaited?.(request.endpoint, now - since);
    } catch (error) {
      request.onDefect(error);
      return;
    }
    start(lane, request, done, now);
  }

  function refuse({ endpoint }: HttpRequest, done: (result: Result) => void): void {
    options.onRefused?.(endpoint);
    done(overloaded());
  }

  function onAbort(waiting: Waiting): void {
    remove(waiting);
    waiting.done(ended());
  }

  function wait(lane: Lane, request: HttpRequest, done: (result: Result) => void, since: number): void {
    const ticket = new Waiting(lane, request, done, since, onAbort);
    add(ticket);
    request.signal.addEventListener('abort', ticket);
    pump();
  }

  return {
    get inFlight() {
      return inFlight;
    },

    get waiting() {
      return waiting;
    },

    send(request, done) {
      const now = clock.now();
      const lane = lanes.of(request, now);
      if (lane.waiting.size === 0 && serviceMay(lane.service, now) && laneMay(lane, now)) {
        start(lane, request, done, now);
      } else if (request.signal.aborted) done(ended());
      else if (waiting >= maxWaiting && !shed(lane.service)) refuse(request, done);
      else wait(lane, request, done, now);
    },

    idle: (signal) =>
      (inFlight === 0 && waiting === 0) || signal?.aborted
        ? Promise.resolve()
        : new Promise((resolve) => {
            idleListeners.push(resolve);
            signal?.addEventListener('abort', () => resolve());
          }),
  };
}
