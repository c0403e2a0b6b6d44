import type { Clock } from './clock.ts';
import { AttemptError, type HttpRequest, Refusal, type Result, type Send } from './http.ts';

/** So many operations in a row have to fail. */
const OPENS_AFTER = 5;

/** How long an open breaker refuses before it lets one request through. */
const OPEN_MS = 5000;

type State =
  | { readonly phase: 'closed'; readonly failed: Set<object> }
  | {
      readonly phase: 'open';
      readonly since: number;
      readonly answersBefore: number;
      readonly isProbing: boolean;
    };

export interface BreakerOptions {
  readonly clock: Clock;
  /** Told when requests to an endpoint are refused from now on, and when they are let through again. */
  readonly onChange: (endpoint: string, isOpen: boolean) => void;
  /** Told of each request that is not sent although it had its turn. */
  readonly onRefused?: (endpoint: string) => void;
}

export interface Breaker {
  readonly send: Send;
  /** The refusal of a request to that endpoint, so that it need not wait for its turn first; null when it would be sent. */
  refusal(endpoint: string): Refusal | null;
  /** Whether some endpoint is refused and no other one has answered since. */
  isUpstreamDown(): boolean;
}

/** Whether Twilio could not answer, as opposed to: it refused, or nobody waited. */
function isFailure(result: Result): boolean {
  return result instanceof AttemptError ? result.kind !== 'aborted' : result.status >= 500;
}

/**
 * Stops asking an endpoint that fails: after five operations in a row have failed on it, requests are refused at once;
 * after five seconds one is let through, and its end decides. Parallel failures of one operation count once. A 4xx shows
 * that Twilio is alive, and a caller who goes says nothing.
 */
export function createBreaker(send: Send, { clock, onChange, onRefused }: BreakerOptions): Breaker {
  const states = new Map<string, State>();
  /** How many answers came that show that Twilio is alive. */
  let answers = 0;

  const isOpen = (state: State | undefined) =>
    state?.phase === 'open' && (state.isProbing || clock.now() - state.since < OPEN_MS);

  function refusal(endpoint: string): Refusal | null {
    const state = states.get(endpoint);
    if (state?.phase !== 'open' || !isOpen(state)) return null;
    const left = Math.max(0, state.since + OPEN_MS - clock.now());
    return new Refusal('unavailable', 'Twilio failed several times in a row; it is given a moment.', {
      retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)),
    });
  }

  const openNow = (): State => ({
    phase: 'open',
    since: clock.now(),
    answersBefore: answers,
    isProbing: false,
  });

  function succeed(endpoint: string): void {
    answers += 1;
    if (states.get(endpoint)?.phase === 'open') onChange(endpoint, false);
    states.delete(endpoint);
  }

  function fail({ endpoint, waiter }: HttpRequest, isProbe: boolean): void {
    const state = states.get(endpoint);
    if (state?.phase === 'open') {
      // Requests that were under way when it opened say nothing new.
      if (isProbe) states.set(endpoint, openNow());
      return;
    }
    const failed = state?.failed ?? new Set<object>();
    failed.add(waiter.operation ?? {});
    if (failed.size < OPENS_AFTER) states.set(endpoint, { phase: 'closed', failed });
    else {
      states.set(endpoint, openNow());
      onChange(endpoint, true);
    }
  }

  function giveUpProbe(endpoint: string): void {
    const state = states.get(endpoint);
    if (state?.phase === 'open') states.set(endpoint, { ...state, isProbing: false });
  }

  function learn(request: HttpRequest, result: Result, isProbe: boolean): void {
    if (isFailure(result)) fail(request, isProbe);
    else if (!(result instanceof AttemptError)) succeed(request.endpoint);
    else if (isProbe) giveUpProbe(request.endpoint);
  }

  return {
    send(request, done) {
      const { endpoint } = request;
      const refused = refusal(endpoint);
      if (refused) {
        onRefused?.(endpoint);
        done(refused);
        return;
      }
      const state = states.get(endpoint);
      const isProbe = state?.phase === 'open';
      if (isProbe) states.set(endpoint, { ...state, isProbing: true });
      try {
        send(request, (result) => {
          try {
            learn(request, result, isProbe);
          } finally {
            done(result);
          }
        });
      } catch (error) {
        // The probe was not made; the next one may be.
        if (isProbe) giveUpProbe(endpoint);
        throw error;
      }
    },

    refusal,

    isUpstreamDown: () =>
      [...states.values()].some(
        (state) => isOpen(state) && state.phase === 'open' && state.answersBefore === answers,
      ),
  };
}
