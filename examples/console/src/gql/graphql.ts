/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type InteractionFieldsFragment = { id: string, type: ProxyInteractionType | null, messageBody: string | null, callDurationSeconds: number | null, inboundParticipantSid: string | null, inboundResourceStatus: ProxyInteractionResourceStatus | null, outboundParticipantSid: string | null, outboundResourceStatus: ProxyInteractionResourceStatus | null, dateCreated: string | null, dateUpdated: string | null };

export type TranscriptQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type TranscriptQuery = { proxySession: { id: string, uniqueName: string | null, status: ProxySessionStatus | null, participants: { nodes: Array<{ id: string, sid: string, friendlyName: string | null, dateDeleted: string | null }> } | null, interactions: { edges: Array<{ node: { id: string, type: ProxyInteractionType | null, messageBody: string | null, callDurationSeconds: number | null, inboundParticipantSid: string | null, inboundResourceStatus: ProxyInteractionResourceStatus | null, outboundParticipantSid: string | null, outboundResourceStatus: ProxyInteractionResourceStatus | null, dateCreated: string | null, dateUpdated: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

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
  after?: string | null | undefined;
}>;


export type SessionsQuery = { proxyService: { id: string, sessions: { edges: Array<{ node: { id: string, uniqueName: string | null, status: ProxySessionStatus | null, dateCreated: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type CloseMutationVariables = Exact<{
  id: string;
}>;


export type CloseMutation = { updateProxySession: { session: { id: string, status: ProxySessionStatus | null } | null, userErrors: Array<{ code: ProxyUserErrorCode, message: string }> } | null };

export const InteractionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InteractionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyInteraction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"messageBody"}},{"kind":"Field","name":{"kind":"Name","value":"callDurationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"inboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"inboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"outboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"outboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateUpdated"}}]}}]} as unknown as DocumentNode<InteractionFieldsFragment, unknown>;
export const ServicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Services"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxyServices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueName"}}]}}]}}]}}]} as unknown as DocumentNode<ServicesQuery, ServicesQueryVariables>;
export const TranscriptDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Transcript"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxySession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueName"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sid"}},{"kind":"Field","name":{"kind":"Name","value":"friendlyName"}},{"kind":"Field","name":{"kind":"Name","value":"dateDeleted"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"interactions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InteractionFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InteractionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyInteraction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"messageBody"}},{"kind":"Field","name":{"kind":"Name","value":"callDurationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"inboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"inboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"outboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"outboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateUpdated"}}]}}]} as unknown as DocumentNode<TranscriptQuery, TranscriptQueryVariables>;
export const ChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Changes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"of"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxyInteractionChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"of"},"value":{"kind":"Variable","name":{"kind":"Name","value":"of"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"interaction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InteractionFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InteractionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProxyInteraction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"messageBody"}},{"kind":"Field","name":{"kind":"Name","value":"callDurationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"inboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"inboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"outboundParticipantSid"}},{"kind":"Field","name":{"kind":"Name","value":"outboundResourceStatus"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}},{"kind":"Field","name":{"kind":"Name","value":"dateUpdated"}}]}}]} as unknown as DocumentNode<ChangesSubscription, ChangesSubscriptionVariables>;
export const SendDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Send"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"participantId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"body"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createProxyMessageInteraction"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"participantId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"participantId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"body"},"value":{"kind":"Variable","name":{"kind":"Name","value":"body"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messageInteraction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SendMutation, SendMutationVariables>;
export const SessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Sessions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"serviceId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proxyService"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"serviceId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueName"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dateCreated"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SessionsQuery, SessionsQueryVariables>;
export const CloseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Close"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateProxySession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"CLOSED"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CloseMutation, CloseMutationVariables>;