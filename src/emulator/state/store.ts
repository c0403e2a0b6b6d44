import { OrderedRows, type Row } from './ordered-rows.ts';
import { PoolUse } from './pool-use.ts';
import type {
  Capabilities,
  InteractionRecord,
  ParticipantRecord,
  PhoneNumberRecord,
  ServiceRecord,
  SessionRecord,
  ShortCodeRecord,
} from './records.ts';

/** A number or short code that the account owns, whether or not a Service has claimed it. */
export interface OwnedNumber {
  readonly sid: string;
  /** E.164 for a number, digits for a short code. */
  readonly number: string;
  readonly friendlyName: string | null;
  /** Null where it is not known. */
  readonly isoCountry: string | null;
  readonly capabilities: Capabilities;
  /** The Service whose pool it is in. */
  claimedBy: string | null;
}

export interface ServiceNode extends Row {
  record: ServiceRecord;
  readonly sessions: OrderedRows<SessionNode>;
  readonly sessionNames: Map<string, SessionNode>;
  readonly phoneNumbers: OrderedRows<PhoneNumberNode>;
  readonly shortCodes: OrderedRows<ShortCodeNode>;
  readonly poolUse: PoolUse;
}

export interface SessionNode extends Row {
  record: SessionRecord;
  readonly service: ServiceNode;
  readonly participants: OrderedRows<ParticipantNode>;
  readonly interactions: OrderedRows<InteractionNode>;
  /** When the ttl started: the last of creation, interaction and re-open, ms since the epoch. */
  ttlFrom: number;
  /** When the scheduler next checks this Session, ms since the epoch. */
  dueAt: number | null;
}

export interface ParticipantNode extends Row {
  record: ParticipantRecord;
  readonly session: SessionNode;
  readonly messageInteractions: OrderedRows<InteractionNode>;
}

export interface InteractionNode extends Row {
  record: InteractionRecord;
  readonly session: SessionNode;
  /** The recipient, under which it is also listed; null unless it is a message sent through the API. */
  readonly recipient: ParticipantNode | null;
}

export interface PhoneNumberNode extends Row {
  record: PhoneNumberRecord;
  readonly service: ServiceNode;
  /** The order of addition. It breaks ties when a number is chosen. */
  readonly position: number;
}

export interface ShortCodeNode extends Row {
  record: ShortCodeRecord;
  readonly service: ServiceNode;
}

export const isActive = (session: SessionNode): boolean =>
  session.record.status === 'open' || session.record.status === 'in-progress';

/** The data of the account with its indexes. It applies no rules. */
export class Store {
  readonly services = new OrderedRows<ServiceNode>();
  readonly serviceNames = new Map<string, ServiceNode>();
  readonly ownedNumbers = new Map<string, OwnedNumber>();
  readonly ownedShortCodes = new Map<string, OwnedNumber>();
  /** E.164 → SID of an owned number. */
  readonly numberSids = new Map<string, string>();
  #added = 0;

  ownNumber(number: OwnedNumber): void {
    this.ownedNumbers.set(number.sid, number);
    this.numberSids.set(number.number, number.sid);
  }

  ownShortCode(shortCode: OwnedNumber): void {
    this.ownedShortCodes.set(shortCode.sid, shortCode);
  }

  addService(record: ServiceRecord, createdAt: number): ServiceNode {
    const service: ServiceNode = {
      sid: record.sid,
      createdAt,
      record,
      sessions: new OrderedRows(),
      sessionNames: new Map(),
      phoneNumbers: new OrderedRows(),
      shortCodes: new OrderedRows(),
      poolUse: new PoolUse(),
    };
    this.services.add(service);
    this.serviceNames.set(record.unique_name, service);
    return service;
  }

  changeService(service: ServiceNode, record: ServiceRecord): void {
    this.serviceNames.delete(service.record.unique_name);
    this.serviceNames.set(record.unique_name, service);
    service.record = record;
  }

  /** Removes a Service with all that is below it. Its numbers return to the account. */
  removeService(service: ServiceNode): void {
    for (const number of service.phoneNumbers) this.removePhoneNumber(number);
    for (const shortCode of service.shortCodes) this.removeShortCode(shortCode);
    this.services.remove(service.sid);
    this.serviceNames.delete(service.record.unique_name);
  }

  addSession(service: ServiceNode, record: SessionRecord, createdAt: number): SessionNode {
    const session: SessionNode = {
      sid: record.sid,
      createdAt,
      record,
      service,
      participants: new OrderedRows(),
      interactions: new OrderedRows(),
      ttlFrom: createdAt,
      dueAt: null,
    };
    service.sessions.add(session);
    if (record.unique_name !== null) service.sessionNames.set(record.unique_name, session);
    return session;
  }

  /** Replaces the record. When the Session becomes active or stops being active, its proxy numbers are taken or freed. */
  changeSession(session: SessionNode, record: SessionRecord): void {
    const wasActive = isActive(session);
    session.record = record;
    if (wasActive === isActive(session)) return;
    for (const participant of session.participants) {
      if (wasActive) freeNumber(participant);
      else takeNumber(participant);
    }
  }

  /** Removes a Session with its Participants and Interactions. */
  removeSession(session: SessionNode): void {
    if (isActive(session)) for (const participant of session.participants) freeNumber(participant);
    session.service.sessions.remove(session.sid);
    if (session.record.unique_name !== null) session.service.sessionNames.delete(session.record.unique_name);
  }

  addParticipant(session: SessionNode, record: ParticipantRecord, createdAt: number): ParticipantNode {
    const participant: ParticipantNode = {
      sid: record.sid,
      createdAt,
      record,
      session,
      messageInteractions: new OrderedRows(),
    };
    session.participants.add(participant);
    if (record.proxy_identifier !== null)
      session.service.poolUse.remember(record.identifier, record.proxy_identifier);
    if (isActive(session)) takeNumber(participant);
    return participant;
  }

  /** Marks a Participant as removed. The row stays until its Session is removed. */
  retireParticipant(participant: ParticipantNode, date: string): void {
    if (isActive(participant.session)) freeNumber(participant);
    participant.record = { ...participant.record, date_deleted: date, date_updated: date };
  }

  addInteraction(
    session: SessionNode,
    record: InteractionRecord,
    createdAt: number,
    recipient: ParticipantNode | null,
  ): InteractionNode {
    const interaction: InteractionNode = { sid: record.sid, createdAt, record, session, recipient };
    session.interactions.add(interaction);
    recipient?.messageInteractions.add(interaction);
    return interaction;
  }

  /** The Interaction with this SID in any Session. Walks over all Sessions. */
  findInteraction(sid: string): InteractionNode | undefined {
    for (const service of this.services) {
      for (const { interactions } of service.sessions) {
        const found = interactions.get(sid);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  removeInteraction(interaction: InteractionNode): void {
    interaction.session.interactions.remove(interaction.sid);
    interaction.recipient?.messageInteractions.remove(interaction.sid);
  }

  addPhoneNumber(service: ServiceNode, record: PhoneNumberRecord, createdAt: number): PhoneNumberNode {
    const node: PhoneNumberNode = { sid: record.sid, createdAt, record, service, position: ++this.#added };
    service.phoneNumbers.add(node);
    const owned = this.ownedNumbers.get(record.sid);
    if (owned !== undefined) owned.claimedBy = service.sid;
    return node;
  }

  removePhoneNumber(number: PhoneNumberNode): void {
    number.service.phoneNumbers.remove(number.sid);
    const owned = this.ownedNumbers.get(number.sid);
    if (owned !== undefined) owned.claimedBy = null;
  }

  addShortCode(service: ServiceNode, record: ShortCodeRecord, createdAt: number): ShortCodeNode {
    const node: ShortCodeNode = { sid: record.sid, createdAt, record, service };
    service.shortCodes.add(node);
    const owned = this.ownedShortCodes.get(record.sid);
    if (owned !== undefined) owned.claimedBy = service.sid;
    return node;
  }

  removeShortCode(shortCode: ShortCodeNode): void {
    shortCode.service.shortCodes.remove(shortCode.sid);
    const owned = this.ownedShortCodes.get(shortCode.sid);
    if (owned !== undefined) owned.claimedBy = null;
  }
}

function takeNumber({ record, session }: ParticipantNode): void {
  if (record.proxy_identifier === null || record.date_deleted !== null) return;
  session.service.poolUse.take(record.identifier, record.proxy_identifier, session.sid);
}

function freeNumber({ record, session }: ParticipantNode): void {
  if (record.proxy_identifier === null || record.date_deleted !== null) return;
  session.service.poolUse.free(record.identifier, record.proxy_identifier, session.sid);
}
