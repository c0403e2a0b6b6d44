/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Input of `openProxySession`. */
export type OpenProxySessionInput = {
  /** When the Session expires. Takes precedence over `ttl`. Must be in the future. */
  dateExpiry?: string | null | undefined;
  /** Whether to fail if the identifier already uses the same proxy number in another Session. */
  failOnParticipantConflict?: boolean | null | undefined;
  /** Kinds of Interaction that the Session allows. Defaults to `VOICE_AND_MESSAGE`. */
  mode?: ProxySessionModeInput | null | undefined;
  /** Participants to add; at most two. */
  participants: Array<OpenProxySessionParticipantInput>;
  /** Id of the Service: `KS…`. */
  serviceId: string;
  /** Time to live after creation or last use, in seconds; 0 means no limit. Default: `defaultTtl` of the Service. */
  ttl?: number | null | undefined;
  /** Unique name in the Service, 1 to 191 characters. */
  uniqueName?: string | null | undefined;
};

/** A Participant of the Session to open, and the first message to it. */
export type OpenProxySessionParticipantInput = {
  /** Text to send to the Participant once the Session exists. Default: none. 1 REST call. Personal data. */
  firstMessage?: string | null | undefined;
  /** Label, at most 255 characters. */
  friendlyName?: string | null | undefined;
  /** Real phone number in E.164, or a channel address such as `messenger:123456`; at most 191 characters. Personal data. */
  identifier: string;
  /** Number of the pool to use. Default: chosen by Twilio. */
  proxyIdentifier?: string | null | undefined;
  /** SID of a number of the pool: `PN` and 32 hexadecimal digits. Default: chosen by Twilio. */
  proxyIdentifierSid?: string | null | undefined;
};

/** What became of one record of a mutation for several. */
export type ProxyBatchOutcome =
  /** Done, now or before: the Session is closed. */
  | 'DONE'
  /** Not sent, or not processed by Twilio: rate limit, budget, deadline, a failing endpoint or no connection. Try again later. */
  | 'NOT_ATTEMPTED'
  /** It was sent, but its outcome is not known. It is safe to close the Session again. */
  | 'OUTCOME_UNKNOWN'
  /** Twilio refused it; `userErrors` says why. */
  | 'REFUSED';

/** Kind of an event. */
export type ProxyInteractionEventKind =
  /** An Interaction is new or has changed. */
  | 'CHANGED'
  /** Changes may be missing: read again what is shown. */
  | 'GAP'
  /** First event: later changes are reported. */
  | 'STARTED';

/** Status of the inbound or outbound call or message of an Interaction. */
export type ProxyInteractionResourceStatus =
  /** Message: accepted by Twilio. */
  | 'ACCEPTED'
  /** Call: answered. */
  | 'ANSWERED'
  /** Call: busy. */
  | 'BUSY'
  /** Canceled. */
  | 'CANCELED'
  /** Call: ended normally. */
  | 'COMPLETED'
  /** The record was deleted. */
  | 'DELETED'
  /** Message: delivered. */
  | 'DELIVERED'
  /** Message: sent; the carrier did not confirm the delivery. */
  | 'DELIVERY_UNKNOWN'
  /** Failed. */
  | 'FAILED'
  /** Call: dialing. */
  | 'INITIATED'
  /** Call: in progress. */
  | 'IN_PROGRESS'
  /** Call: not answered. */
  | 'NO_ANSWER'
  /** Waiting to be sent or dialed. */
  | 'QUEUED'
  /** Message: received. */
  | 'RECEIVED'
  /** Message: being received. */
  | 'RECEIVING'
  /** Call: ringing. */
  | 'RINGING'
  /** Message: scheduled. */
  | 'SCHEDULED'
  /** Message: being sent to the carrier. */
  | 'SENDING'
  /** Message: sent to the carrier. */
  | 'SENT'
  /** Message: not delivered. */
  | 'UNDELIVERED'
  /** Unknown to Twilio. */
  | 'UNKNOWN'
  /** A value that this version of the gateway does not know. */
  | 'UNRECOGNIZED';

/** Kind of an Interaction. */
export type ProxyInteractionType =
  /** A text message. */
  | 'MESSAGE'
  /** Unknown to Twilio. */
  | 'UNKNOWN'
  /** A value that this version of the gateway does not know. */
  | 'UNRECOGNIZED'
  /** A call. */
  | 'VOICE';

/** Which Sessions of a Service are wanted: those that match all fields. A field that is null, empty or left out matches every Session. */
export type ProxySessionFilter = {
  /** Created before that time. */
  dateCreatedBefore?: string | null | undefined;
  /** Created at that time or later. */
  dateCreatedFrom?: string | null | undefined;
  /** Last Interaction before that time. A Session without Interactions does not match. */
  dateLastInteractionBefore?: string | null | undefined;
  /** Any of these modes. */
  mode?: Array<ProxySessionModeInput> | null | undefined;
  /** Any of these statuses. */
  status?: Array<ProxySessionStatusFilter> | null | undefined;
  /** How `uniqueName` starts, in the same case. */
  uniqueNameStartsWith?: string | null | undefined;
};

/** Kinds of Interaction that a Session allows, as an input. */
export type ProxySessionModeInput =
  /** Text messages only. */
  | 'MESSAGE_ONLY'
  /** Calls and text messages. */
  | 'VOICE_AND_MESSAGE'
  /** Calls only. */
  | 'VOICE_ONLY';

/** Status of a Session. */
export type ProxySessionStatus =
  /** Closed through the API, or expired. */
  | 'CLOSED'
  /** Failed. */
  | 'FAILED'
  /** At least one Interaction took place. */
  | 'IN_PROGRESS'
  /** Created; no Interaction yet. */
  | 'OPEN'
  /** Unknown to Twilio. */
  | 'UNKNOWN'
  /** A value that this version of the gateway does not know. */
  | 'UNRECOGNIZED';

/** Status of a Session, in a filter. */
export type ProxySessionStatusFilter =
  /** Closed through the API, or expired. */
  | 'CLOSED'
  /** Failed. */
  | 'FAILED'
  /** At least one Interaction took place. */
  | 'IN_PROGRESS'
  /** Created; no Interaction yet. */
  | 'OPEN'
  /** Unknown to Twilio. */
  | 'UNKNOWN';

/** Between whom an Interaction took place. */
export type ProxyTranscriptDirection =
  /** From one Participant to the other. */
  | 'BETWEEN'
  /** From your application to a Participant. */
  | 'SYSTEM'
  /** Twilio reports no receiver. */
  | 'UNKNOWN';

/** Kinds of problems with the input of a mutation. */
export type ProxyUserErrorCode =
  /** The state of the record does not allow it. */
  | 'CONFLICT'
  /** The value is not valid. */
  | 'INVALID'
  /** The Session cannot change from its current status to this one. */
  | 'INVALID_TRANSITION'
  /** Twilio does not allow it for this account or record. */
  | 'NOT_ALLOWED'
  /** The field cannot be cleared, so it must not be null. */
  | 'NOT_CLEARABLE'
  /** The record or its parent does not exist. */
  | 'NOT_FOUND'
  /** The number is already in a pool, or in use by Sessions. */
  | 'NUMBER_IN_USE'
  /** The account or the pool does not have this number. */
  | 'NUMBER_NOT_AVAILABLE'
  /** The identifier already participates, in this Session or with the same proxy number in another one. */
  | 'PARTICIPANT_CONFLICT'
  /** An identifier that was removed from a Session cannot be added to it again. */
  | 'PARTICIPANT_REMOVED'
  /** No number of the pool is available for this Participant. */
  | 'POOL_EXHAUSTED'
  /** The pool of the Service is full. */
  | 'POOL_FULL'
  /** The Session is closed; reopen it first. */
  | 'SESSION_CLOSED'
  /** A Session has at most two Participants. */
  | 'TOO_MANY_PARTICIPANTS'
  /** Another record has this unique name. */
  | 'UNIQUE_NAME_TAKEN'
  /** Twilio rejected the input with an error code that this version of the gateway does not know. */
  | 'UNRECOGNIZED';

export type ServicesQueryVariables = Exact<{ [key: string]: never; }>;


export type ServicesQuery = { proxyServices: { nodes: Array<{ id: string, uniqueName: string | null }> } | null };

export type CloseSessionsMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type CloseSessionsMutation = { closeProxySessions: { results: Array<{ id: string, outcome: ProxyBatchOutcome, session: { id: string, status: ProxySessionStatus | null } | null, userErrors: Array<{ code: ProxyUserErrorCode, message: string }> }>, userErrors: Array<{ code: ProxyUserErrorCode, message: string }> } | null };

export type OpenMutationVariables = Exact<{
  input: OpenProxySessionInput;
}>;


export type OpenMutation = { openProxySession: { session: { id: string } | null, messageInteractions: Array<{ id: string } | null> | null, userErrors: Array<{ code: ProxyUserErrorCode, field: Array<string> | null, message: string }> } | null };

export type InteractionFieldsFragment = { id: string, type: ProxyInteractionType | null, messageBody: string | null, callDurationSeconds: number | null, inboundParticipantSid: string | null, inboundResourceStatus: ProxyInteractionResourceStatus | null, outboundParticipantSid: string | null, outboundResourceStatus: ProxyInteractionResourceStatus | null, dateCreated: string | null, dateUpdated: string | null };

export type PersonFragment = { id: string, sid: string, friendlyName: string | null, dateDeleted: string | null };

export type TranscriptQueryVariables = Exact<{
  id: string;
  upTo: number;
}>;


export type TranscriptQuery = { proxySession: { id: string, uniqueName: string | null, status: ProxySessionStatus | null, participants: { nodes: Array<{ id: string, sid: string, friendlyName: string | null, dateDeleted: string | null }> } | null, transcript: { isComplete: boolean, entries: Array<{ direction: ProxyTranscriptDirection, from: { id: string, sid: string, friendlyName: string | null, dateDeleted: string | null } | null, to: { id: string, sid: string, friendlyName: string | null, dateDeleted: string | null } | null, interaction: { id: string, type: ProxyInteractionType | null, messageBody: string | null, callDurationSeconds: number | null, inboundParticipantSid: string | null, inboundResourceStatus: ProxyInteractionResourceStatus | null, outboundParticipantSid: string | null, outboundResourceStatus: ProxyInteractionResourceStatus | null, dateCreated: string | null, dateUpdated: string | null } }> } | null } | null };

export type ChangesSubscriptionVariables = Exact<{
  of: string;
  after?: string | null | undefined;
}>;


export type ChangesSubscription = { proxyInteractionChanged: { kind: ProxyInteractionEventKind, cursor: string, interaction: { id: string, type: ProxyInteractionType | null, messageBody: string | null, callDurationSeconds: number | null, inboundParticipantSid: string | null, inboundResourceStatus: ProxyInteractionResourceStatus | null, outboundParticipantSid: string | null, outboundResourceStatus: ProxyInteractionResourceStatus | null, dateCreated: string | null, dateUpdated: string | null } | null } | null };

export type SendMutationVariables = Exact<{
  participantId: string;
  body: string;
}>;


export type SendMutation = { createProxyMessageInteraction: { messageInteraction: { id: string } | null, userErrors: Array<{ code: ProxyUserErrorCode, message: string }> } | null };

export type SessionsQueryVariables = Exact<{
  serviceId: string;
  filter?: ProxySessionFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionsQuery = { proxyService: { id: string, sessions: { rowsRead: number | null, edges: Array<{ node: { id: string, uniqueName: string | null, status: ProxySessionStatus | null, dateCreated: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type CloseMutationVariables = Exact<{
  id: string;
}>;


export type CloseMutation = { updateProxySession: { session: { id: string, status: ProxySessionStatus | null } | null, userErrors: Array<{ code: ProxyUserErrorCode, message: string }> } | null };

export const InteractionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InteractionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyInteraction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"messageBody"}},{"kind":"Field","name":{"kind":"Name","value":"callDurationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"inboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"inboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"outboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"outboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateUpdated"}}]}}]} as unknown as DocumentNode<InteractionFieldsFragment, unknown>;
export const PersonFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Person"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyParticipant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sid"}},{"kind":"Field","name":{"kind":"Name","value":"friendlyName"}},{"kind":"Field","name":{"kind":"Name","value":"dateDeleted"}}]}}]} as unknown as DocumentNode<PersonFragment, unknown>;
export const ServicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Services"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxyServices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueName"}}]}}]}}]}}]} as unknown as DocumentNode<ServicesQuery, ServicesQueryVariables>;
export const CloseSessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseSessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"closeProxySessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CloseSessionsMutation, CloseSessionsMutationVariables>;
export const OpenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Open"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenProxySessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openProxySession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messageInteractions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<OpenMutation, OpenMutationVariables>;
export const TranscriptDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Transcript"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"upTo"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxySession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueName"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Person"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"transcript"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"upTo"},"value":{"kind":"Variable","name":{"kind":"Name","value":"upTo"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"entries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"from"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Person"}}]}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Person"}}]}},{"kind":"Field","name":{"kind":"Name","value":"interaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InteractionFields"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Person"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyParticipant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sid"}},{"kind":"Field","name":{"kind":"Name","value":"friendlyName"}},{"kind":"Field","name":{"kind":"Name","value":"dateDeleted"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InteractionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyInteraction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"messageBody"}},{"kind":"Field","name":{"kind":"Name","value":"callDurationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"inboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"inboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"outboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"outboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateUpdated"}}]}}]} as unknown as DocumentNode<TranscriptQuery, TranscriptQueryVariables>;
export const ChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Changes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"of"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxyInteractionChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"Variable","name":{"kind":"Name","value":"of"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"interaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InteractionFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InteractionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyInteraction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"messageBody"}},{"kind":"Field","name":{"kind":"Name","value":"callDurationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"inboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"inboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"outboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"outboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateUpdated"}}]}}]} as unknown as DocumentNode<ChangesSubscription, ChangesSubscriptionVariables>;
export const SendDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Send"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"participantId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"body"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createProxyMessageInteraction"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"participantId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"participantId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"body"},"value":{"kind":"Variable","name":{"kind":"Name","value":"body"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageInteraction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SendMutation, SendMutationVariables>;
export const SessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Sessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"serviceId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProxySessionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxyService"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"serviceId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"scan"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueName"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowsRead"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SessionsQuery, SessionsQueryVariables>;
export const CloseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Close"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateProxySession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"CLOSED"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CloseMutation, CloseMutationVariables>;