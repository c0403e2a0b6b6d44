import type {
  Capabilities,
  GeoMatchLevel,
  InteractionType,
  NumberSelectionBehavior,
  ResourceStatus,
  SessionMode,
  SessionStatus,
} from '../state/records.ts';

/** The built-in seeds. */
export const seedNames = ['demo', 'empty', 'large'] as const;
export type SeedName = (typeof seedNames)[number];

/**
 * The data that an emulator starts with. It is plain JSON.
 *
 * A seed is not checked by the rules for requests, so that any state can be described.
 * Default of a `sid`: derived from the names on the path to the record, so it is always the same.
 * Dates are ISO 8601. Default: the time of seeding. Later rows of an array are newer than earlier ones
 * of the same date, so lists, which start with the newest, show them first.
 */
export interface Seed {
  /** Numbers and short codes that the account owns and no Service has claimed. */
  readonly phoneNumbers?: readonly SeedNumber[];
  readonly shortCodes?: readonly SeedNumber[];
  readonly services?: readonly SeedService[];
}

export interface SeedNumber {
  readonly sid?: string;
  /** E.164 for a phone number, digits for a short code. */
  readonly number: string;
  readonly friendlyName?: string;
  /** ISO 3166-1 alpha-2. Default: derived from the digits of a phone number; null for a short code. */
  readonly isoCountry?: string;
  /** Media that it supports, or Twilio's thirteen keys. Default: voice, sms and mms; for a short code, sms and mms. */
  readonly capabilities?: readonly ('voice' | 'sms' | 'mms' | 'fax')[] | Capabilities;
}

/** A number in the pool of a Service. */
export interface SeedPoolNumber extends SeedNumber {
  readonly isReserved?: boolean;
  readonly dateCreated?: string;
}

export interface SeedService {
  readonly sid?: string;
  readonly uniqueName: string;
  readonly chatInstanceSid?: string;
  readonly defaultTtl?: number;
  readonly callbackUrl?: string;
  readonly interceptCallbackUrl?: string;
  readonly outOfSessionCallbackUrl?: string;
  readonly geoMatchLevel?: GeoMatchLevel;
  readonly numberSelectionBehavior?: NumberSelectionBehavior;
  readonly dateCreated?: string;
  readonly dateUpdated?: string;
  readonly phoneNumbers?: readonly SeedPoolNumber[];
  readonly shortCodes?: readonly SeedPoolNumber[];
  readonly sessions?: readonly SeedSession[];
}

export interface SeedSession {
  readonly sid?: string;
  readonly uniqueName?: string;
  /** Default `open`. */
  readonly status?: SessionStatus;
  readonly closedReason?: string;
  /** Seconds. Default: the `defaultTtl` of the Service. */
  readonly ttl?: number;
  /** Default `voice-and-message`. */
  readonly mode?: SessionMode;
  readonly dateStarted?: string;
  readonly dateEnded?: string;
  readonly dateLastInteraction?: string;
  readonly dateExpiry?: string;
  readonly dateCreated?: string;
  readonly dateUpdated?: string;
  readonly participants?: readonly SeedParticipant[];
  readonly interactions?: readonly SeedInteraction[];
}

export interface SeedParticipant {
  readonly sid?: string;
  readonly identifier: string;
  readonly friendlyName?: string;
  /** The proxy number. Its SID is looked up in the account. */
  readonly proxyIdentifier?: string;
  /** Set for a Participant that was removed. */
  readonly dateDeleted?: string;
  readonly dateCreated?: string;
  readonly dateUpdated?: string;
}

export interface SeedInteraction {
  readonly sid?: string;
  /** Default `message`. */
  readonly type?: InteractionType;
  /** The text of a message. */
  readonly body?: string;
  /** The length of a call that has ended. */
  readonly durationSeconds?: number;
  /** Position of the sending Participant; absent for a message sent through the API. */
  readonly from?: number;
  /** Position of the receiving Participant. */
  readonly to?: number;
  readonly inboundStatus?: ResourceStatus;
  readonly outboundStatus?: ResourceStatus;
  readonly dateCreated?: string;
  readonly dateUpdated?: string;
}
