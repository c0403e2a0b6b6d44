import { wireDate } from '../scheduler/clock.ts';
import { storedForm } from '../numbers/dialling.ts';
import { inboundFields, outboundFields, resourcePrefix, resourceUrl, type Leg } from '../lifecycle/legs.ts';
import { planDelivery } from '../lifecycle/message-progress.ts';
import { note, type Notice } from '../state/notices.ts';
import { touch } from '../lifecycle/session-lifecycle.ts';
import type { ResourceStatus } from '../state/records.ts';
import { isActive, type InteractionNode, type ParticipantNode, type SessionNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';

/** Who writes or calls: by the numbers of the telephone network, or a Participant, who uses the own proxy number. */
export type Sender = { readonly from: string; readonly to: string } | { readonly participantSid: string };

/** What became of it: a new Interaction, or the notice that says why there is none. */
export type InboundResult =
  | { readonly interactionSid: string; readonly notice: null }
  | { readonly interactionSid: null; readonly notice: Notice };

/** @throws RangeError when there is no such Interaction */
export function interactionOf({ store }: World, sid: string): InteractionNode {
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

export function inboundMessage(world: World, sender: Sender, body: string): InboundResult {
  const route = routeOf(world, sender);
  if (optOutWords.has(body.trim().toUpperCase())) return refused(note(world, 80901, sidOf(route)));
  if (!isRoute(route)) return refused(route);
  const { session } = route.from;
  if (session.record.mode === 'voice-only') return refused(note(world, 80910, session.sid));
  const message = connect(world, route, 'message', ['delivered', 'queued'], { body });
  planDelivery(world, message);
  return { interactionSid: message.sid, notice: null };
}

export function inboundCall(world: World, sender: Sender): InboundResult {
  const route = routeOf(world, sender);
  if (!isRoute(route)) return refused(route);
  const { session } = route.from;
  if (session.record.mode === 'message-only') return refused(note(world, 80911, session.sid));
  const call = connect(world, route, 'voice', ['in-progress', 'in-progress'], {});
  return { interactionSid: call.sid, notice: null };
}

/** Ends a call that is in progress. @throws RangeError when there is no such call */
export function completeCall(
  world: World,
  call: InteractionNode,
  durationSeconds: number,
  outbound: ResourceStatus,
): void {
  const { record } = call;
  if (record.type !== 'voice' || record.inbound_resource_status !== 'in-progress') {
    note(world, 80907, record.sid);
    throw new RangeError(`${record.sid} is not a call in progress.`);
  }
  call.record = {
    ...record,
    data: JSON.stringify({ duration: String(Math.round(durationSeconds)) }),
    inbound_resource_status: 'completed',
    outbound_resource_status: outbound,
    date_updated: wireDate(world.clock.now()),
  };
}

interface Route {
  readonly from: ParticipantNode;
  readonly to: ParticipantNode;
}

const isRoute = (route: Route | Notice): route is Route => 'from' in route;
const sidOf = (route: Route | Notice): string => (isRoute(route) ? route.from.session.sid : route.sid);
const refused = (notice: Notice): InboundResult => ({ interactionSid: null, notice });

/** The one active Session that the pair of sender and proxy number names, and who is at its other end. */
function routeOf(world: World, sender: Sender): Route | Notice {
  const from =
    'participantSid' in sender ? participantOf(world, sender.participantSid) : callerOf(world, sender);
  if (from === undefined) return note(world, 80902, world.accountSid);
  const { session } = from;
  if (!isActive(session)) {
    const reasons = Object.values(world.settings.closedReasons);
    return note(world, reasons.includes(session.record.closed_reason ?? '') ? 80904 : 80902, session.sid);
  }
  const to = Array.from(session.participants).find(
    (each) => each !== from && each.record.date_deleted === null,
  );
  return to === undefined ? note(world, 80614, session.sid) : { from, to };
}

function participantOf({ store }: World, sid: string): ParticipantNode {
  for (const service of store.services) {
    for (const { participants } of service.sessions) {
      const found = participants.get(sid);
      if (found?.record.date_deleted === null) return found;
    }
  }
  throw new RangeError(`There is no Participant ${sid}.`);
}

/** The sender's place in an active Session, else in the newest Session that had the pair. */
function callerOf(
  { store }: World,
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
  world: World,
  { from, to }: Route,
  type: 'message' | 'voice',
  [inbound, outbound]: readonly [ResourceStatus, ResourceStatus],
  data: object,
): InteractionNode {
  const { session } = from;
  const { accountSid } = world;
  const now = world.clock.now();
  const date = wireDate(now);
  const leg = (participant: ParticipantNode, status: ResourceStatus): Leg => {
    const resourceSid = world.newSid(resourcePrefix(type));
    return {
      participantSid: participant.sid,
      resourceSid,
      status,
      resourceUrl: resourceUrl(accountSid, type, resourceSid),
    };
  };
  const record = {
    sid: world.newSid('KI'),
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
  const interaction = world.store.addInteraction(session, record, now, null);
  touch(world, session);
  return interaction;
}
