import { inboundFields, outboundFields, resourcePrefix, resourceUrl, type Leg } from '../lifecycle/legs.ts';
import type { ResourceStatus } from '../state/records.ts';
import { canonicalSid, sidFor } from '../state/sids.ts';
import type { ParticipantNode, ServiceNode, SessionNode } from '../state/store.ts';
import { dated, optionalDate, type SeedContext } from './seed-context.ts';
import { seedSids } from './seed-sids.ts';
import type { SeedInteraction, SeedParticipant, SeedSession } from './seed.ts';

/** Adds a seeded Session with its Participants and Interactions. `index` is its place in the seed. */
export function buildSession(
  context: SeedContext,
  service: ServiceNode,
  seed: SeedSession,
  index: number,
): void {
  const { createdAt, date } = dated(context, seed.dateCreated, index);
  const name = seed.uniqueName ?? `unnamed/${index}`;
  const lastInteraction = optionalDate(seed.dateLastInteraction);
  const session = context.store.addSession(
    service,
    {
      sid: canonicalSid(seed.sid ?? seedSids.session(service.record.unique_name, name)),
      service_sid: service.sid,
      account_sid: context.accountSid,
      unique_name: seed.uniqueName ?? null,
      status: seed.status ?? 'open',
      closed_reason: seed.closedReason ?? null,
      ttl: seed.ttl ?? service.record.default_ttl,
      mode: seed.mode ?? 'voice-and-message',
      date_started: optionalDate(seed.dateStarted),
      date_ended: optionalDate(seed.dateEnded),
      date_last_interaction: lastInteraction,
      date_expiry: optionalDate(seed.dateExpiry),
      date_created: date,
      date_updated: optionalDate(seed.dateUpdated ?? seed.dateEnded) ?? lastInteraction ?? date,
    },
    createdAt,
  );
  if (lastInteraction !== null) session.ttlFrom = Math.max(createdAt, Date.parse(lastInteraction));
  const participants = (seed.participants ?? []).map((participant, position) =>
    buildParticipant(context, session, name, { dateCreated: date, ...participant }, position),
  );
  seed.interactions?.forEach((interaction, position) =>
    buildInteraction(context, session, name, participants, { dateCreated: date, ...interaction }, position),
  );
}

function buildParticipant(
  context: SeedContext,
  session: SessionNode,
  name: string,
  seed: SeedParticipant,
  index: number,
): ParticipantNode {
  const { createdAt, date } = dated(context, seed.dateCreated, index);
  const { service } = session;
  const { identifier, proxyIdentifier = null } = seed;
  const deleted = optionalDate(seed.dateDeleted);
  const number = proxyIdentifier === null ? undefined : context.store.numberSids.get(proxyIdentifier);
  const record = {
    sid: canonicalSid(seed.sid ?? seedSids.participant(service.record.unique_name, name, identifier)),
    session_sid: session.sid,
    service_sid: service.sid,
    account_sid: context.accountSid,
    friendly_name: seed.friendlyName ?? null,
    identifier,
    proxy_identifier: proxyIdentifier,
    proxy_identifier_sid: number ?? null,
    date_deleted: deleted,
    date_created: date,
    date_updated: optionalDate(seed.dateUpdated) ?? deleted ?? date,
  };
  return context.store.addParticipant(session, record, createdAt);
}

function buildInteraction(
  context: SeedContext,
  session: SessionNode,
  name: string,
  participants: readonly ParticipantNode[],
  seed: SeedInteraction,
  index: number,
): void {
  const { createdAt, date } = dated(context, seed.dateCreated, index);
  const { accountSid, store } = context;
  const { from, to, type = 'message' } = seed;
  const sid = canonicalSid(seed.sid ?? seedSids.interaction(session.service.record.unique_name, name, index));
  const leg = (
    position: number | undefined,
    side: string,
    status: ResourceStatus | undefined,
  ): Leg | null => {
    const participant = position === undefined ? undefined : participants[position];
    if (participant === undefined) return null;
    const resourceSid = sidFor(resourcePrefix(type), `${sid}/${side}`);
    return {
      participantSid: participant.sid,
      resourceSid,
      status: status ?? (type === 'voice' ? 'completed' : 'delivered'),
      resourceUrl: from === undefined ? null : resourceUrl(accountSid, type, resourceSid),
    };
  };
  const recipient = from === undefined && to !== undefined ? participants[to] : undefined;
  const record = {
    sid,
    session_sid: session.sid,
    service_sid: session.service.sid,
    account_sid: accountSid,
    data: dataOf(seed),
    type,
    ...inboundFields(leg(from, 'inbound', seed.inboundStatus), type),
    ...outboundFields(leg(to, 'outbound', seed.outboundStatus), type),
    date_created: date,
    date_updated: optionalDate(seed.dateUpdated) ?? date,
  };
  store.addInteraction(session, record, createdAt, recipient ?? null);
}

/** Twilio stores the text of a message, or the seconds of an ended call, as JSON in a string. */
function dataOf({ body = '', durationSeconds, type }: SeedInteraction): string {
  if (type !== 'voice') return JSON.stringify({ body });
  return JSON.stringify(durationSeconds === undefined ? {} : { duration: String(durationSeconds) });
}
