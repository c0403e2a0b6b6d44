// Written by codegen (npm run codegen). Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Service } from '../twilio/resources/service.ts';
import type { Session } from '../twilio/resources/session.ts';
import type { Participant } from '../twilio/resources/participant.ts';
import type { Interaction } from '../twilio/resources/interaction.ts';
import type { MessageInteraction } from '../twilio/resources/message-interaction.ts';
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
  /** A moment, in RFC 3339 with the zone Z: `2026-03-02T09:00:00Z`. */
  DateTime: { input: Date; output: string; }
  /** An absolute address, as Twilio keeps it. As input: `http://` or `https://` with a host, without blanks or control characters; it is stored unchanged, user info included. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A text to send to a Participant. At least one of `body` and `mediaUrl` is needed. */
export type CreateProxyMessageInteractionInput = {
  /** The text. Personal data. */
  readonly body?: InputMaybe<Scalars['String']['input']>;
  /** Media to send. Twilio has reserved it and does not support it yet. */
  readonly mediaUrl?: InputMaybe<ReadonlyArray<Scalars['URL']['input']>>;
  /** The id of the Participant: `KS…-KC…-KP…`. */
  readonly participantId: Scalars['ID']['input'];
};

/** What became of a text. It was sent once, whatever the answer says. */
export type CreateProxyMessageInteractionPayload = {
  readonly __typename?: 'CreateProxyMessageInteractionPayload';
  /** The MessageInteraction; null when it was not written. */
  readonly messageInteraction?: Maybe<ProxyMessageInteraction>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A new Participant of a Session. */
export type CreateProxyParticipantInput = {
  /** Whether to fail, rather than to go on, when a Participant meets the same proxy number in another Session. */
  readonly failOnParticipantConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** Your own label: at most 255 characters. */
  readonly friendlyName?: InputMaybe<Scalars['String']['input']>;
  /** The real phone number in E.164, or a channel address such as `messenger:123456`; at most 191 characters. Personal data. */
  readonly identifier: Scalars['String']['input'];
  /** The number of the pool to use; Twilio chooses one when nothing is said. At most 255 characters. */
  readonly proxyIdentifier?: InputMaybe<Scalars['String']['input']>;
  /** The SID of the number of the pool to use: `PN` and 32 hexadecimal digits. */
  readonly proxyIdentifierSid?: InputMaybe<Scalars['ID']['input']>;
  /** The id of the Session: `KS…-KC…`. */
  readonly sessionId: Scalars['ID']['input'];
};

/** What became of a new Participant. */
export type CreateProxyParticipantPayload = {
  readonly __typename?: 'CreateProxyParticipantPayload';
  /** The Participant; null when it was not written. */
  readonly participant?: Maybe<ProxyParticipant>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A PhoneNumber of the account for the pool of a Service. One of `sid` and `phoneNumber` is needed. */
export type CreateProxyPhoneNumberInput = {
  /** Whether only an explicit choice of a number may use it; reserve a number to drain it. */
  readonly isReserved?: InputMaybe<Scalars['Boolean']['input']>;
  /** The number itself, in E.164. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** The id of the Service: `KS…`. */
  readonly serviceId: Scalars['ID']['input'];
  /** The SID of an incoming phone number of the account: `PN` and 32 hexadecimal digits. */
  readonly sid?: InputMaybe<Scalars['ID']['input']>;
};

/** What became of a new PhoneNumber. */
export type CreateProxyPhoneNumberPayload = {
  readonly __typename?: 'CreateProxyPhoneNumberPayload';
  /** The PhoneNumber; null when it was not written. */
  readonly phoneNumber?: Maybe<ProxyPhoneNumber>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A new Service. */
export type CreateProxyServiceInput = {
  /** Where Twilio reports each Interaction; at most 4000 characters. On update, null clears it. */
  readonly callbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** The Chat instance that the Service belongs to: `IS` and 32 hexadecimal digits. On update, null clears it. */
  readonly chatInstanceSid?: InputMaybe<Scalars['ID']['input']>;
  /** How long Sessions without a time to live of their own live, in seconds; 0 means without end. */
  readonly defaultTtl?: InputMaybe<Scalars['Int']['input']>;
  /** How near a proxy number must be to the Participant. Twilio begins with COUNTRY. */
  readonly geoMatchLevel?: InputMaybe<ProxyServiceGeoMatchLevelInput>;
  /** Whom Twilio asks before it connects an Interaction; at most 4000 characters. On update, null clears it. */
  readonly interceptCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Whether a Participant keeps the proxy number that it had before. Twilio begins with PREFER_STICKY. */
  readonly numberSelectionBehavior?: InputMaybe<ProxyServiceNumberSelectionBehaviorInput>;
  /** Where Twilio reports calls and texts that belong to no Session; at most 4000 characters. On update, null clears it. */
  readonly outOfSessionCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Your own name for the Service: 1 to 191 characters, unique in the account. */
  readonly uniqueName: Scalars['String']['input'];
};

/** What became of a new Service. */
export type CreateProxyServicePayload = {
  readonly __typename?: 'CreateProxyServicePayload';
  /** The Service; null when it was not written. */
  readonly service?: Maybe<ProxyService>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A new Session. */
export type CreateProxySessionInput = {
  /** When the Session expires; counts before `ttl`. Must not have passed. */
  readonly dateExpiry?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether to fail, rather than to go on, when a Participant meets the same proxy number in another Session. */
  readonly failOnParticipantConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** Which kinds of Interaction it carries. Twilio begins with VOICE_AND_MESSAGE. */
  readonly mode?: InputMaybe<ProxySessionModeInput>;
  /** Participants to add at once, in the same REST call. Twilio knows two at most. */
  readonly participants?: InputMaybe<ReadonlyArray<ProxySessionParticipantInput>>;
  /** The id of the Service: `KS…`. */
  readonly serviceId: Scalars['ID']['input'];
  /** Where it begins. Twilio begins with OPEN. */
  readonly status?: InputMaybe<ProxySessionStatusInput>;
  /** How long the Session lives after it was created or last used, in seconds; 0 means without end. Left out, that of the Service counts. */
  readonly ttl?: InputMaybe<Scalars['Int']['input']>;
  /** Your own name for the Session: 1 to 191 characters, unique in the Service. */
  readonly uniqueName?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a new Session. */
export type CreateProxySessionPayload = {
  readonly __typename?: 'CreateProxySessionPayload';
  /** The Session; null when it was not written. */
  readonly session?: Maybe<ProxySession>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A ShortCode of the account for the pool of a Service. */
export type CreateProxyShortCodeInput = {
  /** The id of the Service: `KS…`. */
  readonly serviceId: Scalars['ID']['input'];
  /** The SID of a short code of the account: `SC` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['input'];
};

/** What became of a new ShortCode. */
export type CreateProxyShortCodePayload = {
  readonly __typename?: 'CreateProxyShortCodePayload';
  /** The ShortCode; null when it was not written. */
  readonly shortCode?: Maybe<ProxyShortCode>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** An Interaction to delete. The calls and messages themselves are other records of Twilio and stay. */
export type DeleteProxyInteractionInput = {
  /** The id of the Interaction: `KS…-KC…-KI…`. */
  readonly id: Scalars['ID']['input'];
};

/** What became of the deletion of an Interaction. */
export type DeleteProxyInteractionPayload = {
  readonly __typename?: 'DeleteProxyInteractionPayload';
  /** The id of the Interaction; null when it was not deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** The Session that it belonged to. Costs one REST call unless only path fields are asked. */
  readonly session?: Maybe<ProxySession>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A Participant to remove. It stays readable, with `dateDeleted`, as long as its Session. */
export type DeleteProxyParticipantInput = {
  /** The id of the Participant: `KS…-KC…-KP…`. */
  readonly id: Scalars['ID']['input'];
};

/** What became of the removal of a Participant. */
export type DeleteProxyParticipantPayload = {
  readonly __typename?: 'DeleteProxyParticipantPayload';
  /** The id of the Participant; null when it was not removed. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** The removed Participant, with `dateDeleted`. Costs one REST call unless only path fields are asked. */
  readonly participant?: Maybe<ProxyParticipant>;
  /** The Session that it belonged to. Costs one REST call unless only path fields are asked. */
  readonly session?: Maybe<ProxySession>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A PhoneNumber to take out of the pool of its Service. The account keeps it. */
export type DeleteProxyPhoneNumberInput = {
  /** The id of the PhoneNumber: `KS…-PN…`. */
  readonly id: Scalars['ID']['input'];
};

/** What became of the deletion of a PhoneNumber. */
export type DeleteProxyPhoneNumberPayload = {
  readonly __typename?: 'DeleteProxyPhoneNumberPayload';
  /** The id of the PhoneNumber; null when it was not deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** The Service whose pool held it. Costs one REST call unless only path fields are asked. */
  readonly service?: Maybe<ProxyService>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A Service to delete, with all Sessions, Participants and Interactions in it. Twilio does so even while Sessions are in use. */
export type DeleteProxyServiceInput = {
  /** The id of the Service: `KS…`. */
  readonly id: Scalars['ID']['input'];
};

/** What became of the deletion of a Service. */
export type DeleteProxyServicePayload = {
  readonly __typename?: 'DeleteProxyServicePayload';
  /** The id of the Service; null when it was not deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A Session to delete, with its Participants and Interactions. */
export type DeleteProxySessionInput = {
  /** The id of the Session: `KS…-KC…`. */
  readonly id: Scalars['ID']['input'];
};

/** What became of the deletion of a Session. */
export type DeleteProxySessionPayload = {
  readonly __typename?: 'DeleteProxySessionPayload';
  /** The id of the Session; null when it was not deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** The Service that it belonged to. Costs one REST call unless only path fields are asked. */
  readonly service?: Maybe<ProxyService>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** A ShortCode to take out of the pool of its Service. The account keeps it. */
export type DeleteProxyShortCodeInput = {
  /** The id of the ShortCode: `KS…-SC…`. */
  readonly id: Scalars['ID']['input'];
};

/** What became of the deletion of a ShortCode. */
export type DeleteProxyShortCodePayload = {
  readonly __typename?: 'DeleteProxyShortCodePayload';
  /** The id of the ShortCode; null when it was not deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** The Service whose pool held it. Costs one REST call unless only path fields are asked. */
  readonly service?: Maybe<ProxyService>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Sends a text to a Participant. It is sent once; it is never repeated when its fate is not known. Costs one REST call. */
  readonly createProxyMessageInteraction?: Maybe<CreateProxyMessageInteractionPayload>;
  /** Adds a Participant to a Session. Twilio cannot change one: remove it and add another. Costs one REST call. */
  readonly createProxyParticipant?: Maybe<CreateProxyParticipantPayload>;
  /** Puts a PhoneNumber of the account into the pool of a Service. Costs one REST call. */
  readonly createProxyPhoneNumber?: Maybe<CreateProxyPhoneNumberPayload>;
  /** Creates a Service. Costs one REST call. */
  readonly createProxyService?: Maybe<CreateProxyServicePayload>;
  /** Creates a Session, with Participants if they are given. Costs one REST call. */
  readonly createProxySession?: Maybe<CreateProxySessionPayload>;
  /** Puts a ShortCode of the account into the pool of a Service. Costs one REST call. */
  readonly createProxyShortCode?: Maybe<CreateProxyShortCodePayload>;
  /** Deletes an Interaction. Costs one REST call. */
  readonly deleteProxyInteraction?: Maybe<DeleteProxyInteractionPayload>;
  /** Removes a Participant from a Session; it stays readable. Costs one REST call. */
  readonly deleteProxyParticipant?: Maybe<DeleteProxyParticipantPayload>;
  /** Takes a PhoneNumber out of the pool of its Service. Costs one REST call. */
  readonly deleteProxyPhoneNumber?: Maybe<DeleteProxyPhoneNumberPayload>;
  /** Deletes a Service and everything in it, even while Sessions are in use. Costs one REST call. */
  readonly deleteProxyService?: Maybe<DeleteProxyServicePayload>;
  /** Deletes a Session with its Participants and Interactions. Costs one REST call. */
  readonly deleteProxySession?: Maybe<DeleteProxySessionPayload>;
  /** Takes a ShortCode out of the pool of its Service. Costs one REST call. */
  readonly deleteProxyShortCode?: Maybe<DeleteProxyShortCodePayload>;
  /** Changes a PhoneNumber. Costs one REST call. */
  readonly updateProxyPhoneNumber?: Maybe<UpdateProxyPhoneNumberPayload>;
  /** Changes a Service. Costs one REST call. */
  readonly updateProxyService?: Maybe<UpdateProxyServicePayload>;
  /** Changes a Session: closes it, opens it again, or gives it more time. Costs one REST call. */
  readonly updateProxySession?: Maybe<UpdateProxySessionPayload>;
  /** Changes a ShortCode. Costs one REST call. */
  readonly updateProxyShortCode?: Maybe<UpdateProxyShortCodePayload>;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationCreateProxyMessageInteractionArgs = {
  input: CreateProxyMessageInteractionInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationCreateProxyParticipantArgs = {
  input: CreateProxyParticipantInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationCreateProxyPhoneNumberArgs = {
  input: CreateProxyPhoneNumberInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationCreateProxyServiceArgs = {
  input: CreateProxyServiceInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationCreateProxySessionArgs = {
  input: CreateProxySessionInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationCreateProxyShortCodeArgs = {
  input: CreateProxyShortCodeInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationDeleteProxyInteractionArgs = {
  input: DeleteProxyInteractionInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationDeleteProxyParticipantArgs = {
  input: DeleteProxyParticipantInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationDeleteProxyPhoneNumberArgs = {
  input: DeleteProxyPhoneNumberInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationDeleteProxyServiceArgs = {
  input: DeleteProxyServiceInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationDeleteProxySessionArgs = {
  input: DeleteProxySessionInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationDeleteProxyShortCodeArgs = {
  input: DeleteProxyShortCodeInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationUpdateProxyPhoneNumberArgs = {
  input: UpdateProxyPhoneNumberInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationUpdateProxyServiceArgs = {
  input: UpdateProxyServiceInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationUpdateProxySessionArgs = {
  input: UpdateProxySessionInput;
};


/** What can be written. Each field costs one REST call, and the fields of an operation are carried out one after the other. */
export type MutationUpdateProxyShortCodeArgs = {
  input: UpdateProxyShortCodeInput;
};

/** Everything that has a stable id of its own, after the Relay Global Object Identification specification. */
export type Node = {
  /** The SID path joined by `-`, for example `KS…-KC…`. Globally unique; a program that holds SIDs can build it. */
  readonly id: Scalars['ID']['output'];
};

/** Where a page of a connection lies within its list, after the Relay Cursor Connections specification. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last edge; pass it as `after` to page forwards. Null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether Twilio has rows after this page. Known without another REST call. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether Twilio has rows before this page. Known without another REST call. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; pass it as `before` to page backwards. Null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** What a number can carry. Null where Twilio does not say. */
export type ProxyCapabilities = {
  readonly __typename?: 'ProxyCapabilities';
  /** Whether it carries faxes in both directions. */
  readonly fax?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it receives faxes. */
  readonly faxInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it sends or starts faxes. */
  readonly faxOutbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it carries messages with media in both directions. */
  readonly mms?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it receives messages with media. */
  readonly mmsInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it sends or starts messages with media. */
  readonly mmsOutbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether faxes are restricted to its own country. */
  readonly restrictionFaxDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether messages with media are restricted to its own country. */
  readonly restrictionMmsDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether text messages are restricted to its own country. */
  readonly restrictionSmsDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether calls are restricted to its own country. */
  readonly restrictionVoiceDomestic?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it can be used with SIP trunking. */
  readonly sipTrunking?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it carries text messages in both directions. */
  readonly sms?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it receives text messages. */
  readonly smsInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it sends or starts text messages. */
  readonly smsOutbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it carries calls in both directions. */
  readonly voice?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it receives calls. */
  readonly voiceInbound?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it sends or starts calls. */
  readonly voiceOutbound?: Maybe<Scalars['Boolean']['output']>;
};

/** An Interaction: one call or one text between the Participants of a Session. */
export type ProxyInteraction = Node & {
  readonly __typename?: 'ProxyInteraction';
  /** The account that owns the Interaction. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** How long a call took, in seconds, taken out of `data`; null for a message and while the call lasts. */
  readonly callDurationSeconds?: Maybe<Scalars['Int']['output']>;
  /** What was said or how long, as Twilio keeps it: JSON in a string. Personal data. */
  readonly data?: Maybe<Scalars['String']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last changed. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** The SID path joined by `-`: `KS…-KC…-KI…`. */
  readonly id: Scalars['ID']['output'];
  /** The Participant who began. Costs one REST call for each Session, shared by all its rows, unless only path fields are asked. */
  readonly inboundParticipant?: Maybe<ProxyParticipant>;
  /** The SID of the Participant who began. */
  readonly inboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** The SID of the call or message of that leg. */
  readonly inboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** How far that leg came. */
  readonly inboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** What that leg is: `Call` or `Message`. */
  readonly inboundResourceType?: Maybe<Scalars['String']['output']>;
  /** Where Twilio keeps the call or message of that leg. */
  readonly inboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** The text of a message, taken out of `data`; null for a call. Personal data. */
  readonly messageBody?: Maybe<Scalars['String']['output']>;
  /** The Participant who was reached. Costs one REST call for each Session, shared by all its rows, unless only path fields are asked. */
  readonly outboundParticipant?: Maybe<ProxyParticipant>;
  /** The SID of the Participant who was reached. */
  readonly outboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** The SID of the call or message of that leg. */
  readonly outboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** How far that leg came. */
  readonly outboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** What that leg is: `Call` or `Message`. */
  readonly outboundResourceType?: Maybe<Scalars['String']['output']>;
  /** Where Twilio keeps the call or message of that leg. */
  readonly outboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** The SID of the Service that the Session belongs to. */
  readonly serviceSid: Scalars['ID']['output'];
  /** The Session that the Interaction belongs to. Costs one REST call unless only path fields are asked or it was read already. */
  readonly session?: Maybe<ProxySession>;
  /** The SID of the Session that the Interaction belongs to. */
  readonly sessionSid: Scalars['ID']['output'];
  /** The SID that Twilio gave the Interaction: `KI` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
  /** Whether it was a text or a call. */
  readonly type?: Maybe<ProxyInteractionType>;
};

/** A page of Interactions. */
export type ProxyInteractionConnection = {
  readonly __typename?: 'ProxyInteractionConnection';
  /** The rows of the page, each with its cursor. */
  readonly edges: ReadonlyArray<ProxyInteractionEdge>;
  /** The rows of the page, without cursors. */
  readonly nodes: ReadonlyArray<ProxyInteraction>;
  /** Where the page lies within the list. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of Interactions. */
export type ProxyInteractionEdge = {
  readonly __typename?: 'ProxyInteractionEdge';
  /** An opaque place in this list; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Interaction. */
  readonly node: ProxyInteraction;
};

/** How far one leg of an Interaction came. */
export const ProxyInteractionResourceStatus = {
  /** Message: taken in by Twilio. */
  ACCEPTED: 'ACCEPTED',
  /** Call: answered. */
  ANSWERED: 'ANSWERED',
  /** Call: the line was busy. */
  BUSY: 'BUSY',
  /** Canceled before it was done. */
  CANCELED: 'CANCELED',
  /** Call: ended after it was answered. */
  COMPLETED: 'COMPLETED',
  /** The record of the leg was deleted. */
  DELETED: 'DELETED',
  /** Message: the carrier confirmed the delivery. */
  DELIVERED: 'DELIVERED',
  /** Message: sent, and no word of the carrier. */
  DELIVERY_UNKNOWN: 'DELIVERY_UNKNOWN',
  /** It could not be done. */
  FAILED: 'FAILED',
  /** Call: Twilio dials. */
  INITIATED: 'INITIATED',
  /** Call: the two are talking. */
  IN_PROGRESS: 'IN_PROGRESS',
  /** Call: nobody answered. */
  NO_ANSWER: 'NO_ANSWER',
  /** Waits to be sent or dialled. */
  QUEUED: 'QUEUED',
  /** Message: received by Twilio. */
  RECEIVED: 'RECEIVED',
  /** Message: being received by Twilio. */
  RECEIVING: 'RECEIVING',
  /** Call: the phone rings. */
  RINGING: 'RINGING',
  /** Message: to be sent at a set time. */
  SCHEDULED: 'SCHEDULED',
  /** Message: being handed to the carrier. */
  SENDING: 'SENDING',
  /** Message: handed to the carrier. */
  SENT: 'SENT',
  /** Message: the carrier could not deliver it. */
  UNDELIVERED: 'UNDELIVERED',
  /** Twilio does not know. */
  UNKNOWN: 'UNKNOWN',
  /** A value that Twilio added after this gateway was built. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyInteractionResourceStatus = typeof ProxyInteractionResourceStatus[keyof typeof ProxyInteractionResourceStatus];
/** Whether an Interaction was a text or a call. */
export const ProxyInteractionType = {
  /** A text. */
  MESSAGE: 'MESSAGE',
  /** Twilio does not know. */
  UNKNOWN: 'UNKNOWN',
  /** A value that Twilio added after this gateway was built. */
  UNRECOGNIZED: 'UNRECOGNIZED',
  /** A call. */
  VOICE: 'VOICE'
} as const;

export type ProxyInteractionType = typeof ProxyInteractionType[keyof typeof ProxyInteractionType];
/** A MessageInteraction: a text that the system itself sent to a Participant. */
export type ProxyMessageInteraction = Node & {
  readonly __typename?: 'ProxyMessageInteraction';
  /** The account that owns the MessageInteraction. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** What was said, as Twilio keeps it: JSON in a string. Personal data. */
  readonly data?: Maybe<Scalars['String']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last changed. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** The SID path joined by `-`: `KS…-KC…-KP…-KI…`. */
  readonly id: Scalars['ID']['output'];
  /** Always null: the system itself began. */
  readonly inboundParticipant?: Maybe<ProxyParticipant>;
  /** The SID of the Participant who began. Always null here. */
  readonly inboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** The SID of the call or message of that leg. Always null here. */
  readonly inboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** How far that leg came. Always null here. */
  readonly inboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** What that leg is: `Call` or `Message`. Always null here. */
  readonly inboundResourceType?: Maybe<Scalars['String']['output']>;
  /** Where Twilio keeps the call or message of that leg. Always null here. */
  readonly inboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** The same record among the Interactions of the Session. Costs one REST call unless only path fields are asked. */
  readonly interaction?: Maybe<ProxyInteraction>;
  /** The text of the message, taken out of `data`. Personal data. */
  readonly messageBody?: Maybe<Scalars['String']['output']>;
  /** The Participant who was reached. Costs one REST call for each Session, shared by all its rows, unless only path fields are asked. */
  readonly outboundParticipant?: Maybe<ProxyParticipant>;
  /** The SID of the Participant who was reached. */
  readonly outboundParticipantSid?: Maybe<Scalars['ID']['output']>;
  /** The SID of the call or message of that leg. */
  readonly outboundResourceSid?: Maybe<Scalars['ID']['output']>;
  /** How far that leg came. */
  readonly outboundResourceStatus?: Maybe<ProxyInteractionResourceStatus>;
  /** What that leg is: `Call` or `Message`. */
  readonly outboundResourceType?: Maybe<Scalars['String']['output']>;
  /** Where Twilio keeps the call or message of that leg. */
  readonly outboundResourceUrl?: Maybe<Scalars['URL']['output']>;
  /** The Participant to whom the text was sent. Costs one REST call for each Session, shared by all its rows, unless only path fields are asked. */
  readonly participant?: Maybe<ProxyParticipant>;
  /** The SID of the Participant to whom the text was sent. */
  readonly participantSid: Scalars['ID']['output'];
  /** The SID of the Service that the Session belongs to. */
  readonly serviceSid: Scalars['ID']['output'];
  /** The Session that the Participant belongs to. Costs one REST call unless only path fields are asked or it was read already. */
  readonly session?: Maybe<ProxySession>;
  /** The SID of the Session that the Participant belongs to. */
  readonly sessionSid: Scalars['ID']['output'];
  /** The SID that Twilio gave the MessageInteraction: `KI` and 32 hexadecimal digits. The same record is an Interaction of the Session. */
  readonly sid: Scalars['ID']['output'];
  /** Always a text. */
  readonly type?: Maybe<ProxyInteractionType>;
};

/** A page of MessageInteractions. */
export type ProxyMessageInteractionConnection = {
  readonly __typename?: 'ProxyMessageInteractionConnection';
  /** The rows of the page, each with its cursor. */
  readonly edges: ReadonlyArray<ProxyMessageInteractionEdge>;
  /** The rows of the page, without cursors. */
  readonly nodes: ReadonlyArray<ProxyMessageInteraction>;
  /** Where the page lies within the list. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of MessageInteractions. */
export type ProxyMessageInteractionEdge = {
  readonly __typename?: 'ProxyMessageInteractionEdge';
  /** An opaque place in this list; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The MessageInteraction. */
  readonly node: ProxyMessageInteraction;
};

/** A Participant: one of the two people that a Session connects. */
export type ProxyParticipant = Node & {
  readonly __typename?: 'ProxyParticipant';
  /** The account that owns the Participant. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the Participant was removed; null while it takes part. A removed Participant stays readable as long as its Session. */
  readonly dateDeleted?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last changed. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** Your own label for the Participant: at most 255 characters. */
  readonly friendlyName?: Maybe<Scalars['String']['output']>;
  /** The SID path joined by `-`: `KS…-KC…-KP…`. */
  readonly id: Scalars['ID']['output'];
  /** The real phone number in E.164, or a channel address such as `messenger:123456`. Personal data. */
  readonly identifier?: Maybe<Scalars['String']['output']>;
  /** The texts that the system itself sent to the Participant. Costs one REST call for each started 100 rows. */
  readonly messageInteractions?: Maybe<ProxyMessageInteractionConnection>;
  /** The number that this Participant dials or texts to reach the partner. */
  readonly proxyIdentifier?: Maybe<Scalars['String']['output']>;
  /** The SID of that number in the pool of the Service. */
  readonly proxyIdentifierSid?: Maybe<Scalars['ID']['output']>;
  /** The number of the pool that stands for the partner; null where Twilio does not manage it. Costs one REST call unless only path fields are asked or it was read already. */
  readonly proxyPhoneNumber?: Maybe<ProxyPhoneNumber>;
  /** The Service that the Session belongs to. Costs one REST call unless only path fields are asked or it was read already. */
  readonly service?: Maybe<ProxyService>;
  /** The SID of the Service that the Session belongs to. */
  readonly serviceSid: Scalars['ID']['output'];
  /** The Session that the Participant belongs to. Costs one REST call unless only path fields are asked or it was read already. */
  readonly session?: Maybe<ProxySession>;
  /** The SID of the Session that the Participant belongs to. */
  readonly sessionSid: Scalars['ID']['output'];
  /** The SID that Twilio gave the Participant: `KP` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
};


/** A Participant: one of the two people that a Session connects. */
export type ProxyParticipantMessageInteractionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of Participants. */
export type ProxyParticipantConnection = {
  readonly __typename?: 'ProxyParticipantConnection';
  /** The rows of the page, each with its cursor. */
  readonly edges: ReadonlyArray<ProxyParticipantEdge>;
  /** The rows of the page, without cursors. */
  readonly nodes: ReadonlyArray<ProxyParticipant>;
  /** Where the page lies within the list. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of Participants. */
export type ProxyParticipantEdge = {
  readonly __typename?: 'ProxyParticipantEdge';
  /** An opaque place in this list; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Participant. */
  readonly node: ProxyParticipant;
};

/** A PhoneNumber in the pool of a Service. */
export type ProxyPhoneNumber = Node & {
  readonly __typename?: 'ProxyPhoneNumber';
  /** The account that owns the number. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** What the number can carry. */
  readonly capabilities?: Maybe<ProxyCapabilities>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last changed. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** The label of the number in the account. */
  readonly friendlyName?: Maybe<Scalars['String']['output']>;
  /** The SID path joined by `-`: `KS…-PN…`. */
  readonly id: Scalars['ID']['output'];
  /** How many open Sessions or Sessions in progress use the number. */
  readonly inUse?: Maybe<Scalars['Int']['output']>;
  /** Whether only an explicit choice of a number may use it; reserve a number to drain it. */
  readonly isReserved?: Maybe<Scalars['Boolean']['output']>;
  /** The country of the number, ISO 3166-1 alpha-2. */
  readonly isoCountry?: Maybe<Scalars['String']['output']>;
  /** The number in E.164. */
  readonly phoneNumber?: Maybe<Scalars['String']['output']>;
  /** The Service whose pool holds the number. Costs one REST call unless only path fields are asked or it was read already. */
  readonly service?: Maybe<ProxyService>;
  /** The SID of the Service whose pool holds the number. */
  readonly serviceSid: Scalars['ID']['output'];
  /** The SID of the account's incoming phone number: `PN` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
};

/** A page of PhoneNumbers. */
export type ProxyPhoneNumberConnection = {
  readonly __typename?: 'ProxyPhoneNumberConnection';
  /** The rows of the page, each with its cursor. */
  readonly edges: ReadonlyArray<ProxyPhoneNumberEdge>;
  /** The rows of the page, without cursors. */
  readonly nodes: ReadonlyArray<ProxyPhoneNumber>;
  /** Where the page lies within the list. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of PhoneNumbers. */
export type ProxyPhoneNumberEdge = {
  readonly __typename?: 'ProxyPhoneNumberEdge';
  /** An opaque place in this list; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The PhoneNumber. */
  readonly node: ProxyPhoneNumber;
};

/** A Service: owns a pool of numbers and the Sessions that use them. */
export type ProxyService = Node & {
  readonly __typename?: 'ProxyService';
  /** The account that owns the Service. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Where Twilio reports each Interaction. */
  readonly callbackUrl?: Maybe<Scalars['URL']['output']>;
  /** The Chat instance that the Service belongs to, where it has one. */
  readonly chatInstanceSid?: Maybe<Scalars['ID']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last changed. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** How long Sessions without a time to live of their own live, in seconds; 0 means without end. */
  readonly defaultTtl?: Maybe<Scalars['Int']['output']>;
  /** How near a proxy number must be to the Participant. */
  readonly geoMatchLevel?: Maybe<ProxyServiceGeoMatchLevel>;
  /** The SID path joined by `-`: `KS…`. */
  readonly id: Scalars['ID']['output'];
  /** Whom Twilio asks before it connects an Interaction. */
  readonly interceptCallbackUrl?: Maybe<Scalars['URL']['output']>;
  /** Whether a Participant keeps the proxy number that it had before. */
  readonly numberSelectionBehavior?: Maybe<ProxyServiceNumberSelectionBehavior>;
  /** Where Twilio reports calls and texts that belong to no Session. */
  readonly outOfSessionCallbackUrl?: Maybe<Scalars['URL']['output']>;
  /** The PhoneNumbers in the pool of the Service. Costs one REST call for each started 100 rows. */
  readonly phoneNumbers?: Maybe<ProxyPhoneNumberConnection>;
  /** The Sessions of the Service. Costs one REST call for each started 100 rows. */
  readonly sessions?: Maybe<ProxySessionConnection>;
  /** The ShortCodes in the pool of the Service. Costs one REST call for each started 100 rows. */
  readonly shortCodes?: Maybe<ProxyShortCodeConnection>;
  /** The SID that Twilio gave the Service: `KS` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
  /** Your own name for the Service: at most 191 characters, unique in the account. */
  readonly uniqueName?: Maybe<Scalars['String']['output']>;
};


/** A Service: owns a pool of numbers and the Sessions that use them. */
export type ProxyServicePhoneNumbersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A Service: owns a pool of numbers and the Sessions that use them. */
export type ProxyServiceSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A Service: owns a pool of numbers and the Sessions that use them. */
export type ProxyServiceShortCodesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of Services. */
export type ProxyServiceConnection = {
  readonly __typename?: 'ProxyServiceConnection';
  /** The rows of the page, each with its cursor. */
  readonly edges: ReadonlyArray<ProxyServiceEdge>;
  /** The rows of the page, without cursors. */
  readonly nodes: ReadonlyArray<ProxyService>;
  /** Where the page lies within the list. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of Services. */
export type ProxyServiceEdge = {
  readonly __typename?: 'ProxyServiceEdge';
  /** An opaque place in this list; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Service. */
  readonly node: ProxyService;
};

/** How near a proxy number must be to the Participant, within North America. */
export const ProxyServiceGeoMatchLevel = {
  /** The same area code. */
  AREA_CODE: 'AREA_CODE',
  /** The same country. */
  COUNTRY: 'COUNTRY',
  /** The same area code or a neighbouring one. */
  EXTENDED_AREA_CODE: 'EXTENDED_AREA_CODE',
  /** The same area code or one that overlays it. */
  OVERLAY: 'OVERLAY',
  /** Within a radius of the Participant's area. */
  RADIUS: 'RADIUS',
  /** A value that Twilio added after this gateway was built. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyServiceGeoMatchLevel = typeof ProxyServiceGeoMatchLevel[keyof typeof ProxyServiceGeoMatchLevel];
/** How near a proxy number must be to the Participant, as an input. */
export const ProxyServiceGeoMatchLevelInput = {
  /** The same area code. */
  AREA_CODE: 'area-code',
  /** The same country. */
  COUNTRY: 'country',
  /** The same area code or a neighbouring one. */
  EXTENDED_AREA_CODE: 'extended-area-code',
  /** The same area code or one that overlays it. */
  OVERLAY: 'overlay',
  /** Within a radius of the Participant's area. */
  RADIUS: 'radius'
} as const;

export type ProxyServiceGeoMatchLevelInput = typeof ProxyServiceGeoMatchLevelInput[keyof typeof ProxyServiceGeoMatchLevelInput];
/** Whether a Participant keeps the proxy number that it had before. */
export const ProxyServiceNumberSelectionBehavior = {
  /** Another number than before, where one is free. */
  AVOID_STICKY: 'AVOID_STICKY',
  /** The same number as before, where it is free. */
  PREFER_STICKY: 'PREFER_STICKY',
  /** A value that Twilio added after this gateway was built. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyServiceNumberSelectionBehavior = typeof ProxyServiceNumberSelectionBehavior[keyof typeof ProxyServiceNumberSelectionBehavior];
/** Whether a Participant keeps the proxy number that it had before, as an input. */
export const ProxyServiceNumberSelectionBehaviorInput = {
  /** Another number than before, where one is free. */
  AVOID_STICKY: 'avoid-sticky',
  /** The same number as before, where it is free. */
  PREFER_STICKY: 'prefer-sticky'
} as const;

export type ProxyServiceNumberSelectionBehaviorInput = typeof ProxyServiceNumberSelectionBehaviorInput[keyof typeof ProxyServiceNumberSelectionBehaviorInput];
/** A Session: connects two Participants through proxy numbers. */
export type ProxySession = Node & {
  readonly __typename?: 'ProxySession';
  /** The account that owns the Session. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** Why the Session was closed, for example `api`; null while it is not. */
  readonly closedReason?: Maybe<Scalars['String']['output']>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the Session was closed; null while it is not. */
  readonly dateEnded?: Maybe<Scalars['DateTime']['output']>;
  /** When the Session expires, where a date was given; it counts before `ttl`. */
  readonly dateExpiry?: Maybe<Scalars['DateTime']['output']>;
  /** When the last Interaction took place; null before the first. */
  readonly dateLastInteraction?: Maybe<Scalars['DateTime']['output']>;
  /** When the first Interaction took place; null before. */
  readonly dateStarted?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last changed. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** The SID path joined by `-`: `KS…-KC…`. */
  readonly id: Scalars['ID']['output'];
  /** The Interactions of the Session. Costs one REST call for each started 100 rows. */
  readonly interactions?: Maybe<ProxyInteractionConnection>;
  /** Which kinds of Interaction the Session carries. */
  readonly mode?: Maybe<ProxySessionMode>;
  /** The Participants of the Session, removed ones included. Costs one REST call for each started 100 rows. */
  readonly participants?: Maybe<ProxyParticipantConnection>;
  /** The Service that the Session belongs to. Costs one REST call unless only path fields are asked or it was read already. */
  readonly service?: Maybe<ProxyService>;
  /** The SID of the Service that the Session belongs to. */
  readonly serviceSid: Scalars['ID']['output'];
  /** The SID that Twilio gave the Session: `KC` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
  /** Where the Session stands in its life. */
  readonly status?: Maybe<ProxySessionStatus>;
  /** How long the Session lives after it was created or last used, in seconds; 0 means without end. */
  readonly ttl?: Maybe<Scalars['Int']['output']>;
  /** Your own name for the Session: at most 191 characters, unique in the Service. */
  readonly uniqueName?: Maybe<Scalars['String']['output']>;
};


/** A Session: connects two Participants through proxy numbers. */
export type ProxySessionInteractionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A Session: connects two Participants through proxy numbers. */
export type ProxySessionParticipantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of Sessions. */
export type ProxySessionConnection = {
  readonly __typename?: 'ProxySessionConnection';
  /** The rows of the page, each with its cursor. */
  readonly edges: ReadonlyArray<ProxySessionEdge>;
  /** The rows of the page, without cursors. */
  readonly nodes: ReadonlyArray<ProxySession>;
  /** Where the page lies within the list. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of Sessions. */
export type ProxySessionEdge = {
  readonly __typename?: 'ProxySessionEdge';
  /** An opaque place in this list; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The Session. */
  readonly node: ProxySession;
};

/** Which kinds of Interaction a Session carries. */
export const ProxySessionMode = {
  /** Texts only. */
  MESSAGE_ONLY: 'MESSAGE_ONLY',
  /** A value that Twilio added after this gateway was built. */
  UNRECOGNIZED: 'UNRECOGNIZED',
  /** Calls and texts. */
  VOICE_AND_MESSAGE: 'VOICE_AND_MESSAGE',
  /** Calls only. */
  VOICE_ONLY: 'VOICE_ONLY'
} as const;

export type ProxySessionMode = typeof ProxySessionMode[keyof typeof ProxySessionMode];
/** Which kinds of Interaction a Session is to carry. */
export const ProxySessionModeInput = {
  /** Texts only. */
  MESSAGE_ONLY: 'message-only',
  /** Calls and texts. */
  VOICE_AND_MESSAGE: 'voice-and-message',
  /** Calls only. */
  VOICE_ONLY: 'voice-only'
} as const;

export type ProxySessionModeInput = typeof ProxySessionModeInput[keyof typeof ProxySessionModeInput];
/** A Participant of a new Session. */
export type ProxySessionParticipantInput = {
  /** Your own label: at most 255 characters. */
  readonly friendlyName?: InputMaybe<Scalars['String']['input']>;
  /** The real phone number in E.164, or a channel address such as `messenger:123456`; at most 191 characters. Personal data. */
  readonly identifier: Scalars['String']['input'];
  /** The number of the pool to use; Twilio chooses one when nothing is said. */
  readonly proxyIdentifier?: InputMaybe<Scalars['String']['input']>;
  /** The SID of the number of the pool to use: `PN` and 32 hexadecimal digits. */
  readonly proxyIdentifierSid?: InputMaybe<Scalars['ID']['input']>;
};

/** Where a Session stands in its life. */
export const ProxySessionStatus = {
  /** Closed by the API or expired. */
  CLOSED: 'CLOSED',
  /** Failed. */
  FAILED: 'FAILED',
  /** At least one Interaction took place. */
  IN_PROGRESS: 'IN_PROGRESS',
  /** Created, and no Interaction yet. */
  OPEN: 'OPEN',
  /** Twilio does not know. */
  UNKNOWN: 'UNKNOWN',
  /** A value that Twilio added after this gateway was built. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxySessionStatus = typeof ProxySessionStatus[keyof typeof ProxySessionStatus];
/** Where a Session is to stand in its life. */
export const ProxySessionStatusInput = {
  /** Closed. */
  CLOSED: 'closed',
  /** In use; opens a closed Session again. */
  IN_PROGRESS: 'in-progress',
  /** Ready, and not used yet. */
  OPEN: 'open'
} as const;

export type ProxySessionStatusInput = typeof ProxySessionStatusInput[keyof typeof ProxySessionStatusInput];
/** A ShortCode in the pool of a Service. Twilio retired the endpoints for new accounts; where they are gone, the gateway says so. */
export type ProxyShortCode = Node & {
  readonly __typename?: 'ProxyShortCode';
  /** The account that owns the short code. */
  readonly accountSid?: Maybe<Scalars['ID']['output']>;
  /** What the short code can carry. */
  readonly capabilities?: Maybe<ProxyCapabilities>;
  /** When the record was created. */
  readonly dateCreated?: Maybe<Scalars['DateTime']['output']>;
  /** When the record was last changed. */
  readonly dateUpdated?: Maybe<Scalars['DateTime']['output']>;
  /** The SID path joined by `-`: `KS…-SC…`. */
  readonly id: Scalars['ID']['output'];
  /** Whether only an explicit choice of a number may use it; reserve a number to drain it. */
  readonly isReserved?: Maybe<Scalars['Boolean']['output']>;
  /** The country of the short code, ISO 3166-1 alpha-2. */
  readonly isoCountry?: Maybe<Scalars['String']['output']>;
  /** The Service whose pool holds the short code. Costs one REST call unless only path fields are asked or it was read already. */
  readonly service?: Maybe<ProxyService>;
  /** The SID of the Service whose pool holds the short code. */
  readonly serviceSid: Scalars['ID']['output'];
  /** The digits of the short code. */
  readonly shortCode?: Maybe<Scalars['String']['output']>;
  /** The SID of the account's short code: `SC` and 32 hexadecimal digits. */
  readonly sid: Scalars['ID']['output'];
};

/** A page of ShortCodes. */
export type ProxyShortCodeConnection = {
  readonly __typename?: 'ProxyShortCodeConnection';
  /** The rows of the page, each with its cursor. */
  readonly edges: ReadonlyArray<ProxyShortCodeEdge>;
  /** The rows of the page, without cursors. */
  readonly nodes: ReadonlyArray<ProxyShortCode>;
  /** Where the page lies within the list. */
  readonly pageInfo: PageInfo;
};

/** A row of a page of ShortCodes. */
export type ProxyShortCodeEdge = {
  readonly __typename?: 'ProxyShortCodeEdge';
  /** An opaque place in this list; pass it as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The ShortCode. */
  readonly node: ProxyShortCode;
};

/** Something wrong with the input of a mutation: by its code a program can act, by its message a person. */
export type ProxyUserError = {
  readonly __typename?: 'ProxyUserError';
  /** The kind of mistake. */
  readonly code: ProxyUserErrorCode;
  /** The way to the field of the input, for example `participants`, `0`, `identifier`; null when no field is to blame. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is wrong, in our own words; never what Twilio wrote, which may hold phone numbers. */
  readonly message: Scalars['String']['output'];
  /** Twilio's page about that code. */
  readonly moreInfo?: Maybe<Scalars['URL']['output']>;
  /** Twilio's own error code; null when nothing was sent. */
  readonly twilioCode?: Maybe<Scalars['Int']['output']>;
};

/** The kinds of mistakes in the input of a mutation. */
export const ProxyUserErrorCode = {
  /** The state of the record does not allow it. */
  CONFLICT: 'CONFLICT',
  /** A value that Twilio cannot take. */
  INVALID: 'INVALID',
  /** The Session cannot go from its status to this one. */
  INVALID_TRANSITION: 'INVALID_TRANSITION',
  /** Twilio does not allow it for this account or record. */
  NOT_ALLOWED: 'NOT_ALLOWED',
  /** Twilio cannot clear this field, so null is no value for it. */
  NOT_CLEARABLE: 'NOT_CLEARABLE',
  /** The record, or the one that it belongs to, does not exist. */
  NOT_FOUND: 'NOT_FOUND',
  /** The number is in a pool already, or in use by Sessions. */
  NUMBER_IN_USE: 'NUMBER_IN_USE',
  /** The account or the pool has no such number. */
  NUMBER_NOT_AVAILABLE: 'NUMBER_NOT_AVAILABLE',
  /** The identifier takes part already, here or with the same proxy number in another Session. */
  PARTICIPANT_CONFLICT: 'PARTICIPANT_CONFLICT',
  /** An identifier that was removed from a Session cannot be added to it again. */
  PARTICIPANT_REMOVED: 'PARTICIPANT_REMOVED',
  /** No number of the pool fits. */
  POOL_EXHAUSTED: 'POOL_EXHAUSTED',
  /** The pool of the Service can take no more numbers. */
  POOL_FULL: 'POOL_FULL',
  /** The Session is closed; open it again first. */
  SESSION_CLOSED: 'SESSION_CLOSED',
  /** A Session has two Participants at most. */
  TOO_MANY_PARTICIPANTS: 'TOO_MANY_PARTICIPANTS',
  /** Another record has this unique name. */
  UNIQUE_NAME_TAKEN: 'UNIQUE_NAME_TAKEN',
  /** Twilio refused the input for a reason that this gateway does not know. */
  UNRECOGNIZED: 'UNRECOGNIZED'
} as const;

export type ProxyUserErrorCode = typeof ProxyUserErrorCode[keyof typeof ProxyUserErrorCode];
/** What can be read. */
export type Query = {
  readonly __typename?: 'Query';
  /** Any object by its id. A missing object is null. Costs one REST call, or none beside its lists when only path fields are asked. */
  readonly node?: Maybe<Node>;
  /** Many objects by their ids, in the order of the ids. A missing object is null; a malformed id is null with an error at its index. Costs one REST call for each distinct id. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** An Interaction by its id. A missing one is null. Costs one REST call. */
  readonly proxyInteraction?: Maybe<ProxyInteraction>;
  /** A MessageInteraction by its id. A missing one is null. Costs one REST call. */
  readonly proxyMessageInteraction?: Maybe<ProxyMessageInteraction>;
  /** A Participant by its id. A missing one is null. Costs one REST call, or none beside its lists when only path fields are asked. */
  readonly proxyParticipant?: Maybe<ProxyParticipant>;
  /** A PhoneNumber of a Service's pool by its id. A missing one is null. Costs one REST call. */
  readonly proxyPhoneNumber?: Maybe<ProxyPhoneNumber>;
  /** A Service by its id. A missing one is null. Costs one REST call, or none beside its lists when only path fields are asked. */
  readonly proxyService?: Maybe<ProxyService>;
  /** A Service by its unique name. A missing one is null. Costs one REST call. */
  readonly proxyServiceByUniqueName?: Maybe<ProxyService>;
  /** All Services of the account, in Twilio's order. Costs one REST call for each started 100 rows. */
  readonly proxyServices?: Maybe<ProxyServiceConnection>;
  /** A Session by its id. A missing one is null. Costs one REST call, or none beside its lists when only path fields are asked. */
  readonly proxySession?: Maybe<ProxySession>;
  /** A Session by its unique name within a Service. A missing one is null. Costs one REST call. */
  readonly proxySessionByUniqueName?: Maybe<ProxySession>;
  /** A ShortCode of a Service's pool by its id. A missing one is null. Costs one REST call. */
  readonly proxyShortCode?: Maybe<ProxyShortCode>;
};


/** What can be read. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** What can be read. */
export type QueryProxyInteractionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryProxyMessageInteractionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryProxyParticipantArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryProxyPhoneNumberArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryProxyServiceArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryProxyServiceByUniqueNameArgs = {
  uniqueName: Scalars['String']['input'];
};


/** What can be read. */
export type QueryProxyServicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. */
export type QueryProxySessionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryProxySessionByUniqueNameArgs = {
  serviceId: Scalars['ID']['input'];
  uniqueName: Scalars['String']['input'];
};


/** What can be read. */
export type QueryProxyShortCodeArgs = {
  id: Scalars['ID']['input'];
};

/** Changes to a PhoneNumber. A field that is left out stays as it is. */
export type UpdateProxyPhoneNumberInput = {
  /** The id of the PhoneNumber: `KS…-PN…`. */
  readonly id: Scalars['ID']['input'];
  /** Whether only an explicit choice of a number may use it; reserve a number to drain it. */
  readonly isReserved?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What became of changes to a PhoneNumber. */
export type UpdateProxyPhoneNumberPayload = {
  readonly __typename?: 'UpdateProxyPhoneNumberPayload';
  /** The PhoneNumber; null when it was not written. */
  readonly phoneNumber?: Maybe<ProxyPhoneNumber>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Changes to a Service. A field that is left out stays as it is. */
export type UpdateProxyServiceInput = {
  /** Where Twilio reports each Interaction; at most 4000 characters. On update, null clears it. */
  readonly callbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** The Chat instance that the Service belongs to: `IS` and 32 hexadecimal digits. On update, null clears it. */
  readonly chatInstanceSid?: InputMaybe<Scalars['ID']['input']>;
  /** How long Sessions without a time to live of their own live, in seconds; 0 means without end. */
  readonly defaultTtl?: InputMaybe<Scalars['Int']['input']>;
  /** How near a proxy number must be to the Participant. Twilio begins with COUNTRY. */
  readonly geoMatchLevel?: InputMaybe<ProxyServiceGeoMatchLevelInput>;
  /** The id of the Service: `KS…`. */
  readonly id: Scalars['ID']['input'];
  /** Whom Twilio asks before it connects an Interaction; at most 4000 characters. On update, null clears it. */
  readonly interceptCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Whether a Participant keeps the proxy number that it had before. Twilio begins with PREFER_STICKY. */
  readonly numberSelectionBehavior?: InputMaybe<ProxyServiceNumberSelectionBehaviorInput>;
  /** Where Twilio reports calls and texts that belong to no Session; at most 4000 characters. On update, null clears it. */
  readonly outOfSessionCallbackUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Your own name for the Service: 1 to 191 characters, unique in the account. */
  readonly uniqueName?: InputMaybe<Scalars['String']['input']>;
};

/** What became of changes to a Service. */
export type UpdateProxyServicePayload = {
  readonly __typename?: 'UpdateProxyServicePayload';
  /** The Service; null when it was not written. */
  readonly service?: Maybe<ProxyService>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Changes to a Session. A field that is left out stays as it is; none of them can be cleared. */
export type UpdateProxySessionInput = {
  /** When the Session expires; counts before `ttl`. Must not have passed. */
  readonly dateExpiry?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether to fail, rather than to go on, when a Participant meets the same proxy number in another Session. */
  readonly failOnParticipantConflict?: InputMaybe<Scalars['Boolean']['input']>;
  /** The id of the Session: `KS…-KC…`. */
  readonly id: Scalars['ID']['input'];
  /** CLOSED closes it, IN_PROGRESS opens it again. */
  readonly status?: InputMaybe<ProxySessionStatusInput>;
  /** How long the Session lives after it was created or last used, in seconds; 0 means without end. */
  readonly ttl?: InputMaybe<Scalars['Int']['input']>;
};

/** What became of changes to a Session. */
export type UpdateProxySessionPayload = {
  readonly __typename?: 'UpdateProxySessionPayload';
  /** The Session; null when it was not written. */
  readonly session?: Maybe<ProxySession>;
  /** What is wrong with the input. Empty when the write was carried out. */
  readonly userErrors: ReadonlyArray<ProxyUserError>;
};

/** Changes to a ShortCode. A field that is left out stays as it is. */
export type UpdateProxyShortCodeInput = {
  /** The id of the ShortCode: `KS…-SC…`. */
  readonly id: Scalars['ID']['input'];
  /** Whether only an explicit choice of a number may use it; reserve a number to drain it. */
  readonly isReserved?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What became of changes to a ShortCode. */
export type UpdateProxyShortCodePayload = {
  readonly __typename?: 'UpdateProxyShortCodePayload';
  /** The ShortCode; null when it was not written. */
  readonly shortCode?: Maybe<ProxyShortCode>;
  /** What is wrong with the input. Empty when the write was carried out. */
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
  CreateProxyMessageInteractionInput: CreateProxyMessageInteractionInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
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
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ProxyCapabilities: ResolverTypeWrapper<ProxyCapabilities>;
  ProxyInteraction: ResolverTypeWrapper<Interaction>;
  ProxyInteractionConnection: ResolverTypeWrapper<Omit<ProxyInteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyInteractionEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyInteraction']> }>;
  ProxyInteractionEdge: ResolverTypeWrapper<Omit<ProxyInteractionEdge, 'node'> & { node: ResolversTypes['ProxyInteraction'] }>;
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
  ProxySessionMode: ProxySessionMode;
  ProxySessionModeInput: null;
  ProxySessionParticipantInput: ProxySessionParticipantInput;
  ProxySessionStatus: ProxySessionStatus;
  ProxySessionStatusInput: null;
  ProxyShortCode: ResolverTypeWrapper<ShortCode>;
  ProxyShortCodeConnection: ResolverTypeWrapper<Omit<ProxyShortCodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProxyShortCodeEdge']>, nodes: ReadonlyArray<ResolversTypes['ProxyShortCode']> }>;
  ProxyShortCodeEdge: ResolverTypeWrapper<Omit<ProxyShortCodeEdge, 'node'> & { node: ResolversTypes['ProxyShortCode'] }>;
  ProxyUserError: ResolverTypeWrapper<ProxyUserError>;
  ProxyUserErrorCode: ProxyUserErrorCode;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
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
  CreateProxyMessageInteractionInput: CreateProxyMessageInteractionInput;
  ID: Scalars['ID']['output'];
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
  PageInfo: PageInfo;
  ProxyCapabilities: ProxyCapabilities;
  ProxyInteraction: Interaction;
  ProxyInteractionConnection: Omit<ProxyInteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyInteractionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyInteraction']> };
  ProxyInteractionEdge: Omit<ProxyInteractionEdge, 'node'> & { node: ResolversParentTypes['ProxyInteraction'] };
  ProxyMessageInteraction: MessageInteraction;
  ProxyMessageInteractionConnection: Omit<ProxyMessageInteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyMessageInteractionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyMessageInteraction']> };
  ProxyMessageInteractionEdge: Omit<ProxyMessageInteractionEdge, 'node'> & { node: ResolversParentTypes['ProxyMessageInteraction'] };
  ProxyParticipant: Participant;
  ProxyParticipantConnection: Omit<ProxyParticipantConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyParticipantEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyParticipant']> };
  ProxyParticipantEdge: Omit<ProxyParticipantEdge, 'node'> & { node: ResolversParentTypes['ProxyParticipant'] };
  ProxyPhoneNumber: PhoneNumber;
  ProxyPhoneNumberConnection: Omit<ProxyPhoneNumberConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyPhoneNumberEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyPhoneNumber']> };
  ProxyPhoneNumberEdge: Omit<ProxyPhoneNumberEdge, 'node'> & { node: ResolversParentTypes['ProxyPhoneNumber'] };
  ProxyService: Service;
  ProxyServiceConnection: Omit<ProxyServiceConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyServiceEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyService']> };
  ProxyServiceEdge: Omit<ProxyServiceEdge, 'node'> & { node: ResolversParentTypes['ProxyService'] };
  ProxySession: Session;
  ProxySessionConnection: Omit<ProxySessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxySessionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxySession']> };
  ProxySessionEdge: Omit<ProxySessionEdge, 'node'> & { node: ResolversParentTypes['ProxySession'] };
  ProxySessionParticipantInput: ProxySessionParticipantInput;
  ProxyShortCode: ShortCode;
  ProxyShortCodeConnection: Omit<ProxyShortCodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProxyShortCodeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProxyShortCode']> };
  ProxyShortCodeEdge: Omit<ProxyShortCodeEdge, 'node'> & { node: ResolversParentTypes['ProxyShortCode'] };
  ProxyUserError: ProxyUserError;
  Query: Record<PropertyKey, never>;
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
  updateProxyPhoneNumber?: Resolver<Maybe<ResolversTypes['UpdateProxyPhoneNumberPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxyPhoneNumberArgs, 'input'>>;
  updateProxyService?: Resolver<Maybe<ResolversTypes['UpdateProxyServicePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxyServiceArgs, 'input'>>;
  updateProxySession?: Resolver<Maybe<ResolversTypes['UpdateProxySessionPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxySessionArgs, 'input'>>;
  updateProxyShortCode?: Resolver<Maybe<ResolversTypes['UpdateProxyShortCodePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProxyShortCodeArgs, 'input'>>;
};

export type NodeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'ProxyInteraction' | 'ProxyMessageInteraction' | 'ProxyParticipant' | 'ProxyPhoneNumber' | 'ProxyService' | 'ProxySession' | 'ProxyShortCode', ParentType, ContextType>;
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
  sessions?: Resolver<Maybe<ResolversTypes['ProxySessionConnection']>, ParentType, ContextType, Partial<ProxyServiceSessionsArgs>>;
  shortCodes?: Resolver<Maybe<ResolversTypes['ProxyShortCodeConnection']>, ParentType, ContextType, Partial<ProxyServiceShortCodesArgs>>;
  sid?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  uniqueName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  ttl?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  uniqueName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProxySessionConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxySessionConnection'] = ResolversParentTypes['ProxySessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProxySessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProxySession']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProxySessionEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxySessionEdge'] = ResolversParentTypes['ProxySessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProxySession'], ParentType, ContextType>;
};

export type ProxySessionModeInputResolvers = { MESSAGE_ONLY: 'message-only', VOICE_AND_MESSAGE: 'voice-and-message', VOICE_ONLY: 'voice-only' };

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

export type ProxyUserErrorResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProxyUserError'] = ResolversParentTypes['ProxyUserError']> = {
  code?: Resolver<ResolversTypes['ProxyUserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moreInfo?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  twilioCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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
  PageInfo?: PageInfoResolvers<ContextType>;
  ProxyCapabilities?: ProxyCapabilitiesResolvers<ContextType>;
  ProxyInteraction?: ProxyInteractionResolvers<ContextType>;
  ProxyInteractionConnection?: ProxyInteractionConnectionResolvers<ContextType>;
  ProxyInteractionEdge?: ProxyInteractionEdgeResolvers<ContextType>;
  ProxyMessageInteraction?: ProxyMessageInteractionResolvers<ContextType>;
  ProxyMessageInteractionConnection?: ProxyMessageInteractionConnectionResolvers<ContextType>;
  ProxyMessageInteractionEdge?: ProxyMessageInteractionEdgeResolvers<ContextType>;
  ProxyParticipant?: ProxyParticipantResolvers<ContextType>;
  ProxyParticipantConnection?: ProxyParticipantConnectionResolvers<ContextType>;
  ProxyParticipantEdge?: ProxyParticipantEdgeResolvers<ContextType>;
  ProxyPhoneNumber?: ProxyPhoneNumberResolvers<ContextType>;
  ProxyPhoneNumberConnection?: ProxyPhoneNumberConnectionResolvers<ContextType>;
  ProxyPhoneNumberEdge?: ProxyPhoneNumberEdgeResolvers<ContextType>;
  ProxyService?: ProxyServiceResolvers<ContextType>;
  ProxyServiceConnection?: ProxyServiceConnectionResolvers<ContextType>;
  ProxyServiceEdge?: ProxyServiceEdgeResolvers<ContextType>;
  ProxyServiceGeoMatchLevelInput?: ProxyServiceGeoMatchLevelInputResolvers;
  ProxyServiceNumberSelectionBehaviorInput?: ProxyServiceNumberSelectionBehaviorInputResolvers;
  ProxySession?: ProxySessionResolvers<ContextType>;
  ProxySessionConnection?: ProxySessionConnectionResolvers<ContextType>;
  ProxySessionEdge?: ProxySessionEdgeResolvers<ContextType>;
  ProxySessionModeInput?: ProxySessionModeInputResolvers;
  ProxySessionStatusInput?: ProxySessionStatusInputResolvers;
  ProxyShortCode?: ProxyShortCodeResolvers<ContextType>;
  ProxyShortCodeConnection?: ProxyShortCodeConnectionResolvers<ContextType>;
  ProxyShortCodeEdge?: ProxyShortCodeEdgeResolvers<ContextType>;
  ProxyUserError?: ProxyUserErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UpdateProxyPhoneNumberPayload?: UpdateProxyPhoneNumberPayloadResolvers<ContextType>;
  UpdateProxyServicePayload?: UpdateProxyServicePayloadResolvers<ContextType>;
  UpdateProxySessionPayload?: UpdateProxySessionPayloadResolvers<ContextType>;
  UpdateProxyShortCodePayload?: UpdateProxyShortCodePayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GatewayContext> = {
  defer?: DeferDirectiveResolver<any, any, ContextType>;
};
