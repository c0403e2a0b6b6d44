import { Scheduler } from '../scheduler/scheduler.ts';
import { scheduleTransitions } from '../lifecycle/session-lifecycle.ts';
import type { AccountState } from '../state/account-state.ts';
import { buildStore } from './build-store.ts';
import type { Seed, SeedName } from './seed.ts';

/** Replaces all data with that of a seed. Nothing changes if the seed is not valid. */
export function applySeed(state: AccountState, seed: SeedName | Seed): void {
  state.store = buildStore(seed, state.accountSid, state.clock.now());
  state.scheduler = new Scheduler();
  state.notices.clear();
  scheduleTransitions(state);
}
