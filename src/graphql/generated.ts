// Written by codegen (npm run codegen). Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Service } from '../twilio/resources/service.ts';
import type { Session } from '../twilio/resources/session.ts';
import type { Participant } from '../twilio/resources/participant.ts';
import type { EventSource, InteractionEventModel } from './interaction-event.ts';
import type { Interaction } from '../twilio/resources/interaction.ts';
import type { MessageInteraction } from '../twilio/resources/message-interaction.ts';
import type { PoolModel } from './pool.ts';
import type { TranscriptEntryModel } from './transcript.ts';
import type { PhoneNumber } from '../twilio/resources/phone-number.ts';
import type { ShortCode } from '../twilio/resources/short-code.ts';
import type { GatewayContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Date and time in RFC 3339, in UTC: `2026-03-02T09:00:00Z`. */
  DateTime: { input: Date; output: string; }
  /** Absolute URL. An input must start with `http://` or `https://` and have a host, without blanks or control characters. It is stored unchanged. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Input of `closeProxySessions`. */
export type CloseProxySessionsInput = {
  /** Ids of the Sessions: `KS…-KC…`; 1 to 300. 1 REST call per distinct id. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** Result of `closeProxySessions`. */
export type CloseProxySessionsPayload = {
  readonly __typename?: 'CloseProxySessionsPayload';
  /** One entry per id of the input, in its order. Empty if there are user errors. */
  readonly results: ReadonlyArray<CloseProxySessionsResult>;
  /** Problems with the input as a whole. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** What became of one Session of `closeProxySessions`. */
export type CloseProxySessionsResult = {
  readonly __typename?: 'CloseProxySessionsResult';
  /** Id of the Session. */
  readonly id: Scalars['ID']['output'];
  /** What became of it. */
  readonly outcome: ProxyBatchOutcome;
  /** The Session as Twilio returned it; null if it returned none. */
  readonly session?: Maybe<ProxySession>;
  /** Why Twilio refused it. Empty unless `REFUSED`. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `createProxyMessageInteraction`. Give `body`, `mediaUrl` or both. */
export type CreateProxyMessageInteractionInput = {
  /** Text of the message. Personal data. */
  readonly body?: InputMaybe<Scalars['String']['input']>;
  /** Media to send. Reserved: Twilio does not support it yet. */
  readonly mediaUrl?: InputMaybe<ReadonlyArray<Scalars['URL']['input']>>;
  /** Id of the Participant: `KS…-KC…-KP…`. */
  readonly participantId: Scalars['ID']['input'];
};

/** Result of `createProxyMessageInteraction`. */
export type CreateProxyMessageInteractionPayload = {
  readonly __typename?: 'CreateProxyMessageInteractionPayload';
  /** The MessageInteraction; null on failure. */
  readonly messageInteraction?: Maybe<ProxyMessageInteraction>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `createProxyParticipant`. */
export type CreateProxyParticipantInput = {
  /** Whether to fail if the identifier already uses the same proxy number in another Session. */
  readonly failOnParticipantConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** Label, at most 255 characters. */
  readonly friendlyName?: InputMaybe<Scalars['String']['input']>;
  /** Real phone number in E.164, or a channel address such as `messenger:123456`; at most 191 characters. Personal data. */
  readonly identifier: Scalars['String']['input'];
  /** Number of the pool to use, at most 255 characters. Default: chosen by Twilio. */
  readonly proxyIdentifier?: InputMaybe<Scalars['String']['input']>;
  /** SID of a number of the pool: `PN` and 32 hexadecimal digits. Default: chosen by Twilio. */
  readonly proxyIdentifierSid?: InputMaybe<Scalars['ID']['input']>;
  /** Id of the Session: `KS…-KC…`. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Result of `createProxyParticipant`. */
export type CreateProxyParticipantPayload = {
  readonly __typename?: 'CreateProxyParticipantPayload';
  /** The Participant; null on failure. */
  readonly participant?: Maybe<ProxyParticipant>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `createProxyPhoneNumber`. Give `sid` or `phoneNumber`. */
export type CreateProxyPhoneNumberInput = {
  /** Whether the number is used only when it is requested explicitly. Reserve a number to drain it. */
  readonly isReserved?: InputMaybe<Scalars['Boolean']['input']>;
  /** Phone number in E.164. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** Id of the Service: `KS…`. */
  readonly serviceId: Scalars['ID']['input'];
  /** SID of an incoming phone number of the account: `PN` and 32 hexadecimal digits. */
  readonly sid?: InputMaybe<Scalars['ID']['input']>;
};

/** Result of `createProxyPhoneNumber`. */
export type CreateProxyPhoneNumberPayload = {
  readonly __typename?: 'CreateProxyPhoneNumberPayload';
  /** The PhoneNumber; null on failure. */
  readonly phoneNumber?: Maybe<ProxyPhoneNumber>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `createProxyService`. */
export type CreateProxyServiceInput = {
  /** Receives a webhook for each Interaction; at most 4000 characters. */
  readonly callbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** SID of the Chat instance: `IS` and 32 hexadecimal digits. */
  readonly chatInstanceSid?: InputMaybe<Scalars['ID']['input']>;
  /** Time to live of Sessions without their own `ttl`, in seconds; 0 means no limit. Default: 0. */
  readonly defaultTtl?: InputMaybe<Scalars['Int']['input']>;
  /** How closely a proxy number matches the location of the Participant. Defaults to `COUNTRY`. */
  readonly geoMatchLevel?: InputMaybe<ProxyServiceGeoMatchLevelInput>;
  /** Webhook that can block an Interaction before it is connected; at most 4000 characters. */
  readonly interceptCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Whether a Participant keeps its previous proxy number. Defaults to `PREFER_STICKY`. */
  readonly numberSelectionBehavior?: InputMaybe<ProxyServiceNumberSelectionBehaviorInput>;
  /** Receives calls and text messages that belong to no Session; at most 4000 characters. */
  readonly outOfSessionCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Unique name in the account, 1 to 191 characters. */
  readonly uniqueName: Scalars['String']['input'];
};

/** Result of `createProxyService`. */
export type CreateProxyServicePayload = {
  readonly __typename?: 'CreateProxyServicePayload';
  /** The Service; null on failure. */
  readonly service?: Maybe<ProxyService>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `createProxySession`. */
export type CreateProxySessionInput = {
  /** When the Session expires. Takes precedence over `ttl`. Must be in the future. */
  readonly dateExpiry?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether to fail if the identifier already uses the same proxy number in another Session. */
  readonly failOnParticipantConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** Kinds of Interaction that the Session allows. Defaults to `VOICE_AND_MESSAGE`. */
  readonly mode?: InputMaybe<ProxySessionModeInput>;
  /** Participants to add in the same REST call; at most two. */
  readonly participants?: InputMaybe<ReadonlyArray<ProxySessionParticipantInput>>;
  /** Id of the Service: `KS…`. */
  readonly serviceId: Scalars['ID']['input'];
  /** Initial status. Defaults to `OPEN`. */
  readonly status?: InputMaybe<ProxySessionStatusInput>;
  /** Time to live after creation or last use, in seconds; 0 means no limit. Default: `defaultTtl` of the Service. */
  readonly ttl?: InputMaybe<Scalars['Int']['input']>;
  /** Unique name in the Service, 1 to 191 characters. */
  readonly uniqueName?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `createProxySession`. */
export type CreateProxySessionPayload = {
  readonly __typename?: 'CreateProxySessionPayload';
  /** The Session; null on failure. */
  readonly session?: Maybe<ProxySession>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `createProxyShortCode`. */
export type CreateProxyShortCodeInput = {
  /** Id of the Service: `KS…`. */
  readonly serviceId: Scalars['ID']['input'];
  /** SID of a short code of the account: `SC` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['input'];
};

/** Result of `createProxyShortCode`. */
export type CreateProxyShortCodePayload = {
  readonly __typename?: 'CreateProxyShortCodePayload';
  /** The ShortCode; null on failure. */
  readonly shortCode?: Maybe<ProxyShortCode>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `deleteProxyInteraction`. */
export type DeleteProxyInteractionInput = {
  /** Id of the Interaction: `KS…-KC…-KI…`. */
  readonly id: Scalars['ID']['input'];
};

/** Result of `deleteProxyInteraction`. */
export type DeleteProxyInteractionPayload = {
  readonly __typename?: 'DeleteProxyInteractionPayload';
  /** Id of the deleted Interaction; null on failure. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Session of the deleted record. 1 REST call. */
  readonly session?: Maybe<ProxySession>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `deleteProxyParticipant`. */
export type DeleteProxyParticipantInput = {
  /** Id of the Participant: `KS…-KC…-KP…`. */
  readonly id: Scalars['ID']['input'];
};

/** Result of `deleteProxyParticipant`. */
export type DeleteProxyParticipantPayload = {
  readonly __typename?: 'DeleteProxyParticipantPayload';
  /** Id of the removed Participant; null on failure. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** The removed Participant, with `dateDeleted`. 1 REST call. */
  readonly participant?: Maybe<ProxyParticipant>;
  /** Session of the deleted record. 1 REST call. */
  readonly session?: Maybe<ProxySession>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `deleteProxyPhoneNumber`. */
export type DeleteProxyPhoneNumberInput = {
  /** Id of the PhoneNumber: `KS…-PN…`. */
  readonly id: Scalars['ID']['input'];
};

/** Result of `deleteProxyPhoneNumber`. */
export type DeleteProxyPhoneNumberPayload = {
  readonly __typename?: 'DeleteProxyPhoneNumberPayload';
  /** Id of the deleted PhoneNumber; null on failure. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Service of the removed number. 1 REST call. */
  readonly service?: Maybe<ProxyService>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `deleteProxyService`. */
export type DeleteProxyServiceInput = {
  /** Id of the Service: `KS…`. */
  readonly id: Scalars['ID']['input'];
};

/** Result of `deleteProxyService`. */
export type DeleteProxyServicePayload = {
  readonly __typename?: 'DeleteProxyServicePayload';
  /** Id of the deleted Service; null on failure. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `deleteProxySession`. */
export type DeleteProxySessionInput = {
  /** Id of the Session: `KS…-KC…`. */
  readonly id: Scalars['ID']['input'];
};

/** Result of `deleteProxySession`. */
export type DeleteProxySessionPayload = {
  readonly __typename?: 'DeleteProxySessionPayload';
  /** Id of the deleted Session; null on failure. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Service of the deleted Session. 1 REST call. */
  readonly service?: Maybe<ProxyService>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `deleteProxyShortCode`. */
export type DeleteProxyShortCodeInput = {
  /** Id of the ShortCode: `KS…-SC…`. */
  readonly id: Scalars['ID']['input'];
};

/** Result of `deleteProxyShortCode`. */
export type DeleteProxyShortCodePayload = {
  readonly __typename?: 'DeleteProxyShortCodePayload';
  /** Id of the deleted ShortCode; null on failure. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Service of the removed number. 1 REST call. */
  readonly service?: Maybe<ProxyService>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Entry points for writing. The fields of one operation run in order. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Closes Sessions, in parallel. A Session that is closed already counts as done. 1 REST call per distinct id. */
  readonly closeProxySessions?: Maybe<CloseProxySessionsPayload>;
  /** Sends a text message to a Participant. Never retried once it may have been sent. 1 REST call. */
  readonly createProxyMessageInteraction?: Maybe<CreateProxyMessageInteractionPayload>;
  /** Adds a Participant to a Session. It cannot be updated later: remove it and add another. 1 REST call. */
  readonly createProxyParticipant?: Maybe<CreateProxyParticipantPayload>;
  /** Adds a phone number of the account to the pool of a Service. 1 REST call. */
  readonly createProxyPhoneNumber?: Maybe<CreateProxyPhoneNumberPayload>;
  /** Creates a Service. 1 REST call. */
  readonly createProxyService?: Maybe<CreateProxyServicePayload>;
  /** Creates a Session, optionally with its Participants. 1 REST call. */
  readonly createProxySession?: Maybe<CreateProxySessionPayload>;
  /** Adds a short code of the account to the pool of a Service. 1 REST call. */
  readonly createProxyShortCode?: Maybe<CreateProxyShortCodePayload>;
  /** Deletes an Interaction, but not the call or message records of the account. 1 REST call. */
  readonly deleteProxyInteraction?: Maybe<DeleteProxyInteractionPayload>;
  /** Removes a Participant from a Session. It stays readable, with `dateDeleted`. 1 REST call. */
  readonly deleteProxyParticipant?: Maybe<DeleteProxyParticipantPayload>;
  /** Removes a PhoneNumber from the pool of its Service. The account keeps it. 1 REST call. */
  readonly deleteProxyPhoneNumber?: Maybe<DeleteProxyPhoneNumberPayload>;
  /** Deletes a Service with its Sessions, Participants and Interactions, even while Sessions are in use. 1 REST call. */
  readonly deleteProxyService?: Maybe<DeleteProxyServicePayload>;
  /** Deletes a Session with its Participants and Interactions. 1 REST call. */
  readonly deleteProxySession?: Maybe<DeleteProxySessionPayload>;
  /** Removes a ShortCode from the pool of its Service. The account keeps it. 1 REST call. */
  readonly deleteProxyShortCode?: Maybe<DeleteProxyShortCodePayload>;
  /** Creates a Session with its Participants, and sends each its first message, in the order of the input. What is done stays done when a later step fails. 1 REST call, 1 more for `participants` or if there are messages, and 1 per message. */
  readonly openProxySession?: Maybe<OpenProxySessionPayload>;
  /** Updates a PhoneNumber. 1 REST call. */
  readonly updateProxyPhoneNumber?: Maybe<UpdateProxyPhoneNumberPayload>;
  /** Updates a Service. 1 REST call. */
  readonly updateProxyService?: Maybe<UpdateProxyServicePayload>;
  /** Updates a Session: closes it, reopens it or extends it. 1 REST call. */
  readonly updateProxySession?: Maybe<UpdateProxySessionPayload>;
  /** Updates a ShortCode. 1 REST call. */
  readonly updateProxyShortCode?: Maybe<UpdateProxyShortCodePayload>;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationCloseProxySessionsArgs = {
  input: CloseProxySessionsInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationCreateProxyMessageInteractionArgs = {
  input: CreateProxyMessageInteractionInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationCreateProxyParticipantArgs = {
  input: CreateProxyParticipantInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationCreateProxyPhoneNumberArgs = {
  input: CreateProxyPhoneNumberInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationCreateProxyServiceArgs = {
  input: CreateProxyServiceInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationCreateProxySessionArgs = {
  input: CreateProxySessionInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationCreateProxyShortCodeArgs = {
  input: CreateProxyShortCodeInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationDeleteProxyInteractionArgs = {
  input: DeleteProxyInteractionInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationDeleteProxyParticipantArgs = {
  input: DeleteProxyParticipantInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationDeleteProxyPhoneNumberArgs = {
  input: DeleteProxyPhoneNumberInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationDeleteProxyServiceArgs = {
  input: DeleteProxyServiceInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationDeleteProxySessionArgs = {
  input: DeleteProxySessionInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationDeleteProxyShortCodeArgs = {
  input: DeleteProxyShortCodeInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationOpenProxySessionArgs = {
  input: OpenProxySessionInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationUpdateProxyPhoneNumberArgs = {
  input: UpdateProxyPhoneNumberInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationUpdateProxyServiceArgs = {
  input: UpdateProxyServiceInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationUpdateProxySessionArgs = {
  input: UpdateProxySessionInput;
};


/** Entry points for writing. The fields of one operation run in order. */
export type MutationUpdateProxyShortCodeArgs = {
  input: UpdateProxyShortCodeInput;
};

/** An object with a globally unique id (Relay Global Object Identification). */
export type Node = {
  /** The SIDs from the Service down, joined by `-`, for example `KS…-KC…`. Globally unique. */
  readonly id: Scalars['ID']['output'];
};

/** Input of `openProxySession`. */
export type OpenProxySessionInput = {
  /** When the Session expires. Takes precedence over `ttl`. Must be in the future. */
  readonly dateExpiry?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether to fail if the identifier already uses the same proxy number in another Session. */
  readonly failOnParticipantConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** Kinds of Interaction that the Session allows. Defaults to `VOICE_AND_MESSAGE`. */
  readonly mode?: InputMaybe<ProxySessionModeInput>;
  /** Participants to add; at most two. */
  readonly participants: ReadonlyArray<OpenProxySessionParticipantInput>;
  /** Id of the Service: `KS…`. */
  readonly serviceId: Scalars['ID']['input'];
  /** Time to live after creation or last use, in seconds; 0 means no limit. Default: `defaultTtl` of the Service. */
  readonly ttl?: InputMaybe<Scalars['Int']['input']>;
  /** Unique name in the Service, 1 to 191 characters. */
  readonly uniqueName?: InputMaybe<Scalars['String']['input']>;
};

/** A Participant of the Session to open, and the first message to it. */
export type OpenProxySessionParticipantInput = {
  /** Text to send to the Participant once the Session exists. Default: none. 1 REST call. Personal data. */
  readonly firstMessage?: InputMaybe<Scalars['String']['input']>;
  /** Label, at most 255 characters. */
  readonly friendlyName?: InputMaybe<Scalars['String']['input']>;
  /** Real phone number in E.164, or a channel address such as `messenger:123456`; at most 191 characters. Personal data. */
  readonly identifier: Scalars['String']['input'];
  /** Number of the pool to use. Default: chosen by Twilio. */
  readonly proxyIdentifier?: InputMaybe<Scalars['String']['input']>;
  /** SID of a number of the pool: `PN` and 32 hexadecimal digits. Default: chosen by Twilio. */
  readonly proxyIdentifierSid?: InputMaybe<Scalars['ID']['input']>;
};

/** Result of `openProxySession`. */
export type OpenProxySessionPayload = {
  readonly __typename?: 'OpenProxySessionPayload';
  /** One entry per Participant of the input: its first message; null if it has none or could not be sent. Null if there is no Session. */
  readonly messageInteractions?: Maybe<ReadonlyArray<Maybe<ProxyMessageInteraction>>>;
  /** Its Participants, in the order of the input; null on failure. */
  readonly participants?: Maybe<ReadonlyArray<ProxyParticipant>>;
  /** The Session as Twilio created it, before the first messages; null on failure. */
  readonly session?: Maybe<ProxySession>;
  /** Problems with the input. `field` starts with `input`. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Position of a page in its list (Relay Cursor Connections). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last edge; pass it as `after` to page forwards. Null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are rows after this page. No additional REST call. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are rows before this page. No additional REST call. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; pass it as `before` to page backwards. Null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** What became of one record of a mutation for several. */
export const ProxyBatchOutcome = {
  /** Done, now or before: the Session is closed. */
  DONE: 'DONE',
  /** Not sent, or not processed by Twilio: rate limit, budget, deadline, a failing endpoint or no connection. Try again later. */
  NOT_ATTEMPTED: 'NOT_ATTEMPTED',
  /** It was sent, but its outcome is not known. It is safe to close the Session again. */
  OUTCOME_UNKNOWN: 'OUTCOME_UNKNOWN',
  /** Twilio refused it; `userErrors` says why. */
  REFUSED: 'REFUSED'
} as const;

export type ProxyBatchOutcome = typeof ProxyBatchOutcome[keyof typeof ProxyBatchOutcome];
/** Capabilities of a number. Null where Twilio does not send a value. */
export type ProxyCapabilities = {
  readonly __typename?: 'ProxyCapabilities';
  /** Faxes in both directions. */
  readonly fax?: Maybe<Scalars['Boolean']['output']>;
  /** Incoming faxes. */
  readonly faxInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Outgoing faxes. */
  readonly faxOutbound?: Maybe<Scalars['Boolean']['output']>;
  /** MMS in both directions. */
  readonly mms?: Maybe<Scalars['Boolean']['output']>;
  /** Incoming MMS. */
  readonly mmsInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Outgoing MMS. */
  readonly mmsOutbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether faxes are restricted to the country of the number. */
  readonly restrictionFaxDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether MMS is restricted to the country of the number. */
  readonly restrictionMmsDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether SMS is restricted to the country of the number. */
  readonly restrictionSmsDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether calls are restricted to the country of the number. */
  readonly restrictionVoiceDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether SIP trunking is available. */
  readonly sipTrunking?: Maybe<Scalars['Boolean']['output']>;
  /** SMS in both directions. */
  readonly sms?: Maybe<Scalars['Boolean']['output']>;
  /** Incoming SMS. */
  readonly smsInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Outgoing SMS. */
  readonly smsOutbound?: Maybe<Scalars['Boolean']['output']>;
  /** Calls in both directions. */
  readonly voice?: Maybe<Scalars['Boolean']['output']>;
  /** Incoming calls. */
  readonly voiceInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Outgoing calls. */
  readonly voiceOutbound?: Maybe<Scalars['Boolean']['output']>;
};

/** Number of rows of a list. */
export type ProxyCount = {
  readonly __typename?: 'ProxyCount';
  /** Whether these are all of them. */
  readonly precision: ProxyCountPrecision;
  /** Rows that were counted. The list may change while it is read. */
  readonly value: Scalars['Int']['output'];
};

/** Whether a count is complete. */
export const ProxyCountPrecision = {
  /** There are at least so many: `upTo` ended the reading. */
  AT_LEAST: 'AT_LEAST',
  /** The list was read to its end. */
  EXACT: 'EXACT'
} as const;

export type ProxyCountPrecision = typeof ProxyCountPrecision[keyof typeof ProxyCountPrecision];
/** A call or text message between the Participants of a Session. */
export type ProxyInteraction = Node & {
  readonly __typename?: 'ProxyInteraction';
  /** SID of the account. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Duration of the call from `data`, in seconds; null for a message or an ongoing call. */
  readonly callDurationSeconds?: Maybe<Scalars['Int']['output']>;
  /** Text of the message or duration of the call, as JSON in a string. Personal data. */
  readonly data?: Maybe<Scalars['String']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last updated. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Globally unique id: `KS…-KC…-KI…`. */
  readonly id: Scalars['ID']['output'];
  /** Participant who started the Interaction. 1 REST call per Session. */
  readonly inboundParticipant?: Maybe<ProxyParticipant>;
  /** SID of the Participant who started the Interaction. */
  readonly inboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** SID of the inbound call or message. */
  readonly inboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** Status of the inbound call or message. */
  readonly inboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** Inbound resource: `Call` or `Message`. */
  readonly inboundResourceType?: Maybe<Scalars['String']['output']>;
  /** URL of the inbound call or message in Twilio's API. */
  readonly inboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** Text of the message from `data`; null for a call. Personal data. */
  readonly messageBody?: Maybe<Scalars['String']['output']>;
  /** Participant who received the Interaction. 1 REST call per Session. */
  readonly outboundParticipant?: Maybe<ProxyParticipant>;
  /** SID of the Participant who received the Interaction. */
  readonly outboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** SID of the outbound call or message. */
  readonly outboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** Status of the outbound call or message. */
  readonly outboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** Outbound resource: `Call` or `Message`. */
  readonly outboundResourceType?: Maybe<Scalars['String']['output']>;
  /** URL of the outbound call or message in Twilio's API. */
  readonly outboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** SID of the Service. */
  readonly serviceSid: Scalars['ID']['output'];
  /** Session of the Interaction. 1 REST call. */
  readonly session?: Maybe<ProxySession>;
  /** SID of the Session. */
  readonly sessionSid: Scalars['ID']['output'];
  /** SID: `KI` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
  /** Whether it was a call or a message. */
  readonly type?: Maybe<ProxyInteractionType>;
};

/** Connection of Interactions. */
export type ProxyInteractionConnection = {
  readonly __typename?: 'ProxyInteractionConnection';
  /** Edges in this page. */
  readonly edges: ReadonlyArray<ProxyInteractionEdge>;
  /** Nodes in this page. */
  readonly nodes: ReadonlyArray<ProxyInteraction>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** Edge of an Interaction connection. */
export type ProxyInteractionEdge = {
  readonly __typename?: 'ProxyInteractionEdge';
  /** Opaque; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Interaction. */
  readonly node: ProxyInteraction;
};

/** Event of `proxyInteractionChanged`. Neither the order across Interactions nor exactly one event per change is promised. */
export type ProxyInteractionEvent = {
  readonly __typename?: 'ProxyInteractionEvent';
  /** Opaque position; pass it as `after` to continue behind this event. */
  readonly cursor: Scalars['String']['output'];
  /** When the gateway received the report or created the event. */
  readonly dateReceived: Scalars['DateTime']['output'];
  /** Interaction in its reported state; null unless the kind is `CHANGED`. No REST call unless its relations are selected. */
  readonly interaction?: Maybe<ProxyInteraction>;
  /** What happened. */
  readonly kind: ProxyInteractionEventKind;
  /** Session of the Interaction, or the Session of the subscription; null if neither is known. 1 REST call, none for fields of its path. */
  readonly session?: Maybe<ProxySession>;
};

/** Kind of an event. */
export const ProxyInteractionEventKind = {
  /** An Interaction is new or has changed. */
  CHANGED: 'CHANGED',
  /** Changes may be missing: read again what is shown. */
  GAP: 'GAP',
  /** First event: later changes are reported. */
  STARTED: 'STARTED'
} as const;

export type ProxyInteractionEventKind = typeof ProxyInteractionEventKind[keyof typeof ProxyInteractionEventKind];
/** Status of the inbound or outbound call or message of an Interaction. */
export const ProxyInteractionResourceStatus = {
  /** Message: accepted by Twilio. */
  ACCEPTED: 'ACCEPTED',
  /** Call: answered. */
  ANSWERED: 'ANSWERED',
  /** Call: busy. */
  BUSY: 'BUSY',
  /** Canceled. */
  CANCELED: 'CANCELED',
  /** Call: ended normally. */
  COMPLETED: 'COMPLETED',
  /** The record was deleted. */
  DELETED: 'DELETED',
  /** Message: delivered. */
  DELIVERED: 'DELIVERED',
  /** Message: sent; the carrier did not confirm the delivery. */
  DELIVERY_UNKNOWN: 'DELIVERY_UNKNOWN',
  /** Failed. */
  FAILED: 'FAILED',
  /** Call: dialing. */
  INITIATED: 'INITIATED',
  /** Call: in progress. */
  IN_PROGRESS: 'IN_PROGRESS',
  /** Call: not answered. */
  NO_ANSWER: 'NO_ANSWER',
  /** Waiting to be sent or dialed. */
  QUEUED: 'QUEUED',
  /** Message: received. */
  RECEIVED: 'RECEIVED',
  /** Message: being received. */
  RECEIVING: 'RECEIVING',
  /** Call: ringing. */
  RINGING: 'RINGING',
  /** Message: scheduled. */
  SCHEDULED: 'SCHEDULED',
  /** Message: being sent to the carrier. */
  SENDING: 'SENDING',
  /** Message: sent to the carrier. */
  SENT: 'SENT',
  /** Message: not delivered. */
  UNDELIVERED: 'UNDELIVERED',
  /** Unknown to Twilio. */
  UNKNOWN: 'UNKNOWN',
  /** A value that this version of the gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyInteractionResourceStatus = typeof ProxyInteractionResourceStatus[keyof typeof ProxyInteractionResourceStatus];
/** Kind of an Interaction. */
export const ProxyInteractionType = {
  /** A text message. */
  MESSAGE: 'MESSAGE',
  /** Unknown to Twilio. */
  UNKNOWN: 'UNKNOWN',
  /** A value that this version of the gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED',
  /** A call. */
  VOICE: 'VOICE'
} as const;

export type ProxyInteractionType = typeof ProxyInteractionType[keyof typeof ProxyInteractionType];
/** A text message sent to a Participant through the API. */
export type ProxyMessageInteraction = Node & {
  readonly __typename?: 'ProxyMessageInteraction';
  /** SID of the account. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Text of the message, as JSON in a string. Personal data. */
  readonly data?: Maybe<Scalars['String']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last updated. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Globally unique id: `KS…-KC…-KP…-KI…`. */
  readonly id: Scalars['ID']['output'];
  /** Always null: the message was sent through the API. */
  readonly inboundParticipant?: Maybe<ProxyParticipant>;
  /** Always null: the message was sent through the API. */
  readonly inboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** Always null: the message was sent through the API. */
  readonly inboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** Always null: the message was sent through the API. */
  readonly inboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** Always null: the message was sent through the API. */
  readonly inboundResourceType?: Maybe<Scalars['String']['output']>;
  /** Always null: the message was sent through the API. */
  readonly inboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** The Interaction of the Session with the same SID. 1 REST call. */
  readonly interaction?: Maybe<ProxyInteraction>;
  /** Text of the message from `data`. Personal data. */
  readonly messageBody?: Maybe<Scalars['String']['output']>;
  /** Participant who received the Interaction. 1 REST call per Session. */
  readonly outboundParticipant?: Maybe<ProxyParticipant>;
  /** SID of the Participant who received the Interaction. */
  readonly outboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** SID of the outbound call or message. */
  readonly outboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** Status of the outbound call or message. */
  readonly outboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** Outbound resource: `Call` or `Message`. */
  readonly outboundResourceType?: Maybe<Scalars['String']['output']>;
  /** URL of the outbound call or message in Twilio's API. */
  readonly outboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** Participant who received the message. 1 REST call per Session. */
  readonly participant?: Maybe<ProxyParticipant>;
  /** SID of the Participant who received the message. */
  readonly participantSid: Scalars['ID']['output'];
  /** SID of the Service. */
  readonly serviceSid: Scalars['ID']['output'];
  /** Session of the Participant. 1 REST call. */
  readonly session?: Maybe<ProxySession>;
  /** SID of the Session. */
  readonly sessionSid: Scalars['ID']['output'];
  /** SID: `KI` and 32 hexadecimal digits. The Session has an Interaction with the same SID. */
  readonly sid: Scalars['ID']['output'];
  /** Always `MESSAGE`. */
  readonly type?: Maybe<ProxyInteractionType>;
};

/** Connection of MessageInteractions. */
export type ProxyMessageInteractionConnection = {
  readonly __typename?: 'ProxyMessageInteractionConnection';
  /** Edges in this page. */
  readonly edges: ReadonlyArray<ProxyMessageInteractionEdge>;
  /** Nodes in this page. */
  readonly nodes: ReadonlyArray<ProxyMessageInteraction>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** Edge of a MessageInteraction connection. */
export type ProxyMessageInteractionEdge = {
  readonly __typename?: 'ProxyMessageInteractionEdge';
  /** Opaque; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The MessageInteraction. */
  readonly node: ProxyMessageInteraction;
};

/** One of the two people that a Session connects. */
export type ProxyParticipant = Node & {
  readonly __typename?: 'ProxyParticipant';
  /** SID of the account. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the Participant was removed; null if it was not. A removed Participant stays readable as long as its Session. */
  readonly dateDeleted?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last updated. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Label of the Participant, at most 255 characters. */
  readonly friendlyName?: Maybe<Scalars['String']['output']>;
  /** Globally unique id: `KS…-KC…-KP…`. */
  readonly id: Scalars['ID']['output'];
  /** Real phone number in E.164, or a channel address such as `messenger:123456`. Personal data. */
  readonly identifier?: Maybe<Scalars['String']['output']>;
  /** Text messages sent to the Participant through the API. 1 REST call per 100 rows. */
  readonly messageInteractions?: Maybe<ProxyMessageInteractionConnection>;
  /** The number that this Participant calls or texts to reach the other one. */
  readonly proxyIdentifier?: Maybe<Scalars['String']['output']>;
  /** SID of that number in the pool of the Service. */
  readonly proxyIdentifierSid?: Maybe<Scalars['ID']['output']>;
  /** The pool's record of `proxyIdentifier`; null if the number is not in the pool. 1 REST call. */
  readonly proxyPhoneNumber?: Maybe<ProxyPhoneNumber>;
  /** Service of the Session. 1 REST call. */
  readonly service?: Maybe<ProxyService>;
  /** SID of the Service. */
  readonly serviceSid: Scalars['ID']['output'];
  /** Session of the Participant. 1 REST call. */
  readonly session?: Maybe<ProxySession>;
  /** SID of the Session. */
  readonly sessionSid: Scalars['ID']['output'];
  /** SID: `KP` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
};


/** One of the two people that a Session connects. */
export type ProxyParticipantMessageInteractionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Connection of Participants. */
export type ProxyParticipantConnection = {
  readonly __typename?: 'ProxyParticipantConnection';
  /** Edges in this page. */
  readonly edges: ReadonlyArray<ProxyParticipantEdge>;
  /** Nodes in this page. */
  readonly nodes: ReadonlyArray<ProxyParticipant>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** Edge of a Participant connection. */
export type ProxyParticipantEdge = {
  readonly __typename?: 'ProxyParticipantEdge';
  /** Opaque; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Participant. */
  readonly node: ProxyParticipant;
};

/** A phone number in the pool of a Service. */
export type ProxyPhoneNumber = Node & {
  readonly __typename?: 'ProxyPhoneNumber';
  /** SID of the account. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Capabilities of the number. */
  readonly capabilities?: Maybe<ProxyCapabilities>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last updated. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Label of the number in the account. */
  readonly friendlyName?: Maybe<Scalars['String']['output']>;
  /** Globally unique id: `KS…-PN…`. */
  readonly id: Scalars['ID']['output'];
  /** Number of active Sessions that use the number. */
  readonly inUse?: Maybe<Scalars['Int']['output']>;
  /** Whether the number is used only when it is requested explicitly. Reserve a number to drain it. */
  readonly isReserved?: Maybe<Scalars['Boolean']['output']>;
  /** Country in ISO 3166-1 alpha-2. */
  readonly isoCountry?: Maybe<Scalars['String']['output']>;
  /** Phone number in E.164. */
  readonly phoneNumber?: Maybe<Scalars['String']['output']>;
  /** Service of the pool. 1 REST call. */
  readonly service?: Maybe<ProxyService>;
  /** SID of the Service. */
  readonly serviceSid: Scalars['ID']['output'];
  /** SID of the incoming phone number of the account: `PN` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
};

/** Connection of PhoneNumbers. */
export type ProxyPhoneNumberConnection = {
  readonly __typename?: 'ProxyPhoneNumberConnection';
  /** Edges in this page. */
  readonly edges: ReadonlyArray<ProxyPhoneNumberEdge>;
  /** Nodes in this page. */
  readonly nodes: ReadonlyArray<ProxyPhoneNumber>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** Edge of a PhoneNumber connection. */
export type ProxyPhoneNumberEdge = {
  readonly __typename?: 'ProxyPhoneNumberEdge';
  /** Opaque; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The PhoneNumber. */
  readonly node: ProxyPhoneNumber;
};

/** PhoneNumbers of a Service by their use, as their list was read. ShortCodes do not count. */
export type ProxyPool = {
  readonly __typename?: 'ProxyPool';
  /** PhoneNumbers that more active Sessions use than `above`, the busiest first. No further REST call. */
  readonly crowded: ReadonlyArray<ProxyPhoneNumber>;
  /** Active Sessions of the PhoneNumber that has most of them; 0 for an empty pool. */
  readonly highestInUse: Scalars['Int']['output'];
  /** PhoneNumbers that no active Session uses. */
  readonly idle: Scalars['Int']['output'];
  /** PhoneNumbers that active Sessions use. */
  readonly inUse: Scalars['Int']['output'];
  /** PhoneNumbers in the pool. */
  readonly phoneNumbers: Scalars['Int']['output'];
  /** PhoneNumbers that Twilio does not choose by itself. */
  readonly reserved: Scalars['Int']['output'];
  /** PhoneNumbers that still fit: Twilio allows 500 that are not reserved. */
  readonly room: Scalars['Int']['output'];
};


/** PhoneNumbers of a Service by their use, as their list was read. ShortCodes do not count. */
export type ProxyPoolCrowdedArgs = {
  above?: InputMaybe<Scalars['Int']['input']>;
};

/** Owns a pool of numbers and the Sessions that use them. */
export type ProxyService = Node & {
  readonly __typename?: 'ProxyService';
  /** SID of the account. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Receives a webhook for each Interaction. */
  readonly callbackUrl?: Maybe<Scalars['URL']['output']>;
  /** SID of the Chat instance of the Service, if any. */
  readonly chatInstanceSid?: Maybe<Scalars['ID']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last updated. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Time to live of Sessions without their own `ttl`, in seconds; 0 means no limit. */
  readonly defaultTtl?: Maybe<Scalars['Int']['output']>;
  /** How closely a proxy number matches the location of the Participant. */
  readonly geoMatchLevel?: Maybe<ProxyServiceGeoMatchLevel>;
  /** Globally unique id: `KS…`. */
  readonly id: Scalars['ID']['output'];
  /** Webhook that can block an Interaction before it is connected. */
  readonly interceptCallbackUrl?: Maybe<Scalars['URL']['output']>;
  /** Whether a Participant keeps its previous proxy number. */
  readonly numberSelectionBehavior?: Maybe<ProxyServiceNumberSelectionBehavior>;
  /** Receives calls and text messages that belong to no Session. */
  readonly outOfSessionCallbackUrl?: Maybe<Scalars['URL']['output']>;
  /** PhoneNumbers in the pool of the Service. 1 REST call per 100 rows. */
  readonly phoneNumbers?: Maybe<ProxyPhoneNumberConnection>;
  /** How busy the PhoneNumbers of the Service are. Reads all of them: 1 REST call per 100 rows. Null when a call fails. */
  readonly pool?: Maybe<ProxyPool>;
  /** Number of Sessions. Twilio cannot count, so all of them are read: 1 REST call per 100 rows, at most 10 by default. */
  readonly sessionCount?: Maybe<ProxyCount>;
  /** Sessions of the Service. 1 REST call per 100 rows, with a `filter` per 100 rows read. */
  readonly sessions?: Maybe<ProxySessionConnection>;
  /** ShortCodes in the pool of the Service. 1 REST call per 100 rows. */
  readonly shortCodes?: Maybe<ProxyShortCodeConnection>;
  /** SID: `KS` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
  /** Unique name in the account, at most 191 characters. */
  readonly uniqueName?: Maybe<Scalars['String']['output']>;
  /** Webhooks of the Service that reach this gateway. No REST call beside that of the Service. */
  readonly webhook?: Maybe<ProxyWebhook>;
};


/** Owns a pool of numbers and the Sessions that use them. */
export type ProxyServicePhoneNumbersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Owns a pool of numbers and the Sessions that use them. */
export type ProxyServiceSessionCountArgs = {
  filter?: InputMaybe<ProxySessionFilter>;
  upTo?: InputMaybe<Scalars['Int']['input']>;
};


/** Owns a pool of numbers and the Sessions that use them. */
export type ProxyServiceSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProxySessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  scan?: InputMaybe<Scalars['Int']['input']>;
};


/** Owns a pool of numbers and the Sessions that use them. */
export type ProxyServiceShortCodesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Connection of Services. */
export type ProxyServiceConnection = {
  readonly __typename?: 'ProxyServiceConnection';
  /** Edges in this page. */
  readonly edges: ReadonlyArray<ProxyServiceEdge>;
  /** Nodes in this page. */
  readonly nodes: ReadonlyArray<ProxyService>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** Edge of a Service connection. */
export type ProxyServiceEdge = {
  readonly __typename?: 'ProxyServiceEdge';
  /** Opaque; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Service. */
  readonly node: ProxyService;
};

/** How closely a proxy number matches the location of the Participant, in North America. */
export const ProxyServiceGeoMatchLevel = {
  /** Same area code. */
  AREA_CODE: 'AREA_CODE',
  /** Same country. */
  COUNTRY: 'COUNTRY',
  /** Same or neighboring area code. */
  EXTENDED_AREA_CODE: 'EXTENDED_AREA_CODE',
  /** Same or overlaying area code. */
  OVERLAY: 'OVERLAY',
  /** Within a radius of the Participant. */
  RADIUS: 'RADIUS',
  /** A value that this version of the gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyServiceGeoMatchLevel = typeof ProxyServiceGeoMatchLevel[keyof typeof ProxyServiceGeoMatchLevel];
/** How closely a proxy number matches the location of the Participant, as an input. */
export const ProxyServiceGeoMatchLevelInput = {
  /** Same area code. */
  AREA_CODE: 'area-code',
  /** Same country. */
  COUNTRY: 'country',
  /** Same or neighboring area code. */
  EXTENDED_AREA_CODE: 'extended-area-code',
  /** Same or overlaying area code. */
  OVERLAY: 'overlay',
  /** Within a radius of the Participant. */
  RADIUS: 'radius'
} as const;

export type ProxyServiceGeoMatchLevelInput = typeof ProxyServiceGeoMatchLevelInput[keyof typeof ProxyServiceGeoMatchLevelInput];
/** Whether a Participant keeps its previous proxy number. */
export const ProxyServiceNumberSelectionBehavior = {
  /** Prefers a different number. */
  AVOID_STICKY: 'AVOID_STICKY',
  /** Prefers the same number. */
  PREFER_STICKY: 'PREFER_STICKY',
  /** A value that this version of the gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyServiceNumberSelectionBehavior = typeof ProxyServiceNumberSelectionBehavior[keyof typeof ProxyServiceNumberSelectionBehavior];
/** Whether a Participant keeps its previous proxy number, as an input. */
export const ProxyServiceNumberSelectionBehaviorInput = {
  /** Prefers a different number. */
  AVOID_STICKY: 'avoid-sticky',
  /** Prefers the same number. */
  PREFER_STICKY: 'prefer-sticky'
} as const;

export type ProxyServiceNumberSelectionBehaviorInput = typeof ProxyServiceNumberSelectionBehaviorInput[keyof typeof ProxyServiceNumberSelectionBehaviorInput];
/** Connects two Participants through proxy numbers. */
export type ProxySession = Node & {
  readonly __typename?: 'ProxySession';
  /** SID of the account. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Why the Session was closed, for example `api`; null unless closed. */
  readonly closedReason?: Maybe<Scalars['String']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the Session was closed; null unless closed. */
  readonly dateEnded?: Maybe<Scalars['DateTime']['output']>;
  /** When the Session expires, if a date was given. Takes precedence over `ttl`. */
  readonly dateExpiry?: Maybe<Scalars['DateTime']['output']>;
  /** When the last Interaction took place; null before the first. */
  readonly dateLastInteraction?: Maybe<Scalars['DateTime']['output']>;
  /** When the first Interaction took place; null before it. */
  readonly dateStarted?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last updated. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Globally unique id: `KS…-KC…`. */
  readonly id: Scalars['ID']['output'];
  /** Interactions of the Session. 1 REST call per 100 rows. */
  readonly interactions?: Maybe<ProxyInteractionConnection>;
  /** Kinds of Interaction that the Session allows. */
  readonly mode?: Maybe<ProxySessionMode>;
  /** Participants of the Session, including removed ones. 1 REST call per 100 rows. */
  readonly participants?: Maybe<ProxyParticipantConnection>;
  /** Service of the Session. 1 REST call. */
  readonly service?: Maybe<ProxyService>;
  /** SID of the Service. */
  readonly serviceSid: Scalars['ID']['output'];
  /** SID: `KC` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
  /** Status of the Session. */
  readonly status?: Maybe<ProxySessionStatus>;
  /** Interactions of the Session, oldest first, with who wrote to whom. 1 REST call per 100 Interactions. 1 more for the Participants, and 1 for each removed one that their list lacks. */
  readonly transcript?: Maybe<ProxyTranscript>;
  /** Time to live after creation or last use, in seconds; 0 means no limit. */
  readonly ttl?: Maybe<Scalars['Int']['output']>;
  /** Unique name in the Service, at most 191 characters. */
  readonly uniqueName?: Maybe<Scalars['String']['output']>;
};


/** Connects two Participants through proxy numbers. */
export type ProxySessionInteractionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Connects two Participants through proxy numbers. */
export type ProxySessionParticipantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Connects two Participants through proxy numbers. */
export type ProxySessionTranscriptArgs = {
  upTo?: InputMaybe<Scalars['Int']['input']>;
};

/** Connection of Sessions. */
export type ProxySessionConnection = {
  readonly __typename?: 'ProxySessionConnection';
  /** Edges in this page. */
  readonly edges: ReadonlyArray<ProxySessionEdge>;
  /** Nodes in this page. */
  readonly nodes: ReadonlyArray<ProxySession>;
  /** Position of this page in the list. With a `filter` there may be more rows although this page is empty: read on until `hasNextPage` is false (backwards: `hasPreviousPage`). */
  readonly pageInfo: PageInfo;
  /** Rows that were read for this page, including those that do not match the `filter`. */
  readonly rowsRead?: Maybe<Scalars['Int']['output']>;
};

/** Edge of a Session connection. */
export type ProxySessionEdge = {
  readonly __typename?: 'ProxySessionEdge';
  /** Opaque; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Session. */
  readonly node: ProxySession;
};

/** Which Sessions of a Service are wanted: those that match all fields. A field that is null, empty or left out matches every Session. */
export type ProxySessionFilter = {
  /** Created before that time. */
  readonly dateCreatedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Created at that time or later. */
  readonly dateCreatedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Last Interaction before that time. A Session without Interactions does not match. */
  readonly dateLastInteractionBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Any of these modes. */
  readonly mode?: InputMaybe<ReadonlyArray<ProxySessionModeInput>>;
  /** Any of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<ProxySessionStatusFilter>>;
  /** How `uniqueName` starts, in the same case. */
  readonly uniqueNameStartsWith?: InputMaybe<Scalars['String']['input']>;
};

/** Kinds of Interaction that a Session allows. */
export const ProxySessionMode = {
  /** Text messages only. */
  MESSAGE_ONLY: 'MESSAGE_ONLY',
  /** A value that this version of the gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED',
  /** Calls and text messages. */
  VOICE_AND_MESSAGE: 'VOICE_AND_MESSAGE',
  /** Calls only. */
  VOICE_ONLY: 'VOICE_ONLY'
} as const;

export type ProxySessionMode = typeof ProxySessionMode[keyof typeof ProxySessionMode];
/** Kinds of Interaction that a Session allows, as an input. */
export const ProxySessionModeInput = {
  /** Text messages only. */
  MESSAGE_ONLY: 'message-only',
  /** Calls and text messages. */
  VOICE_AND_MESSAGE: 'voice-and-message',
  /** Calls only. */
  VOICE_ONLY: 'voice-only'
} as const;

export type ProxySessionModeInput = typeof ProxySessionModeInput[keyof typeof ProxySessionModeInput];
/** A Participant of a new Session. */
export type ProxySessionParticipantInput = {
  /** Label, at most 255 characters. */
  readonly friendlyName?: InputMaybe<Scalars['String']['input']>;
  /** Real phone number in E.164, or a channel address such as `messenger:123456`; at most 191 characters. Personal data. */
  readonly identifier: Scalars['String']['input'];
  /** Number of the pool to use. Default: chosen by Twilio. */
  readonly proxyIdentifier?: InputMaybe<Scalars['String']['input']>;
  /** SID of a number of the pool: `PN` and 32 hexadecimal digits. Default: chosen by Twilio. */
  readonly proxyIdentifierSid?: InputMaybe<Scalars['ID']['input']>;
};

/** Status of a Session. */
export const ProxySessionStatus = {
  /** Closed through the API, or expired. */
  CLOSED: 'CLOSED',
  /** Failed. */
  FAILED: 'FAILED',
  /** At least one Interaction took place. */
  IN_PROGRESS: 'IN_PROGRESS',
  /** Created; no Interaction yet. */
  OPEN: 'OPEN',
  /** Unknown to Twilio. */
  UNKNOWN: 'UNKNOWN',
  /** A value that this version of the gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxySessionStatus = typeof ProxySessionStatus[keyof typeof ProxySessionStatus];
/** Status of a Session, in a filter. */
export const ProxySessionStatusFilter = {
  /** Closed through the API, or expired. */
  CLOSED: 'closed',
  /** Failed. */
  FAILED: 'failed',
  /** At least one Interaction took place. */
  IN_PROGRESS: 'in-progress',
  /** Created; no Interaction yet. */
  OPEN: 'open',
  /** Unknown to Twilio. */
  UNKNOWN: 'unknown'
} as const;

export type ProxySessionStatusFilter = typeof ProxySessionStatusFilter[keyof typeof ProxySessionStatusFilter];
/** Status of a Session, as an input. */
export const ProxySessionStatusInput = {
  /** Closed. */
  CLOSED: 'closed',
  /** In use. Reopens a closed Session. */
  IN_PROGRESS: 'in-progress',
  /** Ready, not used yet. */
  OPEN: 'open'
} as const;

export type ProxySessionStatusInput = typeof ProxySessionStatusInput[keyof typeof ProxySessionStatusInput];
/** A short code in the pool of a Service. Twilio has discontinued short codes for new accounts. */
export type ProxyShortCode = Node & {
  readonly __typename?: 'ProxyShortCode';
  /** SID of the account. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Capabilities of the short code. */
  readonly capabilities?: Maybe<ProxyCapabilities>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last updated. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Globally unique id: `KS…-SC…`. */
  readonly id: Scalars['ID']['output'];
  /** Whether the number is used only when it is requested explicitly. Reserve a number to drain it. */
  readonly isReserved?: Maybe<Scalars['Boolean']['output']>;
  /** Country in ISO 3166-1 alpha-2. */
  readonly isoCountry?: Maybe<Scalars['String']['output']>;
  /** Service of the pool. 1 REST call. */
  readonly service?: Maybe<ProxyService>;
  /** SID of the Service. */
  readonly serviceSid: Scalars['ID']['output'];
  /** The digits of the short code. */
  readonly shortCode?: Maybe<Scalars['String']['output']>;
  /** SID of the short code of the account: `SC` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
};

/** Connection of ShortCodes. */
export type ProxyShortCodeConnection = {
  readonly __typename?: 'ProxyShortCodeConnection';
  /** Edges in this page. */
  readonly edges: ReadonlyArray<ProxyShortCodeEdge>;
  /** Nodes in this page. */
  readonly nodes: ReadonlyArray<ProxyShortCode>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** Edge of a ShortCode connection. */
export type ProxyShortCodeEdge = {
  readonly __typename?: 'ProxyShortCodeEdge';
  /** Opaque; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The ShortCode. */
  readonly node: ProxyShortCode;
};

/** The Interactions of a Session as a conversation. They are read page by page: what happens meanwhile may be missing. */
export type ProxyTranscript = {
  readonly __typename?: 'ProxyTranscript';
  /** Interactions with their direction, oldest first. */
  readonly entries: ReadonlyArray<ProxyTranscriptEntry>;
  /** Whether these are all Interactions of the Session. If not, older ones are missing: raise `upTo`. */
  readonly isComplete: Scalars['Boolean']['output'];
};

/** Between whom an Interaction took place. */
export const ProxyTranscriptDirection = {
  /** From one Participant to the other. */
  BETWEEN: 'BETWEEN',
  /** From your application to a Participant. */
  SYSTEM: 'SYSTEM',
  /** Twilio reports no receiver. */
  UNKNOWN: 'UNKNOWN'
} as const;

export type ProxyTranscriptDirection = typeof ProxyTranscriptDirection[keyof typeof ProxyTranscriptDirection];
/** One Interaction of a transcript. */
export type ProxyTranscriptEntry = {
  readonly __typename?: 'ProxyTranscriptEntry';
  /** Between whom the Interaction took place. */
  readonly direction: ProxyTranscriptDirection;
  /** Participant who started the Interaction; null when Twilio does not know the Participant. 1 REST call per Session, and 1 for each removed Participant that the list lacks. */
  readonly from?: Maybe<ProxyParticipant>;
  /** The Interaction. */
  readonly interaction: ProxyInteraction;
  /** Participant who received the Interaction. The same REST calls as `from`. */
  readonly to?: Maybe<ProxyParticipant>;
};

/** A problem with the input of a mutation: `code` for programs, `message` for people. */
export type ProxyUserError = {
  readonly __typename?: 'ProxyUserError';
  /** The kind of problem. */
  readonly code: ProxyUserErrorCode;
  /** Path to the input field, for example `participants`, `0`, `identifier`; null if no single field is wrong. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Message for people. Contains no phone numbers. */
  readonly message: Scalars['String']['output'];
  /** Twilio's page about `twilioCode`. */
  readonly moreInfo?: Maybe<Scalars['URL']['output']>;
  /** Twilio's error code; null if nothing was sent to Twilio. */
  readonly twilioCode?: Maybe<Scalars['Int']['output']>;
};

/** Kinds of problems with the input of a mutation. */
export const ProxyUserErrorCode = {
  /** The state of the record does not allow it. */
  CONFLICT: 'CONFLICT',
  /** The value is not valid. */
  INVALID: 'INVALID',
  /** The Session cannot change from its current status to this one. */
  INVALID_TRANSITION: 'INVALID_TRANSITION',
  /** Twilio does not allow it for this account or record. */
  NOT_ALLOWED: 'NOT_ALLOWED',
  /** The field cannot be cleared, so it must not be null. */
  NOT_CLEARABLE: 'NOT_CLEARABLE',
  /** The record or its parent does not exist. */
  NOT_FOUND: 'NOT_FOUND',
  /** The number is already in a pool, or in use by Sessions. */
  NUMBER_IN_USE: 'NUMBER_IN_USE',
  /** The account or the pool does not have this number. */
  NUMBER_NOT_AVAILABLE: 'NUMBER_NOT_AVAILABLE',
  /** The identifier already participates, in this Session or with the same proxy number in another one. */
  PARTICIPANT_CONFLICT: 'PARTICIPANT_CONFLICT',
  /** An identifier that was removed from a Session cannot be added to it again. */
  PARTICIPANT_REMOVED: 'PARTICIPANT_REMOVED',
  /** No number of the pool is available for this Participant. */
  POOL_EXHAUSTED: 'POOL_EXHAUSTED',
  /** The pool of the Service is full. */
  POOL_FULL: 'POOL_FULL',
  /** The Session is closed; reopen it first. */
  SESSION_CLOSED: 'SESSION_CLOSED',
  /** A Session has at most two Participants. */
  TOO_MANY_PARTICIPANTS: 'TOO_MANY_PARTICIPANTS',
  /** Another record has this unique name. */
  UNIQUE_NAME_TAKEN: 'UNIQUE_NAME_TAKEN',
  /** Twilio rejected the input with an error code that this version of the gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyUserErrorCode = typeof ProxyUserErrorCode[keyof typeof ProxyUserErrorCode];
/** Webhooks of a Service, as this gateway receives them. */
export type ProxyWebhook = {
  readonly __typename?: 'ProxyWebhook';
  /** When this process last received a valid report of the Service; null for none since it started. */
  readonly dateLastReceived?: Maybe<Scalars['DateTime']['output']>;
  /** Whether `callbackUrl` is one of the URLs of the gateway: fragment, user info and standard port aside; null when the gateway receives no webhooks (`WEBHOOK_URL`). */
  readonly isConnected?: Maybe<Scalars['Boolean']['output']>;
};

/** Entry points for reading. */
export type Query = {
  readonly __typename?: 'Query';
  /** Any object by id; null if it does not exist. 1 REST call. */
  readonly node?: Maybe<Node>;
  /** Objects by id, in the order of `ids`. An object that does not exist is null; a malformed id is null with an error at its index. 1 REST call per distinct id. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** An Interaction by id; null if it does not exist. 1 REST call. */
  readonly proxyInteraction?: Maybe<ProxyInteraction>;
  /** A MessageInteraction by id; null if it does not exist. 1 REST call. */
  readonly proxyMessageInteraction?: Maybe<ProxyMessageInteraction>;
  /** A Participant by id; null if it does not exist. 1 REST call. */
  readonly proxyParticipant?: Maybe<ProxyParticipant>;
  /** A PhoneNumber by id; null if it does not exist. 1 REST call. */
  readonly proxyPhoneNumber?: Maybe<ProxyPhoneNumber>;
  /** A Service by id; null if it does not exist. 1 REST call. */
  readonly proxyService?: Maybe<ProxyService>;
  /** A Service by unique name; null if it does not exist. 1 REST call. */
  readonly proxyServiceByUniqueName?: Maybe<ProxyService>;
  /** The Services of the account, in Twilio's order. 1 REST call per 100 rows. */
  readonly proxyServices?: Maybe<ProxyServiceConnection>;
  /** A Session by id; null if it does not exist. 1 REST call. */
  readonly proxySession?: Maybe<ProxySession>;
  /** A Session by unique name within a Service; null if it does not exist. 1 REST call. */
  readonly proxySessionByUniqueName?: Maybe<ProxySession>;
  /** A ShortCode by id; null if it does not exist. 1 REST call. */
  readonly proxyShortCode?: Maybe<ProxyShortCode>;
};


/** Entry points for reading. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Entry points for reading. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Entry points for reading. */
export type QueryProxyInteractionArgs = {
  id: Scalars['ID']['input'];
};


/** Entry points for reading. */
export type QueryProxyMessageInteractionArgs = {
  id: Scalars['ID']['input'];
};


/** Entry points for reading. */
export type QueryProxyParticipantArgs = {
  id: Scalars['ID']['input'];
};


/** Entry points for reading. */
export type QueryProxyPhoneNumberArgs = {
  id: Scalars['ID']['input'];
};


/** Entry points for reading. */
export type QueryProxyServiceArgs = {
  id: Scalars['ID']['input'];
};


/** Entry points for reading. */
export type QueryProxyServiceByUniqueNameArgs = {
  uniqueName: Scalars['String']['input'];
};


/** Entry points for reading. */
export type QueryProxyServicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Entry points for reading. */
export type QueryProxySessionArgs = {
  id: Scalars['ID']['input'];
};


/** Entry points for reading. */
export type QueryProxySessionByUniqueNameArgs = {
  serviceId: Scalars['ID']['input'];
  uniqueName: Scalars['String']['input'];
};


/** Entry points for reading. */
export type QueryProxyShortCodeArgs = {
  id: Scalars['ID']['input'];
};

/** Live changes. Ask for them over WebSocket, `text/event-stream` or `multipart/mixed;subscriptionSpec=1.0`. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Changes of Interactions in a Service (`KS…`) or a Session (`KS…-KC…`), as Twilio reports them. Null if it does not exist. 1 REST call at the start, none per event unless relations are selected. */
  readonly proxyInteractionChanged?: Maybe<ProxyInteractionEvent>;
};


/** Live changes. Ask for them over WebSocket, `text/event-stream` or `multipart/mixed;subscriptionSpec=1.0`. */
export type SubscriptionProxyInteractionChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  of: Scalars['ID']['input'];
};

/** Input of `updateProxyPhoneNumber`. Omitted fields do not change. */
export type UpdateProxyPhoneNumberInput = {
  /** Id of the PhoneNumber: `KS…-PN…`. */
  readonly id: Scalars['ID']['input'];
  /** Whether the number is used only when it is requested explicitly. Reserve a number to drain it. */
  readonly isReserved?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Result of `updateProxyPhoneNumber`. */
export type UpdateProxyPhoneNumberPayload = {
  readonly __typename?: 'UpdateProxyPhoneNumberPayload';
  /** The PhoneNumber; null on failure. */
  readonly phoneNumber?: Maybe<ProxyPhoneNumber>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `updateProxyService`. Omitted fields do not change. */
export type UpdateProxyServiceInput = {
  /** Receives a webhook for each Interaction; at most 4000 characters. Null clears it. */
  readonly callbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** SID of the Chat instance: `IS` and 32 hexadecimal digits. Null clears it. */
  readonly chatInstanceSid?: InputMaybe<Scalars['ID']['input']>;
  /** Time to live of Sessions without their own `ttl`, in seconds; 0 means no limit. */
  readonly defaultTtl?: InputMaybe<Scalars['Int']['input']>;
  /** How closely a proxy number matches the location of the Participant. */
  readonly geoMatchLevel?: InputMaybe<ProxyServiceGeoMatchLevelInput>;
  /** Id of the Service: `KS…`. */
  readonly id: Scalars['ID']['input'];
  /** Webhook that can block an Interaction before it is connected; at most 4000 characters. Null clears it. */
  readonly interceptCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Whether a Participant keeps its previous proxy number. */
  readonly numberSelectionBehavior?: InputMaybe<ProxyServiceNumberSelectionBehaviorInput>;
  /** Receives calls and text messages that belong to no Session; at most 4000 characters. Null clears it. */
  readonly outOfSessionCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Unique name in the account, 1 to 191 characters. */
  readonly uniqueName?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `updateProxyService`. */
export type UpdateProxyServicePayload = {
  readonly __typename?: 'UpdateProxyServicePayload';
  /** The Service; null on failure. */
  readonly service?: Maybe<ProxyService>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `updateProxySession`. Omitted fields do not change; no field can be cleared. */
export type UpdateProxySessionInput = {
  /** When the Session expires. Takes precedence over `ttl`. Must be in the future. */
  readonly dateExpiry?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether to fail if the identifier already uses the same proxy number in another Session. */
  readonly failOnParticipantConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** Id of the Session: `KS…-KC…`. */
  readonly id: Scalars['ID']['input'];
  /** `CLOSED` closes the Session, `IN_PROGRESS` reopens it. */
  readonly status?: InputMaybe<ProxySessionStatusInput>;
  /** Time to live after creation or last use, in seconds; 0 means no limit. */
  readonly ttl?: InputMaybe<Scalars['Int']['input']>;
};

/** Result of `updateProxySession`. */
export type UpdateProxySessionPayload = {
  readonly __typename?: 'UpdateProxySessionPayload';
  /** The Session; null on failure. */
  readonly session?: Maybe<ProxySession>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Input of `updateProxyShortCode`. Omitted fields do not change. */
export type UpdateProxyShortCodeInput = {
  /** Id of the ShortCode: `KS…-SC…`. */
  readonly id: Scalars['ID']['input'];
  /** Whether the number is used only when it is requested explicitly. Reserve a number to drain it. */
  readonly isReserved?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Result of `updateProxyShortCode`. */
export type UpdateProxyShortCodePayload = {
  readonly __typename?: 'UpdateProxyShortCodePayload';
  /** The ShortCode; null on failure. */
  readonly shortCode?: Maybe<ProxyShortCode>;
  /** Problems with the input. Empty on success. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  ProxyInteraction: ProxyInteraction;
  ProxyMessageInteraction: ProxyMessageInteraction;
  ProxyParticipant: ProxyParticipant;
  ProxyPhoneNumber: ProxyPhoneNumber;
  ProxyService: ProxyService;
  ProxySession: ProxySession;
  ProxyShortCode: ProxyShortCode;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ProxyInteraction:
    ( { __typename: 'ProxyInteraction' }
    & ( GraphQLRecursivePick<FederationTypes['ProxyInteraction'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProxyInteraction'], {"serviceSid":true,"sessionSid":true,"sid":true}> ) );
  ProxyMessageInteraction:
    ( { __typename: 'ProxyMessageInteraction' }
    & ( GraphQLRecursivePick<FederationTypes['ProxyMessageInteraction'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProxyMessageInteraction'], {"serviceSid":true,"sessionSid":true,"participantSid":true,"sid":true}> ) );
  ProxyParticipant:
    ( { __typename: 'ProxyParticipant' }
    & ( GraphQLRecursivePick<FederationTypes['ProxyParticipant'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProxyParticipant'], {"serviceSid":true,"sessionSid":true,"sid":true}> ) );
  ProxyPhoneNumber:
    ( { __typename: 'ProxyPhoneNumber' }
    & ( GraphQLRecursivePick<FederationTypes['ProxyPhoneNumber'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProxyPhoneNumber'], {"serviceSid":true,"sid":true}> ) );
  ProxyService:
    ( { __typename: 'ProxyService' }
    & ( GraphQLRecursivePick<FederationTypes['ProxyService'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProxyService'], {"sid":true}> ) );
  ProxySession:
    ( { __typename: 'ProxySession' }
    & ( GraphQLRecursivePick<FederationTypes['ProxySession'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProxySession'], {"serviceSid":true,"sid":true}>
        | GraphQLRecursivePick<FederationTypes['ProxySession'], {"serviceSid":true,"uniqueName":true}> ) );
  ProxyShortCode:
    ( { __typename: 'ProxyShortCode' }
    & ( GraphQLRecursivePick<FederationTypes['ProxyShortCode'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProxyShortCode'], {"serviceSid":true,"sid":true}> ) );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( Interaction )
    | ( MessageInteraction )
    | ( Participant )
    | ( PhoneNumber )
    | ( Service )
    | ( Session )
    | ( ShortCode )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CloseProxySessionsInput: CloseProxySessionsInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CloseProxySessionsPayload: ResolverTypeWrapper<Omit<CloseProxySessionsPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['CloseProxySessionsResult']> }>;
  CloseProxySessionsResult: ResolverTypeWrapper<Omit<CloseProxySessionsResult, 'session'> & { session?: Maybe<ResolversTypes['ProxySession']> }>;
  CreateProxyMessageInteractionInput: CreateProxyMessageInteractionInput;
  CreateProxyMessageInteractionPayload: ResolverTypeWrapper<Omit<CreateProxyMessageInteractionPayload, 'messageInteraction'> & { messageInteraction?: Maybe<ResolversTypes['ProxyMessageInteraction']> }>;
  CreateProxyParticipantInput: CreateProxyParticipantInput;
  CreateProxyParticipantPayload: ResolverTypeWrapper<Omit<CreateProxyParticipantPayload, 'participant'> & { participant?: Maybe<ResolversTypes['ProxyParticipant']> }>;
  CreateProxyPhoneNumberInput: CreateProxyPhoneNumberInput;
  CreateProxyPhoneNumberPayload: ResolverTypeWrapper<Omit<CreateProxyPhoneNumberPayload, 'phoneNumber'> & { phoneNumber?: Maybe<ResolversTypes['ProxyPhoneNumber']> }>;
  CreateProxyServiceInput: CreateProxyServiceInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CreateProxyServicePayload: ResolverTypeWrapper<Omit<CreateProxyServicePayload, 'service'> & { service?: Maybe<ResolversTypes['ProxyService']> }>;
  CreateProxySessionInput: CreateProxySessionInput;
  CreateProxySessionPayload: ResolverTypeWrapper<Omit<CreateProxySessionPayload, 'session'> & { session?: Maybe<ResolversTypes['ProxySession']> }>;
  CreateProxyShortCodeInput: CreateProxyShortCodeInput;
  CreateProxyShortCodePayload: ResolverTypeWrapper<Omit<CreateProxyShortCodePayload, 'shortCode'> & { shortCode?: Maybe<ResolversTypes['ProxyShortCode']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteProxyInteractionInput: DeleteProxyInteractionInput;
  DeleteProxyInteractionPayload: ResolverTypeWrapper<Omit<DeleteProxyInteractionPayload, 'session'> & { session?: Maybe<ResolversTypes['ProxySession']> }>;
  DeleteProxyParticipantInput: DeleteProxyParticipantInput;
  DeleteProxyParticipantPayload: ResolverTypeWrapper<Omit<DeleteProxyParticipantPayload, 'participant' | 'session'> & { participant?: Maybe<ResolversTypes['ProxyParticipant']>, session?: Maybe<ResolversTypes['ProxySession']> }>;
  DeleteProxyPhoneNumberInput: DeleteProxyPhoneNumberInput;
  DeleteProxyPhoneNumberPayload: ResolverTypeWrapper<Omit<DeleteProxyPhoneNumberPayload, 'service'> & { service?: Maybe<ResolversTypes['ProxyService']> }>;
  DeleteProxyServiceInput: DeleteProxyServiceInput;
  DeleteProxyServicePayload: ResolverTypeWrapper<DeleteProxyServicePayload>;
  DeleteProxySessionInput: DeleteProxySessionInput;
  DeleteProxySessionPayload: ResolverTypeWrapper<Omit<DeleteProxySessionPayload, 'service'> & { service?: Maybe<ResolversTypes['ProxyService']> }>;
  DeleteProxyShortCodeInput: DeleteProxyShortCodeInput;
  DeleteProxyShortCodePayload: ResolverTypeWrapper<Omit<DeleteProxyShortCodePayload, 'service'> & { service?: Maybe<ResolversTypes['ProxyService']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OpenProxySessionInput: OpenProxySessionInput;
  OpenProxySessionParticipantInput: OpenProxySessionParticipantInput;
  OpenProxySessionPayload: ResolverTypeWrapper<Omit<OpenProxySessionPayload, 'messageInteractions' | 'participants' | 'session'> & { messageInteractions?: Maybe<ReadonlyArray<Maybe<ResolversTypes['ProxyMessageInteraction']>>>, participants?: Maybe<ReadonlyArray<ResolversTypes['ProxyParticipant']>>, session?: Maybe<ResolversTypes['ProxySession']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ProxyBatchOutcome: ProxyBatchOutcome;
  ProxyCapabilities: ResolverTypeWrapper<ProxyCapabilities>;
  ProxyCount: ResolverTypeWrapper<ProxyCount>;
  ProxyCountPrecision: ProxyCountPrecision;
  ProxyInteraction: ResolverTypeWrapper<Interaction>;
  ProxyInteractionConnection: ResolverTypeWrapper<Omit<ProxyInteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyInteractionEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyInteraction']> }>;
  ProxyInteractionEdge: ResolverTypeWrapper<Omit<ProxyInteractionEdge, 'node'> & { node: ResolversTypes['ProxyInteraction'] }>;
  ProxyInteractionEvent: ResolverTypeWrapper<InteractionEventModel>;
  ProxyInteractionEventKind: ProxyInteractionEventKind;
  ProxyInteractionResourceStatus: ProxyInteractionResourceStatus;
  ProxyInteractionType: ProxyInteractionType;
  ProxyMessageInteraction: ResolverTypeWrapper<MessageInteraction>;
  ProxyMessageInteractionConnection: ResolverTypeWrapper<Omit<ProxyMessageInteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyMessageInteractionEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyMessageInteraction']> }>;
  ProxyMessageInteractionEdge: ResolverTypeWrapper<Omit<ProxyMessageInteractionEdge, 'node'> & { node: ResolversTypes['ProxyMessageInteraction'] }>;
  ProxyParticipant: ResolverTypeWrapper<Participant>;
  ProxyParticipantConnection: ResolverTypeWrapper<Omit<ProxyParticipantConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyParticipantEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyParticipant']> }>;
  ProxyParticipantEdge: ResolverTypeWrapper<Omit<ProxyParticipantEdge, 'node'> & { node: ResolversTypes['ProxyParticipant'] }>;
  ProxyPhoneNumber: ResolverTypeWrapper<PhoneNumber>;
  ProxyPhoneNumberConnection: ResolverTypeWrapper<Omit<ProxyPhoneNumberConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyPhoneNumberEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyPhoneNumber']> }>;
  ProxyPhoneNumberEdge: ResolverTypeWrapper<Omit<ProxyPhoneNumberEdge, 'node'> & { node: ResolversTypes['ProxyPhoneNumber'] }>;
  ProxyPool: ResolverTypeWrapper<PoolModel>;
  ProxyService: ResolverTypeWrapper<Service>;
  ProxyServiceConnection: ResolverTypeWrapper<Omit<ProxyServiceConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyServiceEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyService']> }>;
  ProxyServiceEdge: ResolverTypeWrapper<Omit<ProxyServiceEdge, 'node'> & { node: ResolversTypes['ProxyService'] }>;
  ProxyServiceGeoMatchLevel: ProxyServiceGeoMatchLevel;
  ProxyServiceGeoMatchLevelInput: null;
  ProxyServiceNumberSelectionBehavior: ProxyServiceNumberSelectionBehavior;
  ProxyServiceNumberSelectionBehaviorInput: null;
  ProxySession: ResolverTypeWrapper<Session>;
  ProxySessionConnection: ResolverTypeWrapper<Omit<ProxySessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxySessionEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxySession']> }>;
  ProxySessionEdge: ResolverTypeWrapper<Omit<ProxySessionEdge, 'node'> & { node: ResolversTypes['ProxySession'] }>;
  ProxySessionFilter: ProxySessionFilter;
  ProxySessionMode: ProxySessionMode;
  ProxySessionModeInput: null;
  ProxySessionParticipantInput: ProxySessionParticipantInput;
  ProxySessionStatus: ProxySessionStatus;
  ProxySessionStatusFilter: null;
  ProxySessionStatusInput: null;
  ProxyShortCode: ResolverTypeWrapper<ShortCode>;
  ProxyShortCodeConnection: ResolverTypeWrapper<Omit<ProxyShortCodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyShortCodeEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyShortCode']> }>;
  ProxyShortCodeEdge: ResolverTypeWrapper<Omit<ProxyShortCodeEdge, 'node'> & { node: ResolversTypes['ProxyShortCode'] }>;
  ProxyTranscript: ResolverTypeWrapper<Omit<ProxyTranscript, 'entries'> & { entries: ReadonlyArray<ResolversTypes['ProxyTranscriptEntry']> }>;
  ProxyTranscriptDirection: ProxyTranscriptDirection;
  ProxyTranscriptEntry: ResolverTypeWrapper<TranscriptEntryModel>;
  ProxyUserError: ResolverTypeWrapper<ProxyUserError>;
  ProxyUserErrorCode: ProxyUserErrorCode;
  ProxyWebhook: ResolverTypeWrapper<ProxyWebhook>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<EventSource>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateProxyPhoneNumberInput: UpdateProxyPhoneNumberInput;
  UpdateProxyPhoneNumberPayload: ResolverTypeWrapper<Omit<UpdateProxyPhoneNumberPayload, 'phoneNumber'> & { phoneNumber?: Maybe<ResolversTypes['ProxyPhoneNumber']> }>;
  UpdateProxyServiceInput: UpdateProxyServiceInput;
  UpdateProxyServicePayload: ResolverTypeWrapper<Omit<UpdateProxyServicePayload, 'service'> & { service?: Maybe<ResolversTypes['ProxyService']> }>;
  UpdateProxySessionInput: UpdateProxySessionInput;
  UpdateProxySessionPayload: ResolverTypeWrapper<Omit<UpdateProxySessionPayload, 'session'> & { session?: Maybe<ResolversTypes['ProxySession']> }>;
  UpdateProxyShortCodeInput: UpdateProxyShortCodeInput;
  UpdateProxyShortCodePayload: ResolverTypeWrapper<Omit<UpdateProxyShortCodePayload, 'shortCode'> & { shortCode?: Maybe<ResolversTypes['ProxyShortCode']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CloseProxySessionsInput: CloseProxySessionsInput;
  ID: Scalars['ID']['output'];
  CloseProxySessionsPayload: Omit<CloseProxySessionsPayload, 'results'> & { results: ReadonlyArray<ResolversParentTypes['CloseProxySessionsResult']> };
  CloseProxySessionsResult: Omit<CloseProxySessionsResult, 'session'> & { session?: Maybe<ResolversParentTypes['ProxySession']> };
  CreateProxyMessageInteractionInput: CreateProxyMessageInteractionInput;
  CreateProxyMessageInteractionPayload: Omit<CreateProxyMessageInteractionPayload, 'messageInteraction'> & { messageInteraction?: Maybe<ResolversParentTypes['ProxyMessageInteraction']> };
  CreateProxyParticipantInput: CreateProxyParticipantInput;
  CreateProxyParticipantPayload: Omit<CreateProxyParticipantPayload, 'participant'> & { participant?: Maybe<ResolversParentTypes['ProxyParticipant']> };
  CreateProxyPhoneNumberInput: CreateProxyPhoneNumberInput;
  CreateProxyPhoneNumberPayload: Omit<CreateProxyPhoneNumberPayload, 'phoneNumber'> & { phoneNumber?: Maybe<ResolversParentTypes['ProxyPhoneNumber']> };
  CreateProxyServiceInput: CreateProxyServiceInput;
  Int: Scalars['Int']['output'];
  CreateProxyServicePayload: Omit<CreateProxyServicePayload, 'service'> & { service?: Maybe<ResolversParentTypes['ProxyService']> };
  CreateProxySessionInput: CreateProxySessionInput;
  CreateProxySessionPayload: Omit<CreateProxySessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['ProxySession']> };
  CreateProxyShortCodeInput: CreateProxyShortCodeInput;
  CreateProxyShortCodePayload: Omit<CreateProxyShortCodePayload, 'shortCode'> & { shortCode?: Maybe<ResolversParentTypes['ProxyShortCode']> };
  DateTime: Scalars['DateTime']['output'];
  DeleteProxyInteractionInput: DeleteProxyInteractionInput;
  DeleteProxyInteractionPayload: Omit<DeleteProxyInteractionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['ProxySession']> };
  DeleteProxyParticipantInput: DeleteProxyParticipantInput;
  DeleteProxyParticipantPayload: Omit<DeleteProxyParticipantPayload, 'participant' | 'session'> & { participant?: Maybe<ResolversParentTypes['ProxyParticipant']>, session?: Maybe<ResolversParentTypes['ProxySession']> };
  DeleteProxyPhoneNumberInput: DeleteProxyPhoneNumberInput;
  DeleteProxyPhoneNumberPayload: Omit<DeleteProxyPhoneNumberPayload, 'service'> & { service?: Maybe<ResolversParentTypes['ProxyService']> };
  DeleteProxyServiceInput: DeleteProxyServiceInput;
  DeleteProxyServicePayload: DeleteProxyServicePayload;
  DeleteProxySessionInput: DeleteProxySessionInput;
  DeleteProxySessionPayload: Omit<DeleteProxySessionPayload, 'service'> & { service?: Maybe<ResolversParentTypes['ProxyService']> };
  DeleteProxyShortCodeInput: DeleteProxyShortCodeInput;
  DeleteProxyShortCodePayload: Omit<DeleteProxyShortCodePayload, 'service'> & { service?: Maybe<ResolversParentTypes['ProxyService']> };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OpenProxySessionInput: OpenProxySessionInput;
  OpenProxySessionParticipantInput: OpenProxySessionParticipantInput;
  OpenProxySessionPayload: Omit<OpenProxySessionPayload, 'messageInteractions' | 'participants' | 'session'> & { messageInteractions?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['ProxyMessageInteraction']>>>, participants?: Maybe<ReadonlyArray<ResolversParentTypes['ProxyParticipant']>>, session?: Maybe<ResolversParentTypes['ProxySession']> };
  PageInfo: PageInfo;
  ProxyCapabilities: ProxyCapabilities;
  ProxyCount: ProxyCount;
  ProxyInteraction: Interaction;
  ProxyInteractionConnection: Omit<ProxyInteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyInteractionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyInteraction']> };
  ProxyInteractionEdge: Omit<ProxyInteractionEdge, 'node'> & { node: ResolversParentTypes['ProxyInteraction'] };
  ProxyInteractionEvent: InteractionEventModel;
  ProxyMessageInteraction: MessageInteraction;
  ProxyMessageInteractionConnection: Omit<ProxyMessageInteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyMessageInteractionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyMessageInteraction']> };
  ProxyMessageInteractionEdge: Omit<ProxyMessageInteractionEdge, 'node'> & { node: ResolversParentTypes['ProxyMessageInteraction'] };
  ProxyParticipant: Participant;
  ProxyParticipantConnection: Omit<ProxyParticipantConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyParticipantEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyParticipant']> };
  ProxyParticipantEdge: Omit<ProxyParticipantEdge, 'node'> & { node: ResolversParentTypes['ProxyParticipant'] };
  ProxyPhoneNumber: PhoneNumber;
  ProxyPhoneNumberConnection: Omit<ProxyPhoneNumberConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyPhoneNumberEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyPhoneNumber']> };
  ProxyPhoneNumberEdge: Omit<ProxyPhoneNumberEdge, 'node'> & { node: ResolversParentTypes['ProxyPhoneNumber'] };
  ProxyPool: PoolModel;
  ProxyService: Service;
  ProxyServiceConnection: Omit<ProxyServiceConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyServiceEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyService']> };
  ProxyServiceEdge: Omit<ProxyServiceEdge, 'node'> & { node: ResolversParentTypes['ProxyService'] };
  ProxySession: Session;
  ProxySessionConnection: Omit<ProxySessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxySessionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxySession']> };
  ProxySessionEdge: Omit<ProxySessionEdge, 'node'> & { node: ResolversParentTypes['ProxySession'] };
  ProxySessionFilter: ProxySessionFilter;
  ProxySessionParticipantInput: ProxySessionParticipantInput;
  ProxyShortCode: ShortCode;
  ProxyShortCodeConnection: Omit<ProxyShortCodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyShortCodeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyShortCode']> };
  ProxyShortCodeEdge: Omit<ProxyShortCodeEdge, 'node'> & { node: ResolversParentTypes['ProxyShortCode'] };
  ProxyTranscript: Omit<ProxyTranscript, 'entries'> & { entries: ReadonlyArray<ResolversParentTypes['ProxyTranscriptEntry']> };
  ProxyTranscriptEntry: TranscriptEntryModel;
  ProxyUserError: ProxyUserError;
  ProxyWebhook: ProxyWebhook;
  Query: Record<PropertyKey, never>;
  Subscription: EventSource;
  URL: Scalars['URL']['output'];
  UpdateProxyPhoneNumberInput: UpdateProxyPhoneNumberInput;
  UpdateProxyPhoneNumberPayload: Omit<UpdateProxyPhoneNumberPayload, 'phoneNumber'> & { phoneNumber?: Maybe<ResolversParentTypes['ProxyPhoneNumber']> };
  UpdateProxyServiceInput: UpdateProxyServiceInput;
  UpdateProxyServicePayload: Omit<UpdateProxyServicePayload, 'service'> & { service?: Maybe<ResolversParentTypes['ProxyService']> };
  UpdateProxySessionInput: UpdateProxySessionInput;
  UpdateProxySessionPayload: Omit<UpdateProxySessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['ProxySession']> };
  UpdateProxyShortCodeInput: UpdateProxyShortCodeInput;
  UpdateProxyShortCodePayload: Omit<UpdateProxyShortCodePayload, 'shortCode'> & { shortCode?: Maybe<ResolversParentTypes['ProxyShortCode']> };
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
};

export type DeferDirectiveArgs = {
  if?: Scalars['Boolean']['input'];
  label?: Maybe<Scalars['String']['input']>;
};

export type DeferDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = DeferDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CloseProxySessionsPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CloseProxySessionsPayload'] = ResolversParentTypes['CloseProxySessionsPayload']> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['CloseProxySessionsResult']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type CloseProxySessionsResultResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CloseProxySessionsResult'] = ResolversParentTypes['CloseProxySessionsResult']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ProxyBatchOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type CreateProxyMessageInteractionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProxyMessageInteractionPayload'] = ResolversParentTypes['CreateProxyMessageInteractionPayload']> = {
  messageInteraction?: Resolver<Maybe<ResolversTypes['ProxyMessageInteraction']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type CreateProxyParticipantPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProxyParticipantPayload'] = ResolversParentTypes['CreateProxyParticipantPayload']> = {
  participant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type CreateProxyPhoneNumberPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProxyPhoneNumberPayload'] = ResolversParentTypes['CreateProxyPhoneNumberPayload']> = {
  phoneNumber?: Resolver<Maybe<ResolversTypes['ProxyPhoneNumber']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type CreateProxyServicePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProxyServicePayload'] = ResolversParentTypes['CreateProxyServicePayload']> = {
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type CreateProxySessionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProxySessionPayload'] = ResolversParentTypes['CreateProxySessionPayload']> = {
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type CreateProxyShortCodePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProxyShortCodePayload'] = ResolversParentTypes['CreateProxyShortCodePayload']> = {
  shortCode?: Resolver<Maybe<ResolversTypes['ProxyShortCode']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteProxyInteractionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteProxyInteractionPayload'] = ResolversParentTypes['DeleteProxyInteractionPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type DeleteProxyParticipantPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteProxyParticipantPayload'] = ResolversParentTypes['DeleteProxyParticipantPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  participant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type DeleteProxyPhoneNumberPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteProxyPhoneNumberPayload'] = ResolversParentTypes['DeleteProxyPhoneNumberPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type DeleteProxyServicePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteProxyServicePayload'] = ResolversParentTypes['DeleteProxyServicePayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type DeleteProxySessionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteProxySessionPayload'] = ResolversParentTypes['DeleteProxySessionPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type DeleteProxyShortCodePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteProxyShortCodePayload'] = ResolversParentTypes['DeleteProxyShortCodePayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  closeProxySessions?: Resolver<Maybe<ResolversTypes['CloseProxySessionsPayload']>, ParentType, ContextType, RequireFields<MutationCloseProxySessionsArgs, 'input'>>;
  createProxyMessageInteraction?: Resolver<Maybe<ResolversTypes['CreateProxyMessageInteractionPayload']>, ParentType, ContextType, RequireFields<MutationCreateProxyMessageInteractionArgs, 'input'>>;
  createProxyParticipant?: Resolver<Maybe<ResolversTypes['CreateProxyParticipantPayload']>, ParentType, ContextType, RequireFields<MutationCreateProxyParticipantArgs, 'input'>>;
  createProxyPhoneNumber?: Resolver<Maybe<ResolversTypes['CreateProxyPhoneNumberPayload']>, ParentType, ContextType, RequireFields<MutationCreateProxyPhoneNumberArgs, 'input'>>;
  createProxyService?: Resolver<Maybe<ResolversTypes['CreateProxyServicePayload']>, ParentType, ContextType, RequireFields<MutationCreateProxyServiceArgs, 'input'>>;
  createProxySession?: Resolver<Maybe<ResolversTypes['CreateProxySessionPayload']>, ParentType, ContextType, RequireFields<MutationCreateProxySessionArgs, 'input'>>;
  createProxyShortCode?: Resolver<Maybe<ResolversTypes['CreateProxyShortCodePayload']>, ParentType, ContextType, RequireFields<MutationCreateProxyShortCodeArgs, 'input'>>;
  deleteProxyInteraction?: Resolver<Maybe<ResolversTypes['DeleteProxyInteractionPayload']>, ParentType, ContextType, RequireFields<MutationDeleteProxyInteractionArgs, 'input'>>;
  deleteProxyParticipant?: Resolver<Maybe<ResolversTypes['DeleteProxyParticipantPayload']>, ParentType, ContextType, RequireFields<MutationDeleteProxyParticipantArgs, 'input'>>;
  deleteProxyPhoneNumber?: Resolver<Maybe<ResolversTypes['DeleteProxyPhoneNumberPayload']>, ParentType, ContextType, RequireFields<MutationDeleteProxyPhoneNumberArgs, 'input'>>;
  deleteProxyService?: Resolver<Maybe<ResolversTypes['DeleteProxyServicePayload']>, ParentType, ContextType, RequireFields<MutationDeleteProxyServiceArgs, 'input'>>;
  deleteProxySession?: Resolver<Maybe<ResolversTypes['DeleteProxySessionPayload']>, ParentType, ContextType, RequireFields<MutationDeleteProxySessionArgs, 'input'>>;
  deleteProxyShortCode?: Resolver<Maybe<ResolversTypes['DeleteProxyShortCodePayload']>, ParentType, ContextType, RequireFields<MutationDeleteProxyShortCodeArgs, 'input'>>;
  openProxySession?: Resolver<Maybe<ResolversTypes['OpenProxySessionPayload']>, ParentType, ContextType, RequireFields<MutationOpenProxySessionArgs, 'input'>>;
  updateProxyPhoneNumber?: Resolver<Maybe<ResolversTypes['UpdateProxyPhoneNumberPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxyPhoneNumberArgs, 'input'>>;
  updateProxyService?: Resolver<Maybe<ResolversTypes['UpdateProxyServicePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxyServiceArgs, 'input'>>;
  updateProxySession?: Resolver<Maybe<ResolversTypes['UpdateProxySessionPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxySessionArgs, 'input'>>;
  updateProxyShortCode?: Resolver<Maybe<ResolversTypes['UpdateProxyShortCodePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxyShortCodeArgs, 'input'>>;
};

export type NodeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'ProxyInteraction' | 'ProxyMessageInteraction' | 'ProxyParticipant' | 'ProxyPhoneNumber' | 'ProxyService' | 'ProxySession' | 'ProxyShortCode', ParentType, ContextType>;
};

export type OpenProxySessionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['OpenProxySessionPayload'] = ResolversParentTypes['OpenProxySessionPayload']> = {
  messageInteractions?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['ProxyMessageInteraction']>>>, ParentType, ContextType>;
  participants?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProxyParticipant']>>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProxyCapabilitiesResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyCapabilities'] = ResolversParentTypes['ProxyCapabilities']> = {
  fax?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  faxInbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  faxOutbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  mms?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  mmsInbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  mmsOutbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  restrictionFaxDomestic?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  restrictionMmsDomestic?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  restrictionSmsDomestic?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  restrictionVoiceDomestic?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  sipTrunking?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  sms?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  smsInbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  smsOutbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  voice?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  voiceInbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  voiceOutbound?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type ProxyCountResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyCount'] = ResolversParentTypes['ProxyCount']> = {
  precision?: Resolver<ResolversTypes['ProxyCountPrecision'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProxyInteractionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyInteraction'] = ResolversParentTypes['ProxyInteraction'], FederationReferenceType extends FederationReferenceTypes['ProxyInteraction'] = FederationReferenceTypes['ProxyInteraction']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProxyInteraction']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  callDurationSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  data?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dateCreated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateUpdated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inboundParticipant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  inboundParticipantSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  inboundResourceSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  inboundResourceStatus?: Resolver<Maybe<ResolversTypes['ProxyInteractionResourceStatus']>, ParentType, ContextType>;
  inboundResourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inboundResourceUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  messageBody?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outboundParticipant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  outboundParticipantSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outboundResourceSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outboundResourceStatus?: Resolver<Maybe<ResolversTypes['ProxyInteractionResourceStatus']>, ParentType, ContextType>;
  outboundResourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outboundResourceUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  serviceSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  sessionSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['ProxyInteractionType']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxyInteractionConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyInteractionConnection'] = ResolversParentTypes['ProxyInteractionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxyInteractionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxyInteraction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProxyInteractionEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyInteractionEdge'] = ResolversParentTypes['ProxyInteractionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxyInteraction'], ParentType, ContextType>;
};

export type ProxyInteractionEventResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyInteractionEvent'] = ResolversParentTypes['ProxyInteractionEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dateReceived?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['ProxyInteraction']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ProxyInteractionEventKind'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
};

export type ProxyMessageInteractionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyMessageInteraction'] = ResolversParentTypes['ProxyMessageInteraction'], FederationReferenceType extends FederationReferenceTypes['ProxyMessageInteraction'] = FederationReferenceTypes['ProxyMessageInteraction']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProxyMessageInteraction']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  data?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dateCreated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateUpdated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inboundParticipant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  inboundParticipantSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  inboundResourceSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  inboundResourceStatus?: Resolver<Maybe<ResolversTypes['ProxyInteractionResourceStatus']>, ParentType, ContextType>;
  inboundResourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inboundResourceUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['ProxyInteraction']>, ParentType, ContextType>;
  messageBody?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outboundParticipant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  outboundParticipantSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outboundResourceSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  outboundResourceStatus?: Resolver<Maybe<ResolversTypes['ProxyInteractionResourceStatus']>, ParentType, ContextType>;
  outboundResourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outboundResourceUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  participant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  participantSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  serviceSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  sessionSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['ProxyInteractionType']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxyMessageInteractionConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyMessageInteractionConnection'] = ResolversParentTypes['ProxyMessageInteractionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxyMessageInteractionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxyMessageInteraction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProxyMessageInteractionEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyMessageInteractionEdge'] = ResolversParentTypes['ProxyMessageInteractionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxyMessageInteraction'], ParentType, ContextType>;
};

export type ProxyParticipantResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyParticipant'] = ResolversParentTypes['ProxyParticipant'], FederationReferenceType extends FederationReferenceTypes['ProxyParticipant'] = FederationReferenceTypes['ProxyParticipant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProxyParticipant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  dateCreated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateDeleted?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateUpdated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  friendlyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  messageInteractions?: Resolver<Maybe<ResolversTypes['ProxyMessageInteractionConnection']>, ParentType, ContextType, Partial<ProxyParticipantMessageInteractionsArgs>>;
  proxyIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  proxyIdentifierSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  proxyPhoneNumber?: Resolver<Maybe<ResolversTypes['ProxyPhoneNumber']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  serviceSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  sessionSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxyParticipantConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyParticipantConnection'] = ResolversParentTypes['ProxyParticipantConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxyParticipantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProxyParticipantEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyParticipantEdge'] = ResolversParentTypes['ProxyParticipantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxyParticipant'], ParentType, ContextType>;
};

export type ProxyPhoneNumberResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyPhoneNumber'] = ResolversParentTypes['ProxyPhoneNumber'], FederationReferenceType extends FederationReferenceTypes['ProxyPhoneNumber'] = FederationReferenceTypes['ProxyPhoneNumber']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProxyPhoneNumber']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  capabilities?: Resolver<Maybe<ResolversTypes['ProxyCapabilities']>, ParentType, ContextType>;
  dateCreated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateUpdated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  friendlyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inUse?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isReserved?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isoCountry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phoneNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  serviceSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxyPhoneNumberConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyPhoneNumberConnection'] = ResolversParentTypes['ProxyPhoneNumberConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxyPhoneNumberEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxyPhoneNumber']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProxyPhoneNumberEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyPhoneNumberEdge'] = ResolversParentTypes['ProxyPhoneNumberEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxyPhoneNumber'], ParentType, ContextType>;
};

export type ProxyPoolResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyPool'] = ResolversParentTypes['ProxyPool']> = {
  crowded?: Resolver<ReadonlyArray<ResolversTypes['ProxyPhoneNumber']>, ParentType, ContextType, Partial<ProxyPoolCrowdedArgs>>;
  highestInUse?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  idle?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inUse?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  phoneNumbers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  room?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProxyServiceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyService'] = ResolversParentTypes['ProxyService'], FederationReferenceType extends FederationReferenceTypes['ProxyService'] = FederationReferenceTypes['ProxyService']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProxyService']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  callbackUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  chatInstanceSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  dateCreated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateUpdated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  defaultTtl?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  geoMatchLevel?: Resolver<Maybe<ResolversTypes['ProxyServiceGeoMatchLevel']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interceptCallbackUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  numberSelectionBehavior?: Resolver<Maybe<ResolversTypes['ProxyServiceNumberSelectionBehavior']>, ParentType, ContextType>;
  outOfSessionCallbackUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  phoneNumbers?: Resolver<Maybe<ResolversTypes['ProxyPhoneNumberConnection']>, ParentType, ContextType, Partial<ProxyServicePhoneNumbersArgs>>;
  pool?: Resolver<Maybe<ResolversTypes['ProxyPool']>, ParentType, ContextType>;
  sessionCount?: Resolver<Maybe<ResolversTypes['ProxyCount']>, ParentType, ContextType, Partial<ProxyServiceSessionCountArgs>>;
  sessions?: Resolver<Maybe<ResolversTypes['ProxySessionConnection']>, ParentType, ContextType, Partial<ProxyServiceSessionsArgs>>;
  shortCodes?: Resolver<Maybe<ResolversTypes['ProxyShortCodeConnection']>, ParentType, ContextType, Partial<ProxyServiceShortCodesArgs>>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  uniqueName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['ProxyWebhook']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxyServiceConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyServiceConnection'] = ResolversParentTypes['ProxyServiceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxyServiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProxyServiceEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyServiceEdge'] = ResolversParentTypes['ProxyServiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxyService'], ParentType, ContextType>;
};

export type ProxyServiceGeoMatchLevelInputResolvers = { AREA_CODE: 'area-code', COUNTRY: 'country', EXTENDED_AREA_CODE: 'extended-area-code', OVERLAY: 'overlay', RADIUS: 'radius' };

export type ProxyServiceNumberSelectionBehaviorInputResolvers = { AVOID_STICKY: 'avoid-sticky', PREFER_STICKY: 'prefer-sticky' };

export type ProxySessionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxySession'] = ResolversParentTypes['ProxySession'], FederationReferenceType extends FederationReferenceTypes['ProxySession'] = FederationReferenceTypes['ProxySession']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProxySession']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  closedReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dateCreated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateEnded?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateExpiry?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateLastInteraction?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateStarted?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateUpdated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interactions?: Resolver<Maybe<ResolversTypes['ProxyInteractionConnection']>, ParentType, ContextType, Partial<ProxySessionInteractionsArgs>>;
  mode?: Resolver<Maybe<ResolversTypes['ProxySessionMode']>, ParentType, ContextType>;
  participants?: Resolver<Maybe<ResolversTypes['ProxyParticipantConnection']>, ParentType, ContextType, Partial<ProxySessionParticipantsArgs>>;
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  serviceSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ProxySessionStatus']>, ParentType, ContextType>;
  transcript?: Resolver<Maybe<ResolversTypes['ProxyTranscript']>, ParentType, ContextType, Partial<ProxySessionTranscriptArgs>>;
  ttl?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  uniqueName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxySessionConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxySessionConnection'] = ResolversParentTypes['ProxySessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxySessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  rowsRead?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProxySessionEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxySessionEdge'] = ResolversParentTypes['ProxySessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxySession'], ParentType, ContextType>;
};

export type ProxySessionModeInputResolvers = { MESSAGE_ONLY: 'message-only', VOICE_AND_MESSAGE: 'voice-and-message', VOICE_ONLY: 'voice-only' };

export type ProxySessionStatusFilterResolvers = { CLOSED: 'closed', FAILED: 'failed', IN_PROGRESS: 'in-progress', OPEN: 'open', UNKNOWN: 'unknown' };

export type ProxySessionStatusInputResolvers = { CLOSED: 'closed', IN_PROGRESS: 'in-progress', OPEN: 'open' };

export type ProxyShortCodeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyShortCode'] = ResolversParentTypes['ProxyShortCode'], FederationReferenceType extends FederationReferenceTypes['ProxyShortCode'] = FederationReferenceTypes['ProxyShortCode']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProxyShortCode']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accountSid?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  capabilities?: Resolver<Maybe<ResolversTypes['ProxyCapabilities']>, ParentType, ContextType>;
  dateCreated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dateUpdated?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isReserved?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isoCountry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  serviceSid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shortCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxyShortCodeConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyShortCodeConnection'] = ResolversParentTypes['ProxyShortCodeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxyShortCodeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxyShortCode']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProxyShortCodeEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyShortCodeEdge'] = ResolversParentTypes['ProxyShortCodeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxyShortCode'], ParentType, ContextType>;
};

export type ProxyTranscriptResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyTranscript'] = ResolversParentTypes['ProxyTranscript']> = {
  entries?: Resolver<ReadonlyArray<ResolversTypes['ProxyTranscriptEntry']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProxyTranscriptEntryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyTranscriptEntry'] = ResolversParentTypes['ProxyTranscriptEntry']> = {
  direction?: Resolver<ResolversTypes['ProxyTranscriptDirection'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
  interaction?: Resolver<ResolversTypes['ProxyInteraction'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType>;
};

export type ProxyUserErrorResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyUserError'] = ResolversParentTypes['ProxyUserError']> = {
  code?: Resolver<ResolversTypes['ProxyUserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moreInfo?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  twilioCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProxyWebhookResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyWebhook'] = ResolversParentTypes['ProxyWebhook']> = {
  dateLastReceived?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isConnected?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  proxyInteraction?: Resolver<Maybe<ResolversTypes['ProxyInteraction']>, ParentType, ContextType, RequireFields<QueryProxyInteractionArgs, 'id'>>;
  proxyMessageInteraction?: Resolver<Maybe<ResolversTypes['ProxyMessageInteraction']>, ParentType, ContextType, RequireFields<QueryProxyMessageInteractionArgs, 'id'>>;
  proxyParticipant?: Resolver<Maybe<ResolversTypes['ProxyParticipant']>, ParentType, ContextType, RequireFields<QueryProxyParticipantArgs, 'id'>>;
  proxyPhoneNumber?: Resolver<Maybe<ResolversTypes['ProxyPhoneNumber']>, ParentType, ContextType, RequireFields<QueryProxyPhoneNumberArgs, 'id'>>;
  proxyService?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType, RequireFields<QueryProxyServiceArgs, 'id'>>;
  proxyServiceByUniqueName?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType, RequireFields<QueryProxyServiceByUniqueNameArgs, 'uniqueName'>>;
  proxyServices?: Resolver<Maybe<ResolversTypes['ProxyServiceConnection']>, ParentType, ContextType, Partial<QueryProxyServicesArgs>>;
  proxySession?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType, RequireFields<QueryProxySessionArgs, 'id'>>;
  proxySessionByUniqueName?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType, RequireFields<QueryProxySessionByUniqueNameArgs, 'serviceId' | 'uniqueName'>>;
  proxyShortCode?: Resolver<Maybe<ResolversTypes['ProxyShortCode']>, ParentType, ContextType, RequireFields<QueryProxyShortCodeArgs, 'id'>>;
};

export type SubscriptionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  proxyInteractionChanged?: SubscriptionResolver<Maybe<ResolversTypes['ProxyInteractionEvent']>, "proxyInteractionChanged", ParentType, ContextType, RequireFields<SubscriptionProxyInteractionChangedArgs, 'of'>>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UpdateProxyPhoneNumberPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateProxyPhoneNumberPayload'] = ResolversParentTypes['UpdateProxyPhoneNumberPayload']> = {
  phoneNumber?: Resolver<Maybe<ResolversTypes['ProxyPhoneNumber']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type UpdateProxyServicePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateProxyServicePayload'] = ResolversParentTypes['UpdateProxyServicePayload']> = {
  service?: Resolver<Maybe<ResolversTypes['ProxyService']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type UpdateProxySessionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateProxySessionPayload'] = ResolversParentTypes['UpdateProxySessionPayload']> = {
  session?: Resolver<Maybe<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type UpdateProxyShortCodePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateProxyShortCodePayload'] = ResolversParentTypes['UpdateProxyShortCodePayload']> = {
  shortCode?: Resolver<Maybe<ResolversTypes['ProxyShortCode']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ProxyUserError']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GatewayContext> = {
  CloseProxySessionsPayload?: CloseProxySessionsPayloadResolvers<ContextType>;
  CloseProxySessionsResult?: CloseProxySessionsResultResolvers<ContextType>;
  CreateProxyMessageInteractionPayload?: CreateProxyMessageInteractionPayloadResolvers<ContextType>;
  CreateProxyParticipantPayload?: CreateProxyParticipantPayloadResolvers<ContextType>;
  CreateProxyPhoneNumberPayload?: CreateProxyPhoneNumberPayloadResolvers<ContextType>;
  CreateProxyServicePayload?: CreateProxyServicePayloadResolvers<ContextType>;
  CreateProxySessionPayload?: CreateProxySessionPayloadResolvers<ContextType>;
  CreateProxyShortCodePayload?: CreateProxyShortCodePayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteProxyInteractionPayload?: DeleteProxyInteractionPayloadResolvers<ContextType>;
  DeleteProxyParticipantPayload?: DeleteProxyParticipantPayloadResolvers<ContextType>;
  DeleteProxyPhoneNumberPayload?: DeleteProxyPhoneNumberPayloadResolvers<ContextType>;
  DeleteProxyServicePayload?: DeleteProxyServicePayloadResolvers<ContextType>;
  DeleteProxySessionPayload?: DeleteProxySessionPayloadResolvers<ContextType>;
  DeleteProxyShortCodePayload?: DeleteProxyShortCodePayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OpenProxySessionPayload?: OpenProxySessionPayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ProxyCapabilities?: ProxyCapabilitiesResolvers<ContextType>;
  ProxyCount?: ProxyCountResolvers<ContextType>;
  ProxyInteraction?: ProxyInteractionResolvers<ContextType>;
  ProxyInteractionConnection?: ProxyInteractionConnectionResolvers<ContextType>;
  ProxyInteractionEdge?: ProxyInteractionEdgeResolvers<ContextType>;
  ProxyInteractionEvent?: ProxyInteractionEventResolvers<ContextType>;
  ProxyMessageInteraction?: ProxyMessageInteractionResolvers<ContextType>;
  ProxyMessageInteractionConnection?: ProxyMessageInteractionConnectionResolvers<ContextType>;
  ProxyMessageInteractionEdge?: ProxyMessageInteractionEdgeResolvers<ContextType>;
  ProxyParticipant?: ProxyParticipantResolvers<ContextType>;
  ProxyParticipantConnection?: ProxyParticipantConnectionResolvers<ContextType>;
  ProxyParticipantEdge?: ProxyParticipantEdgeResolvers<ContextType>;
  ProxyPhoneNumber?: ProxyPhoneNumberResolvers<ContextType>;
  ProxyPhoneNumberConnection?: ProxyPhoneNumberConnectionResolvers<ContextType>;
  ProxyPhoneNumberEdge?: ProxyPhoneNumberEdgeResolvers<ContextType>;
  ProxyPool?: ProxyPoolResolvers<ContextType>;
  ProxyService?: ProxyServiceResolvers<ContextType>;
  ProxyServiceConnection?: ProxyServiceConnectionResolvers<ContextType>;
  ProxyServiceEdge?: ProxyServiceEdgeResolvers<ContextType>;
  ProxyServiceGeoMatchLevelInput?: ProxyServiceGeoMatchLevelInputResolvers;
  ProxyServiceNumberSelectionBehaviorInput?: ProxyServiceNumberSelectionBehaviorInputResolvers;
  ProxySession?: ProxySessionResolvers<ContextType>;
  ProxySessionConnection?: ProxySessionConnectionResolvers<ContextType>;
  ProxySessionEdge?: ProxySessionEdgeResolvers<ContextType>;
  ProxySessionModeInput?: ProxySessionModeInputResolvers;
  ProxySessionStatusFilter?: ProxySessionStatusFilterResolvers;
  ProxySessionStatusInput?: ProxySessionStatusInputResolvers;
  ProxyShortCode?: ProxyShortCodeResolvers<ContextType>;
  ProxyShortCodeConnection?: ProxyShortCodeConnectionResolvers<ContextType>;
  ProxyShortCodeEdge?: ProxyShortCodeEdgeResolvers<ContextType>;
  ProxyTranscript?: ProxyTranscriptResolvers<ContextType>;
  ProxyTranscriptEntry?: ProxyTranscriptEntryResolvers<ContextType>;
  ProxyUserError?: ProxyUserErrorResolvers<ContextType>;
  ProxyWebhook?: ProxyWebhookResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UpdateProxyPhoneNumberPayload?: UpdateProxyPhoneNumberPayloadResolvers<ContextType>;
  UpdateProxyServicePayload?: UpdateProxyServicePayloadResolvers<ContextType>;
  UpdateProxySessionPayload?: UpdateProxySessionPayloadResolvers<ContextType>;
  UpdateProxyShortCodePayload?: UpdateProxyShortCodePayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GatewayContext> = {
  defer?: DeferDirectiveResolver<any, any, ContextType>;
};
