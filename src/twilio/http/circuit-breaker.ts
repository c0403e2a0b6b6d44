import type { Clock } from '../clock.ts';
import { AttemptError, type Middleware, NotSentError, type TwilioRequest } from './request.ts';

/** So many operations in a row have to fail. */
const OPENS_AFTER = 5;

/** How long an open circuit refuses requests before it lets one through. */
const OPEN_MS = 5000;

interface OpenState {
  readonly since: number;
  readonly answersBefore: number;
  readonly isProbing: boolean;
}

export interface CircuitBreakerOptions {
  readonly clock: Clock;
  /** Called when requests to an endpoint are refused from now on, and when they are let through again. */
  readonly onChange: (endpoint: string, isOpen: boolean) => void;
  /** Called for each refused request. */
  readonly onRefused?: (endpoint: string) => void;
}

export interface CircuitBreaker {
  /** Refuses requests to an endpoint that fails. */
  readonly refuse: Middleware;
  /** The same, and learns from the requests that it lets through. */
  readonly guard: Middleware;
  /** Whether some endpoint is refused and no other one has answered since. */
  isUpstreamDown(): boolean;
}

/**
 * Stops requests to an endpoint that fails: after five operations in a row have failed on it, requests are refused at once;
 * after five seconds one is let through, and its outcome decides. Parallel failures of one operation count once. A 4xx
 * shows that Twilio is alive, and a caller who goes says nothing.
 */
export function createCircuitBreaker({ clock, onChange, onRefused }: CircuitBreakerOptions): CircuitBreaker {
  /** The operations that failed in a row, by endpoint. */
  const failed = new Map<string, Set<object>>();
  const open = new Map<string, OpenState>();
  /** How many responses showed that Twilio is alive. */
  let answers = 0;

  const refuses = ({ since, isProbing }: OpenState) => isProbing || clock.now() - since < OPEN_MS;

  function refusalOf({ endpoint }: TwilioRequest): NotSentError | null {
    const state = open.get(endpoint);
    if (!state || !refuses(state)) return null;
    onRefused?.(endpoint);
    const left = Math.max(0, state.since + OPEN_MS - clock.now());
    return new NotSentError('unavailable', 'Twilio failed several times in a row; it is given a moment.', {
      retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)),
    });
  }

  function openCircuit(endpoint: string): void {
    open.set(endpoint, { since: clock.now(), answersBefore: answers, isProbing: false });
  }

  function succeed(endpoint: string): void {
    answers += 1;
    failed.delete(endpoint);
    if (open.delete(endpoint)) onChange(endpoint, false);
  }

  function fail({ endpoint, waiter }: TwilioRequest, isProbe: boolean): void {
    if (open.has(endpoint)) {
      // Requests that were under way when it opened say nothing new.
      if (isProbe) openCircuit(endpoint);
      return;
    }
    const operations = failed.get(endpoint) ?? new Set<object>();
    failed.set(endpoint, operations.add(waiter.operation ?? {}));
    if (operations.size < OPENS_AFTER) return;
    failed.delete(endpoint);
    openCircuit(endpoint);
    onChange(endpoint, true);
  }

  function setProbing(endpoint: string, isProbing: boolean): void {
    const state = open.get(endpoint);
    if (state) open.set(endpoint, { ...state, isProbing });
  }

  return {
    refuse(request, next) {
      const refusal = refusalOf(request);
      return refusal ? Promise.reject(refusal) : next(request);
    },

    async guard(request, next) {
      const refusal = refusalOf(request);
      if (refusal) throw refusal;
      const { endpoint } = request;
      const isProbe = open.has(endpoint);
      setProbing(endpoint, true);
      try {
        const response = await next(request);
        if (response.status < 500) succeed(endpoint);
        else fail(request, isProbe);
        return response;
      } catch (error) {
        const isFailure = error instanceof AttemptError && error.kind !== 'aborted';
        if (isFailure) fail(request, isProbe);
        // The probe had no outcome; the next request is one.
        else if (isProbe) setProbing(endpoint, false);
        throw error;
      }
    },

    isUpstreamDown: () =>
      [...open.values()].some((state) => refuses(state) && state.answersBefore === answers),
  };
}
