import { Agenda } from '../scheduler/scheduler.ts';
import type { Clock } from '../scheduler/clock.ts';
import type { Notice } from './notices.ts';
import type { Settings } from './settings.ts';
import { sidFor } from './sids.ts';
import { Store } from './store.ts';

/** What the rules see: the account's data, its time and its settings. */
export interface World {
  readonly accountSid: string;
  readonly clock: Clock;
  settings: Settings;
  store: Store;
  /** What will happen by the clock; run before data is read or changed. */
  agenda: Agenda;
  readonly notices: Notice[];
  /** JSON texts by rules and record, so that a record is written out once. */
  texts: WeakMap<object, WeakMap<object, { readonly base: string; readonly text: string }>>;
  /** A SID for a new record. The same calls in the same order give the same SIDs. */
  newSid(prefix: string): string;
}

/** An account that has nothing yet. */
export function createWorld(accountSid: string, clock: Clock, settings: Settings): World {
  let made = 0;
  return {
    accountSid,
    clock,
    settings,
    store: new Store(),
    agenda: new Agenda(),
    notices: [],
    texts: new WeakMap(),
    newSid: (prefix) => sidFor(prefix, `made/${++made}`),
  };
}

/** The SIDs in a path, as they were asked; an empty text where the path has none. */
export interface Place {
  /** The path as it was asked, without its query. */
  readonly path: string;
  readonly serviceSid: string;
  readonly sessionSid: string;
  readonly participantSid: string;
  /** The last SID of the path, or a unique name; empty for a list. */
  readonly sid: string;
}
