import type {
  Capabilities,
  GeoMatchLevel,
  InteractionType,
  NumberSelectionBehavior,
  ResourceStatus,
  SessionMode,
  SessionStatus,
} from '../state/records.ts';

/** The data sets that the emulator brings along. */
export const seedNames = ['demo', 'empty', 'large'] as const;
export type SeedName = (typeof seedNames)[number];

/**
 * What an emulator starts with. Plain data: it can be written as JSON.
 *
 * A seed is taken as it is, without the rules that hold for requests, so that any state can be laid down.
 * A `sid` that is left out is made from the names on the way to the record, always the same.
 * A date is ISO 8601; one that is left out is the moment of seeding. Later rows of an array are newer than earlier ones
 * of the same date, so lists, which begin with the newest, show them first.
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
  /** ISO 3166-1 alpha-2. Default: what the digits of a phone number tell; null for a short code. */
  readonly isoCountry?: string;
  /** What it can do, or Twilio's thirteen keys. Default: voice, sms and mms; for a short code, sms and mms. */
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
  /** The masked number. Its SID is looked up in the pool. */
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
  /** Which Participant it came from, by position; left out for a message that was sent over the API. */
  readonly from?: number;
  /** Which Participant it went to, by position. */
  readonly to?: number;
  readonly inboundStatus?: ResourceStatus;
  readonly outboundStatus?: ResourceStatus;
  readonly dateCreated?: string;
  readonly dateUpdated?: string;
}
