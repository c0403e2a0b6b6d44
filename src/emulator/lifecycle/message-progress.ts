import { wireDate } from '../scheduler/clock.ts';
import type { ResourceStatus } from '../state/records.ts';
import type { InteractionNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';

/** The statuses of a message that is delivered. */
const nextStatus: Partial<Record<ResourceStatus, ResourceStatus>> = { queued: 'sent', sent: 'delivered' };

/** Schedules the delivery of a new message, unless the settings leave that to the control. */
export function scheduleDelivery(state: AccountState, message: InteractionNode): void {
  const { delivery } = state.settings;
  if (delivery === null) return;
  const now = state.clock.now();
  state.scheduler.schedule(now + delivery.sentAfterMs, (at) => moveFrom(message, 'queued', at));
  state.scheduler.schedule(now + delivery.deliveredAfterMs, (at) => moveFrom(message, 'sent', at));
}

function moveFrom(message: InteractionNode, status: ResourceStatus, at: number): void {
  if (message.record.outbound_resource_status === status) moveMessage(message, at);
}

/** Moves a message one step: queued, sent, delivered. Other statuses do not change. */
export function moveMessage(message: InteractionNode, at: number): void {
  const status = message.record.outbound_resource_status;
  const next = status === null ? undefined : nextStatus[status];
  if (next !== undefined) setOutboundStatus(message, next, at);
}

export function setOutboundStatus(message: InteractionNode, status: ResourceStatus, at: number): void {
  message.record = { ...message.record, outbound_resource_status: status, date_updated: wireDate(at) };
}
