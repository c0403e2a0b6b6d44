import { Agenda } from '../scheduler/scheduler.ts';
import { planAll } from '../lifecycle/session-lifecycle.ts';
import type { World } from '../state/account-state.ts';
import { plant } from './build-store.ts';
import type { Seed, SeedName } from './seed.ts';

/** Replaces all data by that of a seed. Nothing changes if the seed is not sound. */
export function sow(world: World, seed: SeedName | Seed): void {
  world.store = plant(seed, world.accountSid, world.clock.now());
  world.agenda = new Agenda();
  world.notices.length = 0;
  planAll(world);
}
