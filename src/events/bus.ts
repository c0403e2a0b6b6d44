import type { WireRecord } from '../twilio/model.ts';
import type { SidPath } from '../twilio/sid.ts';

/** A change of an Interaction that Twilio reported. */
export interface InteractionChange {
  /** `[serviceSid, sessionSid, interactionSid]` */
  readonly path: SidPath;
  /** The Interaction as the REST API returns it. */
  readonly record: WireRecord;
  /** When the gateway received the report: RFC 3339, UTC. */
  readonly dateReceived: string;
  /** Identifies the delivery of the report; null if Twilio sent no idempotency token. */
  readonly delivery: string | null;
}

/** A published change. */
export interface BusEvent {
  /** Its position on the bus: opaque, in no order, and valid for every subscription of the same bus. */
  readonly cursor: string;
  readonly change: InteractionChange;
}

/** A connection of one listener to the bus. */
export interface BusSubscription {
  /** The position from which on the listener gets every event. */
  readonly cursor: string;
  /** The events between `after` and `cursor`, oldest first; null when the bus no longer knows them. */
  readonly missed: readonly BusEvent[] | null;
  close(): void;
}

/** Passes changes to all who listen. */
export interface EventBus {
  publish(change: InteractionChange): void;
  /**
   * Calls the listener for every later change at or under a path, such as that of a Service.
   *
   * @param after a cursor; the events since then are in `missed`. Null: only later events count
   * @param onGap called with the present cursor when events may have been lost
   */
  subscribe(
    path: SidPath,
    after: string | null,
    listener: (event: BusEvent) => void,
    onGap?: (cursor: string) => void,
  ): Promise<BusSubscription>;
}

/** The part in this process of a bus that several processes share. */
export interface LocalBus extends EventBus {
  /**
   * Adds what the shared bus has at a cursor, and calls the listeners.
   *
   * @param change null: nothing, but the cursor is known from now on
   * @param ageMs how long ago it was published
   */
  append(cursor: string, change: InteractionChange | null, ageMs: number): void;
  /** Calls `onGap` of all listeners. No cursor but that one is known any more. */
  lose(cursor?: string): void;
}

/** Changes in the form in which processes pass them on. */
export interface ChangeTexts {
  write(change: InteractionChange): string;
  /**
   * Receives a change, its own ones too. `known`: the same state of the Interaction or a newer one was received before.
   * `unreadable`: the text is no change of this account.
   */
  receive(text: string): InteractionChange | 'known' | 'unreadable';
}
