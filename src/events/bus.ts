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
   */
  subscribe(
    path: SidPath,
    after: string | null,
    listener: (event: BusEvent) => void,
  ): Promise<BusSubscription>;
}
