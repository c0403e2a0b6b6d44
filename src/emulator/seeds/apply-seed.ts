import { scheduleTransitions } from '../lifecycle/session-lifecycle.ts';
import type { AccountState } from '../state/account-state.ts';
import { registerCallback } from '../webhooks/register-callback.ts';
import { buildStore } from './build-store.ts';
import type { Seed, SeedName } from './seed.ts';

/** Replaces all data with that of a seed. Nothing changes if the seed is not valid. */
export function applySeed(state: AccountState, seed: SeedName | Seed): void {
  state.store = buildStore(seed, state.accountSid, state.clock.now());
  state.scheduler.clear();
  state.notices.clear();
  if (state.callbackUrl !== null) registerCallback(state, state.callbackUrl);
  scheduleTransitions(state);
}
