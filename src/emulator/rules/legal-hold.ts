import { TwilioError } from '../errors.ts';
import type { AccountState } from '../state/account-state.ts';

/** Refuses to delete a record that is under legal hold. https://www.twilio.com/docs/api/errors/80615 */
export function refuseIfHeld({ settings }: AccountState, sid: string): void {
  if (settings.legalHold.includes(sid)) throw new TwilioError(80615);
}
