import { wireDate } from '../scheduler/clock.ts';
import type { AccountState } from '../state/account-state.ts';
import type { ResourceStatus } from '../state/records.ts';
import type { InteractionNode } from '../state/store.ts';

/** The statuses of a message that is delivered. */
const nextStatus: Partial<Record<ResourceStatus, ResourceStatus>> = { queued: 'sent', sent: 'delivered' };

/** Schedules the delivery of a new message, unless the settings leave that to the control. */
export function scheduleDelivery(state: AccountState, message: InteractionNode): void {
  const { delivery } = state.settings;
  if (delivery === null) return;
  const now = state.clock.now();
  state.scheduler.schedule(now + delivery.sentAfterMs, (at) => moveFrom(state, message, 'queued', at));
  state.scheduler.schedule(now + delivery.deliveredAfterMs, (at) => moveFrom(state, message, 'sent', at));
}

function moveFrom(state: AccountState, message: InteractionNode, status: ResourceStatus, at: number): void {
  const isStored = message.session.interactions.get(message.sid) === message;
  if (isStored && message.record.outbound_resource_status === status) moveMessage(state, message, at);
}

/** Moves a message one step: queued, sent, delivered. Other statuses do not change. */
export function moveMessage(state: AccountState, message: InteractionNode, at: number): void {
  const status = message.record.outbound_resource_status;
  const next = status === null ? undefined : nextStatus[status];
  if (next !== undefined) setOutboundStatus(state, message, next, at);
}

export function setOutboundStatus(
  state: AccountState,
  interaction: InteractionNode,
  status: ResourceStatus,
  at: number,
): void {
  interaction.record = {
    ...interaction.record,
    outbound_resource_status: status,
    date_updated: wireDate(at),
  };
  state.interactionChanged(interaction, at);
}
