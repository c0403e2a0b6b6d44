import type { Clock } from './clock.ts';
import type { Settings } from './settings.ts';
import { sidFor } from './sids.ts';
import type { Store } from './store.ts';

/** What the rules see: the account's data and its time. A new seed puts a new store in place. */
export interface World {
  readonly accountSid: string;
  readonly clock: Clock;
  settings: Settings;
  store: Store;
  /** JSON texts by rules and record, so that a record is written out once. */
  texts: WeakMap<object, WeakMap<object, { readonly base: string; readonly text: string }>>;
  /** A SID for a new record. The same calls in the same order give the same SIDs. */
  newSid(prefix: string): string;
}

/** A source of SIDs that repeats itself in each emulator. */
export function createSids(): (prefix: string) => string {
  let made = 0;
  return (prefix) => sidFor(prefix, `made/${++made}`);
}

/** The SIDs in a path, in lower case; an empty text where the path has none. */
export interface Place {
  /** The path as it was asked, without its query. */
  readonly path: string;
  readonly serviceSid: string;
  readonly sessionSid: string;
  readonly participantSid: string;
  /** The last SID of the path, or a unique name; empty for a list. */
  readonly sid: string;
}
