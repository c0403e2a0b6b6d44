import { notFound, TwilioError } from '../errors.ts';
import type { Verb } from '../operations/operations.ts';
import type { Route } from './router.ts';
import type { World } from '../state/account-state.ts';

/** What stands before the rules: the state of the account, retired parts, and limits. */
export interface Gate {
  /** Throws when the request is not admitted; a refused request does not count for the windows. */
  admit(route: Route, verb: Verb): void;
  /** Forgets all rate windows. */
  forget(): void;
}

const accountCodes = { inactive: 20005, suspended: 20403, test: 20008 } as const;

/** @param inFlight how many requests are being served, this one included */
export function createGate(world: World, inFlight: () => number): Gate {
  /** When the admitted requests of the current window came, by Service and endpoint. */
  const windows = new Map<string, number[]>();

  const countRequest = (route: Route, verb: Verb): void => {
    const { enabled, requests, retryAfter, windowMs } = world.settings.rateLimit;
    if (!enabled) return;
    const now = world.clock.now();
    // A Service of its own path counts under its own SID; listing Services is counted for the account.
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
      const { accountStatus, concurrencyLimit, messageInteractionsGet, shortCodes } = world.settings;
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
