import { TwilioError } from '../errors.ts';
import type { ServiceNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';

/** The limits of a pool, unreserved and reserved. https://www.twilio.com/docs/api/errors/80622 */
const LIMITS = { unreserved: 500, reserved: 5000 } as const;
const WARNING_SHARE = 0.85;

/** Refuses one more number of this kind when the pool is full. Adds a notice when it is nearly full. */
export function checkPoolLimit(state: AccountState, service: ServiceNode, isReserved: boolean): void {
  const limit = LIMITS[isReserved ? 'reserved' : 'unreserved'];
  let count = 0;
  for (const { record } of service.phoneNumbers) if (record.is_reserved === isReserved) count++;
  if (count >= limit) throw new TwilioError(80622);
  if (count < limit * WARNING_SHARE && count + 1 >= limit * WARNING_SHARE)
    state.notices.add(80624, service.sid);
}
