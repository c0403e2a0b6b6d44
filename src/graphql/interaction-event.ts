import type { EventBus } from '../events/bus.ts';
import type { InteractionEvent } from '../events/subscription.ts';
import type { ReportUnreadable } from '../twilio/model.ts';
import { modelOf } from '../twilio/resource.ts';
import { type Interaction, interaction } from '../twilio/resources/interaction.ts';
import { session } from '../twilio/resources/session.ts';
import type { SidPath } from '../twilio/sid.ts';

/** Where subscriptions get their events from. */
export type EventSource =
  | { readonly bus: EventBus; readonly reportUnreadable: ReportUnreadable }
  | {
      readonly bus: null;
      /** Why there are none. */
      readonly reason: string;
    };

/** An event with its records, as the fields of `ProxyInteractionEvent` are resolved. */
export interface InteractionEventModel extends Pick<InteractionEvent, 'kind' | 'cursor' | 'dateReceived'> {
  readonly interaction: Interaction | null;
  /** Null if it is not known. */
  readonly sessionPath: SidPath | null;
}

/**
 * @param path that of the subscription: of a Service or a Session
 */
export function toEventModel(
  { kind, cursor, dateReceived, change }: InteractionEvent,
  path: SidPath,
  reportUnreadable: ReportUnreadable,
): InteractionEventModel {
  const sessionPath = (change?.path ?? path).slice(0, session.path.length);
  return {
    kind,
    cursor,
    dateReceived,
    interaction: change && modelOf(interaction, sessionPath, change.record, reportUnreadable),
    sessionPath: sessionPath.length === session.path.length ? sessionPath : null,
  };
}
