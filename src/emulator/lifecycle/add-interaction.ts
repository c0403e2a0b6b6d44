import type { AccountState } from '../state/account-state.ts';
import type { InteractionRecord } from '../state/records.ts';
import type { InteractionNode, ParticipantNode, SessionNode } from '../state/store.ts';
import { scheduleDelivery } from './message-progress.ts';
import { recordActivity } from './session-lifecycle.ts';

/**
 * Stores a new Interaction: it starts its Session or restarts the ttl, and a message begins its delivery.
 *
 * @param recipient the Participant under which a message sent through the API is also listed, else null
 */
export function addInteraction(
  state: AccountState,
  session: SessionNode,
  record: InteractionRecord,
  recipient: ParticipantNode | null,
): InteractionNode {
  const now = state.clock.now();
  const interaction = state.store.addInteraction(session, record, now, recipient);
  recordActivity(state, session);
  if (record.type === 'message') scheduleDelivery(state, interaction);
  state.interactionChanged(interaction, now);
  return interaction;
}
