import type { Clock } from './clock.ts';
import { accountMay, Connections, type Running } from './connections.ts';
import { readErrorBody } from './errors.ts';
import {
  AttemptError,
  type HttpAnswer,
  type HttpRequest,
  Refusal,
  type Result,
  type Send,
  type Waiter,
} from './http.ts';
import { type Lane, Lanes } from './lanes.ts';
import { WINDOW_MS } from './rate-window.ts';
import type { Signal } from './signal.ts';
import { type Admission, deadlineOf, Turns, type Waiting } from './turns.ts';

export interface QueueOptions {
  /** Requests in flight at the same time. */
  readonly maxConcurrency: number;
  /** Requests that wait; more are refused. */
  readonly maxWaiting: number;
  /** Whether Twilio's rate window is kept before Twilio says so. */
  readonly rateLimit: boolean;
  readonly clock: Clock;
  /** 0 ≤ n < 1, as `Math.random`. */
  readonly random: () => number;
  /** How long an answer asks to wait, in milliseconds. */
  readonly retryAfter: (answer: HttpAnswer) => number | null;
  /** Told of each request that could not start at once, when it starts. */
  readonly onWaited?: (endpoint: string, milliseconds: number) => void;
  /** Told of each request that is refused because too many wait. */
  readonly onRefused?: (endpoint: string) => void;
}

export interface Queue {
  readonly send: Send;
  /** A waiting read has one more caller: it takes the turn of the one with fewer waiting requests. */
  share(waiter: Waiter, caller: string): void;
  readonly inFlight: number;
  readonly waiting: number;
  /** Resolves when nothing is in flight and nothing waits, or when the signal aborts. */
  idle(signal?: Signal): Promise<void>;
}

/** Twilio's code for too many concurrent requests of the account: https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY_CONCURRENT = 20429;

/** When callers of a full queue may come again. */
const RETRY_AFTER_SECONDS = 2;

const overloaded = () =>
  new Refusal('overloaded', 'Too many requests to Twilio are waiting already.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });

const ended = () => new Refusal('aborted', 'The operation ended before the request was sent.');

const rateLimited = (milliseconds: number) =>
  new Refusal('rate-limited', 'Twilio answers 429, and asks for more time than the operation has.', {
    retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)),
  });

/**
 * Lets requests through as fast as Twilio allows, and lets the others wait. They take turns by caller, then by Service,
 * then by lane; when too many wait, the caller with the most of them loses its latest. After a 429 a lane rests and starts
 * again slowly.
 */
export function createQueue(send: Send, options: QueueOptions): Queue {
  const { maxConcurrency, maxWaiting, rateLimit, clock, random, retryAfter } = options;
  const lanes = new Lanes(maxConcurrency, rateLimit);
  const turns = new Turns();
  const connections = new Connections(maxConcurrency, (caller) => turns.hasOthers(caller));
  /** By who waits for them. */
  const tickets = new Map<Waiter, Waiting>();
  const idleListeners: (() => void)[] = [];
  let cancelWake: (() => void) | null = null;
  let isPumpDue = false;
  let isPumping = false;

  const isIdle = () => connections.size === 0 && turns.size === 0;

  const canPump = () => turns.size > 0 && !connections.isFull;

  const admission = (now: number): Admission => ({
    caller: (name) => connections.callerMay(name),
    service: (service) => connections.serviceMay(service, now),
    lane: ({ window, slowStart }, deadlineAt) =>
      slowStart.admits(now) && (window === null || window.admits(now, deadlineAt)),
  });

  /** When many operations end at the same moment, what they leave waiting must not be sent just before its own end. */
  function pumpSoon(): void {
    if (isPumpDue) return;
    isPumpDue = true;
    setImmediate(() => {
      isPumpDue = false;
      pump();
    });
  }

  function leave(running: Running, wasEnded: boolean): void {
    connections.leave(running);
    if (turns.size > 0) (wasEnded ? pumpSoon : pump)();
    if (isIdle()) idleListeners.splice(0).forEach((listener) => listener());
  }

  function add(ticket: Waiting): void {
    turns.add(ticket);
    tickets.set(ticket.request.waiter, ticket);
  }

  function remove(ticket: Waiting): void {
    const { signal, waiter } = ticket.request;
    turns.remove(ticket);
    signal.removeEventListener('abort', ticket.onAbort);
    if (tickets.get(waiter) === ticket) tickets.delete(waiter);
  }

  /** When time alone lets a waiting request start; `Infinity` when only an answer can. */
  function wakeAt(now: number): number {
    let soonest = Infinity;
    for (const { service, slowStart, window } of turns.lanes()) {
      const { account } = service;
      let at = Infinity;
      if (now < account.pausedUntil) at = account.pausedUntil;
      else if (!accountMay(account, now)) at = account.concurrency.risesAt(now);
      else if (now < slowStart.restsUntil) at = slowStart.restsUntil;
      else if (window?.room(now) === 0) at = window.roomAt(now);
      soonest = Math.min(soonest, at);
    }
    return soonest;
  }

  function pump(): void {
    // A request that ends in the moment in which it starts makes room for the loop that started it.
    if (isPumping) return;
    cancelWake?.();
    cancelWake = null;
    if (!canPump()) return;
    const now = clock.now();
    const may = admission(now);
    isPumping = true;
    try {
      for (let ticket = turns.next(may); ticket; ticket = turns.next(may)) {
        remove(ticket);
        startWaiting(ticket, now);
      }
    } finally {
      isPumping = false;
    }
    if (!canPump()) return;
    const at = wakeAt(now);
    if (at < Infinity) cancelWake = clock.after(Math.max(1, Math.ceil(at - now)), pump);
  }

  /** Takes a 429 to heart: its lane starts again slowly, and the account or the window gets narrower for a while. */
  function slowDown({ lane, place, round }: Running, answer: HttpAnswer): void {
    const now = clock.now();
    const askedMs = Math.min(retryAfter(answer) ?? 0, WINDOW_MS);
    lane.slowStart.refuse(round, now, askedMs, random());
    const { account } = lane.service;
    if (readErrorBody(answer.status, answer.body, null).code === TOO_MANY_CONCURRENT) {
      account.concurrency.shrink(now, account.inFlight);
      account.pausedUntil = Math.max(account.pausedUntil, now + askedMs);
    } else if (place) lane.window?.refused(place, now);
    giveUp(lane, now);
  }

  /** Refuses what cannot be sent before its deadline, as its lane rests for longer. */
  function giveUp(lane: Lane, now: number): void {
    const { restsUntil } = lane.slowStart;
    for (const ticket of turns.inLane(lane)) {
      if (deadlineOf(ticket.request) > restsUntil) continue;
      remove(ticket);
      ticket.done(rateLimited(restsUntil - now));
    }
  }

  function end(running: Running, result: Result): void {
    const { lane, place, round } = running;
    if (!(result instanceof AttemptError) && result.status === 429) slowDown(running, result);
    else lane.slowStart.end(round, !(result instanceof AttemptError));
    if (place) lane.window?.answered(place, clock.now());
  }

  /** Sends a request whose turn it is. */
  function start(caller: string, lane: Lane, request: HttpRequest, done: Waiting['done'], now: number): void {
    const running = connections.enter(caller, lane, now);
    let isOver = false as boolean;
    try {
      send(request, (result) => {
        isOver = true;
        try {
          end(running, result);
        } finally {
          leave(running, request.signal.aborted);
        }
        done(result);
      });
    } catch (error) {
      if (!isOver) {
        lane.slowStart.end(running.round, false);
        leave(running, true);
      }
      request.onDefect(error);
    }
  }

  /** Sends one that has waited for its turn. */
  function startWaiting({ caller, lane, request, done, since }: Waiting, now: number): void {
    try {
      options.onWaited?.(request.endpoint, now - since);
    } catch (error) {
      request.onDefect(error);
      return;
    }
    start(caller, lane, request, done, now);
  }

  function refuse({ endpoint }: HttpRequest, done: Waiting['done']): void {
    options.onRefused?.(endpoint);
    done(overloaded());
  }

  /** Makes room in the queue for one more of that caller and lane, if another one is to go. */
  function shed(caller: string, lane: Lane): boolean {
    const ticket = turns.shed(caller, lane);
    if (!ticket) return false;
    remove(ticket);
    refuse(ticket.request, ticket.done);
    return true;
  }

  function wait(ticket: Waiting): void {
    add(ticket);
    ticket.request.signal.addEventListener('abort', ticket.onAbort);
    pump();
  }

  return {
    get inFlight() {
      return connections.size;
    },

    get waiting() {
      return turns.size;
    },

    send(request, done) {
      const now = clock.now();
      const lane = lanes.of(request, now);
      const { caller = '' } = request.waiter;
      const { restsUntil } = lane.slowStart;
      const deadlineAt = deadlineOf(request);
      const may = admission(now);
      if (
        lane.waiting === 0 &&
        may.caller(caller) &&
        may.service(lane.service) &&
        may.lane(lane, deadlineAt)
      ) {
        start(caller, lane, request, done, now);
      } else if (request.signal.aborted) done(ended());
      else if (restsUntil > now && restsUntil >= deadlineAt) done(rateLimited(restsUntil - now));
      else if (turns.size >= maxWaiting && !shed(caller, lane)) refuse(request, done);
      else {
        const ticket: Waiting = {
          caller,
          lane,
          request,
          done,
          since: now,
          onAbort: () => {
            remove(ticket);
            done(ended());
          },
        };
        wait(ticket);
      }
    },

    share(waiter, caller) {
      const ticket = tickets.get(waiter);
      if (!ticket || turns.sizeOf(caller) + 1 >= turns.sizeOf(ticket.caller)) return;
      turns.remove(ticket);
      ticket.caller = caller;
      turns.add(ticket);
      pump();
    },

    idle: (signal) =>
      isIdle() || signal?.aborted
        ? Promise.resolve()
        : new Promise((resolve) => {
            idleListeners.push(resolve);
            signal?.addEventListener('abort', () => resolve());
          }),
  };
}
