import { wireDate } from '../scheduler/clock.ts';
import type { ResourceStatus } from '../state/records.ts';
import type { InteractionNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';

/** The way of a message that arrives. */
const nextStatus: Partial<Record<ResourceStatus, ResourceStatus>> = { queued: 'sent', sent: 'delivered' };

/** Lets the clock move a new message on, unless the settings leave that to a control call. */
export function planDelivery(world: World, message: InteractionNode): void {
  const { delivery } = world.settings;
  if (delivery === null) return;
  const now = world.clock.now();
  world.agenda.add(now + delivery.sentAfterMs, (at) => moveFrom(message, 'queued', at));
  world.agenda.add(now + delivery.deliveredAfterMs, (at) => moveFrom(message, 'sent', at));
}

function moveFrom(message: InteractionNode, status: ResourceStatus, at: number): void {
  if (message.record.outbound_resource_status === status) moveMessage(message, at);
}

/** One step: queued, sent, delivered. Any other status stays. */
export function moveMessage(message: InteractionNode, at: number): void {
  const status = message.record.outbound_resource_status;
  const next = status === null ? undefined : nextStatus[status];
  if (next !== undefined) setOutboundStatus(message, next, at);
}

export function setOutboundStatus(message: InteractionNode, status: ResourceStatus, at: number): void {
  message.record = { ...message.record, outbound_resource_status: status, date_updated: wireDate(at) };
}
