import { wireDate } from '../scheduler/clock.ts';
import type { AccountState } from '../state/account-state.ts';
import type { ResourceStatus } from '../state/records.ts';
import type { InteractionNode } from '../state/store.ts';

/** Ends a call that is in progress. @throws RangeError when it is not one */
export function completeCall(
  state: AccountState,
  call: InteractionNode,
  durationSeconds: number,
  outbound: ResourceStatus,
): void {
  const { record } = call;
  if (record.type !== 'voice' || record.inbound_resource_status !== 'in-progress') {
    state.notices.add(80907, record.sid);
    throw new RangeError(`${record.sid} is not a call in progress.`);
  }
  const now = state.clock.now();
  call.record = {
    ...record,
    data: JSON.stringify({ duration: String(Math.round(durationSeconds)) }),
    inbound_resource_status: 'completed',
    outbound_resource_status: outbound,
    date_updated: wireDate(now),
  };
  state.interactionChanged(call, now);
}
