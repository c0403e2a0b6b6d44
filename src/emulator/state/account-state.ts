import type { Clock } from '../scheduler/clock.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import { NoticeLog } from './notices.ts';
import type { Settings } from './settings.ts';
import { sidFor } from './sids.ts';
import { Store, type InteractionNode } from './store.ts';

/** The state of the emulated account: its data, time and settings. All rules read and change it. */
export interface AccountState {
  readonly accountSid: string;
  readonly clock: Clock;
  settings: Settings;
  store: Store;
  /** Tasks of the data: expiry and delivery. Cleared with the data by a new seed. */
  readonly scheduler: Scheduler;
  /** Tasks that a new seed does not clear: webhooks and simulated traffic. */
  readonly background: Scheduler;
  /** Called after an Interaction is added or its status changes, with the time of the change. */
  interactionChanged: (interaction: InteractionNode, at: number) => void;
  /** The callback URL of every Service that has none on this machine; null when none is registered. */
  callbackUrl: string | null;
  readonly notices: NoticeLog;
  /** Cached JSON by rules and record, so that a record is serialised once. */
  jsonCache: WeakMap<object, WeakMap<object, { readonly base: string; readonly text: string }>>;
  /** A SID for a new record. The same calls in the same order give the same SIDs. */
  newSid(prefix: string): string;
  /** Runs all tasks that are due. Called before data is read or changed. Returns the current time. */
  runDue(): number;
}

/** The state of an account without data. */
export function createAccountState(accountSid: string, clock: Clock, settings: Settings): AccountState {
  let made = 0;
  const scheduler = new Scheduler();
  const background = new Scheduler();
  return {
    accountSid,
    clock,
    settings,
    store: new Store(),
    scheduler,
    background,
    interactionChanged: () => undefined,
    callbackUrl: null,
    notices: new NoticeLog(clock),
    jsonCache: new WeakMap(),
    newSid: (prefix) => sidFor(prefix, `made/${++made}`),
    runDue: () => {
      const now = clock.now();
      scheduler.runDue(now);
      background.runDue(now);
      return now;
    },
  };
}
