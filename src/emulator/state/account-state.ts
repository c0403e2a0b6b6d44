import type { Clock } from '../scheduler/clock.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import { NoticeLog } from './notices.ts';
import type { Settings } from './settings.ts';
import { sidFor } from './sids.ts';
import { Store } from './store.ts';

/** The state of the emulated account: its data, time and settings. All rules read and change it. */
export interface AccountState {
  readonly accountSid: string;
  readonly clock: Clock;
  settings: Settings;
  store: Store;
  /** Tasks that run by the clock. `runDue` is called before data is read or changed. */
  scheduler: Scheduler;
  readonly notices: NoticeLog;
  /** Cached JSON by rules and record, so that a record is serialised once. */
  jsonCache: WeakMap<object, WeakMap<object, { readonly base: string; readonly text: string }>>;
  /** A SID for a new record. The same calls in the same order give the same SIDs. */
  newSid(prefix: string): string;
}

/** The state of an account without data. */
export function createAccountState(accountSid: string, clock: Clock, settings: Settings): AccountState {
  let made = 0;
  return {
    accountSid,
    clock,
    settings,
    store: new Store(),
    scheduler: new Scheduler(),
    notices: new NoticeLog(clock),
    jsonCache: new WeakMap(),
    newSid: (prefix) => sidFor(prefix, `made/${++made}`),
  };
}
