import { storedForm } from '../numbers/dialling.ts';
import type { AccountState } from '../state/account-state.ts';
import type { Notice } from '../state/notices.ts';
import { isActive, type ParticipantNode, type ServiceNode, type SessionNode } from '../state/store.ts';
import type { Unrouted } from '../webhooks/out-of-session-parameters.ts';

/** The sender of a message or call: two phone numbers, or a Participant, who uses the proxy number assigned to it. */
export type Sender = { readonly from: string; readonly to: string } | { readonly participantSid: string };

/** The two Participants of an Interaction. */
export interface Route {
  readonly from: ParticipantNode;
  readonly to: ParticipantNode;
}

/** An inbound message or call without an active Session, and the Service of its proxy number. */
export interface OutOfSession extends Unrouted {
  readonly service: ServiceNode;
}

/** Why there is no route. With `outOfSession`, the out-of-session webhook of a Service decides. */
export interface NoRoute {
  readonly notice: Notice;
  readonly outOfSession: OutOfSession | null;
}

/**
 * Finds the active Session of a pair of sender and proxy number, and the Participant at its other end.
 *
 * @throws RangeError for an unknown Participant
 */
export function routeOf(state: AccountState, sender: Sender): Route | NoRoute {
  const from =
    'participantSid' in sender ? participantOf(state, sender.participantSid) : callerOf(state, sender);
  if (from !== undefined && isActive(from.session)) {
    const to = otherParticipant(from);
    if (to !== undefined) return { from, to };
    return { notice: state.notices.add(80614, from.session.sid), outOfSession: null };
  }
  const notice =
    from === undefined
      ? state.notices.add(80902, state.accountSid)
      : state.notices.add(hasExpired(state, from.session) ? 80904 : 80902, from.session.sid);
  return { notice, outOfSession: outOfSessionOf(state, sender, from) };
}

function outOfSessionOf(
  state: AccountState,
  sender: Sender,
  last: ParticipantNode | undefined,
): OutOfSession | null {
  const [from, to] =
    'participantSid' in sender
      ? [last?.record.identifier ?? '', last?.record.proxy_identifier ?? '']
      : [storedForm(sender.from), sender.to];
  const service = serviceOf(state, to);
  return service === undefined ? null : { from, to, service, last };
}

/** The other current Participant of a Session. */
export const otherParticipant = (participant: ParticipantNode): ParticipantNode | undefined =>
  Array.from(participant.session.participants).find(
    (each) => each !== participant && each.record.date_deleted === null,
  );

function hasExpired({ settings }: AccountState, { record }: SessionNode): boolean {
  return Object.values(settings.closedReasons).includes(record.closed_reason ?? '');
}

/** The Service that has a number in its pool. */
function serviceOf({ store }: AccountState, number: string): ServiceNode | undefined {
  const owned = store.ownedNumbers.get(store.numberSids.get(number) ?? '');
  return store.services.get(owned?.claimedBy ?? '');
}

function participantOf({ store }: AccountState, sid: string): ParticipantNode {
  for (const service of store.services) {
    for (const { participants } of service.sessions) {
      const found = participants.get(sid);
      if (found?.record.date_deleted === null) return found;
    }
  }
  throw new RangeError(`There is no Participant ${sid}.`);
}

/** The sender as a Participant of an active Session, else of the newest Session that had the pair. */
function callerOf(
  { store }: AccountState,
  sender: { readonly from: string; readonly to: string },
): ParticipantNode | undefined {
  const from = storedForm(sender.from);
  let last: ParticipantNode | undefined;
  for (const service of store.services) {
    const [active] = service.poolUse.sessionsOf(from, sender.to);
    const sessions: Iterable<SessionNode> = service.sessions;
    for (const session of sessions) {
      if (active !== undefined && session.sid !== active) continue;
      const found = Array.from(session.participants).find(
        ({ record }) =>
          record.identifier === from && record.proxy_identifier === sender.to && record.date_deleted === null,
      );
      if (found !== undefined && active !== undefined) return found;
      last ??= found;
    }
  }
  return last;
}
