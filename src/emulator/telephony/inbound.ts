import { wireDate } from '../scheduler/clock.ts';
import { storedForm } from '../numbers/dialling.ts';
import { inboundFields, outboundFields, resourcePrefix, resourceUrl, type Leg } from '../lifecycle/legs.ts';
import { scheduleDelivery } from '../lifecycle/message-progress.ts';
import type { Notice } from '../state/notices.ts';
import { recordActivity } from '../lifecycle/session-lifecycle.ts';
import type { ResourceStatus } from '../state/records.ts';
import { isActive, type InteractionNode, type ParticipantNode, type SessionNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';

/** The sender of a message or call: two phone numbers, or a Participant, who uses the proxy number assigned to it. */
export type Sender = { readonly from: string; readonly to: string } | { readonly participantSid: string };

/** The result: the new Interaction, or the notice that says why there is none. */
export type InboundResult =
  | { readonly interactionSid: string; readonly notice: null }
  | { readonly interactionSid: null; readonly notice: Notice };

/** @throws RangeError when there is no such Interaction */
export function interactionOf({ store }: AccountState, sid: string): InteractionNode {
  for (const service of store.services) {
    for (const { interactions } of service.sessions) {
      const found = interactions.get(sid);
      if (found !== undefined) return found;
    }
  }
  throw new RangeError(`There is no Interaction ${sid}.`);
}

/** https://www.twilio.com/docs/proxy/opt-out-keywords */
const optOutWords = new Set(
  'STOP REVOKE OPTOUT UNSUBSCRIBE END CANCEL QUIT STOPALL ARRETT ARRET ARRETE UNSTOP'.split(' '),
);

export function inboundMessage(state: AccountState, sender: Sender, body: string): InboundResult {
  const route = routeOf(state, sender);
  if (optOutWords.has(body.trim().toUpperCase())) return refused(state.notices.add(80901, sidOf(route)));
  if (!isRoute(route)) return refused(route);
  const { session } = route.from;
  if (session.record.mode === 'voice-only') return refused(state.notices.add(80910, session.sid));
  const message = connect(state, route, 'message', ['delivered', 'queued'], { body });
  scheduleDelivery(state, message);
  return { interactionSid: message.sid, notice: null };
}

export function inboundCall(state: AccountState, sender: Sender): InboundResult {
  const route = routeOf(state, sender);
  if (!isRoute(route)) return refused(route);
  const { session } = route.from;
  if (session.record.mode === 'message-only') return refused(state.notices.add(80911, session.sid));
  const call = connect(state, route, 'voice', ['in-progress', 'in-progress'], {});
  return { interactionSid: call.sid, notice: null };
}

/** Ends a call that is in progress. @throws RangeError when there is no such call */
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
  call.record = {
    ...record,
    data: JSON.stringify({ duration: String(Math.round(durationSeconds)) }),
    inbound_resource_status: 'completed',
    outbound_resource_status: outbound,
    date_updated: wireDate(state.clock.now()),
  };
}

interface Route {
  readonly from: ParticipantNode;
  readonly to: ParticipantNode;
}

const isRoute = (route: Route | Notice): route is Route => 'from' in route;
const sidOf = (route: Route | Notice): string => (isRoute(route) ? route.from.session.sid : route.sid);
const refused = (notice: Notice): InboundResult => ({ interactionSid: null, notice });

/** Finds the active Session of a pair of sender and proxy number, and the Participant at its other end. */
function routeOf(state: AccountState, sender: Sender): Route | Notice {
  const from =
    'participantSid' in sender ? participantOf(state, sender.participantSid) : callerOf(state, sender);
  if (from === undefined) return state.notices.add(80902, state.accountSid);
  const { session } = from;
  if (!isActive(session)) {
    const reasons = Object.values(state.settings.closedReasons);
    return state.notices.add(
      reasons.includes(session.record.closed_reason ?? '') ? 80904 : 80902,
      session.sid,
    );
  }
  const to = Array.from(session.participants).find(
    (each) => each !== from && each.record.date_deleted === null,
  );
  return to === undefined ? state.notices.add(80614, session.sid) : { from, to };
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

function connect(
  state: AccountState,
  { from, to }: Route,
  type: 'message' | 'voice',
  [inbound, outbound]: readonly [ResourceStatus, ResourceStatus],
  data: object,
): InteractionNode {
  const { session } = from;
  const { accountSid } = state;
  const now = state.clock.now();
  const date = wireDate(now);
  const leg = (participant: ParticipantNode, status: ResourceStatus): Leg => {
    const resourceSid = state.newSid(resourcePrefix(type));
    return {
      participantSid: participant.sid,
      resourceSid,
      status,
      resourceUrl: resourceUrl(accountSid, type, resourceSid),
    };
  };
  const record = {
    sid: state.newSid('KI'),
    session_sid: session.sid,
    service_sid: session.service.sid,
    account_sid: accountSid,
    data: JSON.stringify(data),
    type,
    ...inboundFields(leg(from, inbound), type),
    ...outboundFields(leg(to, outbound), type),
    date_created: date,
    date_updated: date,
  };
  const interaction = state.store.addInteraction(session, record, now, null);
  recordActivity(state, session);
  return interaction;
}
