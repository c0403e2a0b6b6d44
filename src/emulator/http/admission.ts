import { notFound, TwilioError } from '../errors.ts';
import type { Verb } from '../operations/operations.ts';
import type { Route } from './router.ts';
import type { AccountState } from '../state/account-state.ts';

/** Checks made before an operation runs: account status, discontinued endpoints and limits. */
export interface Admission {
  /** Throws TwilioError when the request is refused. A refused request does not count for the rate windows. */
  admit(route: Route, verb: Verb): void;
  /** Clears all rate windows. */
  forget(): void;
}

const accountCodes = { inactive: 20005, suspended: 20403, test: 20008 } as const;

/** @param inFlight the number of requests in flight, this one included */
export function createAdmission(state: AccountState, inFlight: () => number): Admission {
  /** Arrival times of the requests admitted in the current window, by Service and endpoint. */
  const windows = new Map<string, number[]>();

  const countRequest = (route: Route, verb: Verb): void => {
    const { enabled, requests, retryAfter, windowMs } = state.settings.rateLimit;
    if (!enabled) return;
    const now = state.clock.now();
    // A request for a Service counts under that Service. Listing Services counts for the account.
    const service = route.name === 'Service' ? route.place.sid : route.place.serviceSid;
    const key = `${route.name}/${verb}/${service}`;
    const times = (windows.get(key) ?? []).filter((time) => time > now - windowMs && time <= now);
    windows.set(key, times);
    if (times.length >= requests) {
      const seconds = Math.max(1, Math.ceil(((times[0] ?? now) + windowMs - now) / 1000));
      throw new TwilioError(80621, { headers: retryAfter ? { 'retry-after': String(seconds) } : {} });
    }
    times.push(now);
  };

  return {
    admit: (route, verb) => {
      const { accountStatus, concurrencyLimit, messageInteractionsGet, shortCodes } = state.settings;
      if (accountStatus !== 'active') throw new TwilioError(accountCodes[accountStatus]);
      if (concurrencyLimit !== null && inFlight() > concurrencyLimit) throw new TwilioError(20429);
      if (route.name === 'ShortCode' && shortCodes === 404) throw notFound(route.place.path);
      if (route.name === 'MessageInteraction' && verb !== 'create' && messageInteractionsGet !== 'served') {
        throw messageInteractionsGet === 404 ? notFound(route.place.path) : new TwilioError(20004);
      }
      countRequest(route, verb);
    },
    forget: () => windows.clear(),
  };
}
