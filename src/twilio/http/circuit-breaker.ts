import type { Clock } from '../clock.ts';
import { AttemptError, type Middleware, NotSentError, type TwilioRequest } from './request.ts';

/** How many operations in a row must fail before the circuit opens. */
const OPENS_AFTER = 5;

/** How long an open circuit refuses all requests. Then it lets one through. */
const OPEN_MS = 5000;

interface OpenState {
  readonly since: number;
  /** How many responses of any endpoint there were when it opened. */
  readonly responsesBefore: number;
  /** Whether the one request that is let through is in flight. */
  readonly isProbing: boolean;
}

export interface CircuitBreakerOptions {
  readonly clock: Clock;
  /** Called when the circuit of an endpoint opens and when it closes. */
  readonly onChange: (endpoint: string, isOpen: boolean) => void;
  /** Called for each refused request. */
  readonly onRefused?: (endpoint: string) => void;
}

export interface CircuitBreaker {
  /** Refuses requests to an endpoint whose circuit is open. */
  readonly refuse: Middleware;
  /** Refuses them too, and opens and closes circuits by the outcome of the requests that it lets through. */
  readonly guard: Middleware;
  /** Whether an endpoint is refused and no endpoint has answered since. */
  isUpstreamDown(): boolean;
}

/**
 * Stops requests to an endpoint that fails. After five operations in a row have failed on it, its requests are refused. After
 * five seconds one is let through: its success closes the circuit, its failure opens it for five seconds more. Parallel
 * failures of one operation count once. A 4xx is no failure. An aborted request is neither failure nor success.
 */
export function createCircuitBreaker({ clock, onChange, onRefused }: CircuitBreakerOptions): CircuitBreaker {
  /** The operations that failed in a row, by endpoint. */
  const failed = new Map<string, Set<object>>();
  const open = new Map<string, OpenState>();
  /** How many responses were no failure. */
  let responses = 0;

  const refuses = ({ since, isProbing }: OpenState) => isProbing || clock.now() - since < OPEN_MS;

  function refusalOf({ endpoint }: TwilioRequest): NotSentError | null {
    const state = open.get(endpoint);
    if (!state || !refuses(state)) return null;
    onRefused?.(endpoint);
    const left = Math.max(0, state.since + OPEN_MS - clock.now());
    return new NotSentError(
      'unavailable',
      'Not sent: this endpoint of Twilio failed several times in a row.',
      {
        retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)),
      },
    );
  }

  function openCircuit(endpoint: string): void {
    open.set(endpoint, { since: clock.now(), responsesBefore: responses, isProbing: false });
  }

  function succeed(endpoint: string): void {
    responses += 1;
    failed.delete(endpoint);
    if (open.delete(endpoint)) onChange(endpoint, false);
  }

  function fail({ endpoint, context }: TwilioRequest, isProbe: boolean): void {
    if (open.has(endpoint)) {
      // Requests that were in flight when it opened do not count again.
      if (isProbe) openCircuit(endpoint);
      return;
    }
    const operations = failed.get(endpoint) ?? new Set<object>();
    failed.set(endpoint, operations.add(context.operation ?? {}));
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
        // The probe had no outcome. The next request is the probe.
        else if (isProbe) setProbing(endpoint, false);
        throw error;
      }
    },

    isUpstreamDown: () =>
      [...open.values()].some((state) => refuses(state) && state.responsesBefore === responses),
  };
}
