/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Services {\n    proxyServices(first: 100) {\n      nodes {\n        id\n        uniqueName\n      }\n    }\n  }\n": typeof types.ServicesDocument,
    "\n  mutation CloseSessions($ids: [ID!]!) {\n    closeProxySessions(input: { ids: $ids }) {\n      results {\n        id\n        outcome\n        session {\n          id\n          status\n        }\n        userErrors {\n          code\n          message\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CloseSessionsDocument,
    "\n  mutation Open($input: OpenProxySessionInput!) {\n    openProxySession(input: $input) {\n      session {\n        id\n      }\n      messageInteractions {\n        id\n      }\n      userErrors {\n        code\n        field\n        message\n      }\n    }\n  }\n": typeof types.OpenDocument,
    "\n  fragment InteractionFields on ProxyInteraction {\n    id\n    type\n    messageBody\n    callDurationSeconds\n    inboundParticipantSid\n    inboundResourceStatus\n    outboundParticipantSid\n    outboundResourceStatus\n    dateCreated\n    dateUpdated\n  }\n": typeof types.InteractionFieldsFragmentDoc,
    "\n  fragment Person on ProxyParticipant {\n    id\n    sid\n    friendlyName\n    dateDeleted\n  }\n": typeof types.PersonFragmentDoc,
    "\n  query Transcript($id: ID!, $upTo: Int!) {\n    proxySession(id: $id) {\n      id\n      uniqueName\n      status\n      participants {\n        nodes {\n          ...Person\n        }\n      }\n      transcript(upTo: $upTo) {\n        isComplete\n        entries {\n          direction\n          from {\n            ...Person\n          }\n          to {\n            ...Person\n          }\n          interaction {\n            ...InteractionFields\n          }\n        }\n      }\n    }\n  }\n": typeof types.TranscriptDocument,
    "\n  subscription Changes($of: ID!, $after: String) {\n    proxyInteractionChanged(of: $of, after: $after) {\n      kind\n      cursor\n      interaction {\n        ...InteractionFields\n      }\n    }\n  }\n": typeof types.ChangesDocument,
    "\n  mutation Send($participantId: ID!, $body: String!) {\n    createProxyMessageInteraction(input: { participantId: $participantId, body: $body }) {\n      messageInteraction {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.SendDocument,
    "\n  query Sessions($serviceId: ID!, $filter: ProxySessionFilter, $after: String) {\n    proxyService(id: $serviceId) {\n      id\n      sessions(first: 20, after: $after, filter: $filter, scan: 100) {\n        edges {\n          node {\n            id\n            uniqueName\n            status\n            dateCreated\n          }\n        }\n        rowsRead\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.SessionsDocument,
    "\n  mutation Close($id: ID!) {\n    updateProxySession(input: { id: $id, status: CLOSED }) {\n      session {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CloseDocument,
};
const documents: Documents = {
    "\n  query Services {\n    proxyServices(first: 100) {\n      nodes {\n        id\n        uniqueName\n      }\n    }\n  }\n": types.ServicesDocument,
    "\n  mutation CloseSessions($ids: [ID!]!) {\n    closeProxySessions(input: { ids: $ids }) {\n      results {\n        id\n        outcome\n        session {\n          id\n          status\n        }\n        userErrors {\n          code\n          message\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.CloseSessionsDocument,
    "\n  mutation Open($input: OpenProxySessionInput!) {\n    openProxySession(input: $input) {\n      session {\n        id\n      }\n      messageInteractions {\n        id\n      }\n      userErrors {\n        code\n        field\n        message\n      }\n    }\n  }\n": types.OpenDocument,
    "\n  fragment InteractionFields on ProxyInteraction {\n    id\n    type\n    messageBody\n    callDurationSeconds\n    inboundParticipantSid\n    inboundResourceStatus\n    outboundParticipantSid\n    outboundResourceStatus\n    dateCreated\n    dateUpdated\n  }\n": types.InteractionFieldsFragmentDoc,
    "\n  fragment Person on ProxyParticipant {\n    id\n    sid\n    friendlyName\n    dateDeleted\n  }\n": types.PersonFragmentDoc,
    "\n  query Transcript($id: ID!, $upTo: Int!) {\n    proxySession(id: $id) {\n      id\n      uniqueName\n      status\n      participants {\n        nodes {\n          ...Person\n        }\n      }\n      transcript(upTo: $upTo) {\n        isComplete\n        entries {\n          direction\n          from {\n            ...Person\n          }\n          to {\n            ...Person\n          }\n          interaction {\n            ...InteractionFields\n          }\n        }\n      }\n    }\n  }\n": types.TranscriptDocument,
    "\n  subscription Changes($of: ID!, $after: String) {\n    proxyInteractionChanged(of: $of, after: $after) {\n      kind\n      cursor\n      interaction {\n        ...InteractionFields\n      }\n    }\n  }\n": types.ChangesDocument,
    "\n  mutation Send($participantId: ID!, $body: String!) {\n    createProxyMessageInteraction(input: { participantId: $participantId, body: $body }) {\n      messageInteraction {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.SendDocument,
    "\n  query Sessions($serviceId: ID!, $filter: ProxySessionFilter, $after: String) {\n    proxyService(id: $serviceId) {\n      id\n      sessions(first: 20, after: $after, filter: $filter, scan: 100) {\n        edges {\n          node {\n            id\n            uniqueName\n            status\n            dateCreated\n          }\n        }\n        rowsRead\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n": types.SessionsDocument,
    "\n  mutation Close($id: ID!) {\n    updateProxySession(input: { id: $id, status: CLOSED }) {\n      session {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n": types.CloseDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Services {\n    proxyServices(first: 100) {\n      nodes {\n        id\n        uniqueName\n      }\n    }\n  }\n"): (typeof documents)["\n  query Services {\n    proxyServices(first: 100) {\n      nodes {\n        id\n        uniqueName\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseSessions($ids: [ID!]!) {\n    closeProxySessions(input: { ids: $ids }) {\n      results {\n        id\n        outcome\n        session {\n          id\n          status\n        }\n        userErrors {\n          code\n          message\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CloseSessions($ids: [ID!]!) {\n    closeProxySessions(input: { ids: $ids }) {\n      results {\n        id\n        outcome\n        session {\n          id\n          status\n        }\n        userErrors {\n          code\n          message\n        }\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Open($input: OpenProxySessionInput!) {\n    openProxySession(input: $input) {\n      session {\n        id\n      }\n      messageInteractions {\n        id\n      }\n      userErrors {\n        code\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Open($input: OpenProxySessionInput!) {\n    openProxySession(input: $input) {\n      session {\n        id\n      }\n      messageInteractions {\n        id\n      }\n      userErrors {\n        code\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InteractionFields on ProxyInteraction {\n    id\n    type\n    messageBody\n    callDurationSeconds\n    inboundParticipantSid\n    inboundResourceStatus\n    outboundParticipantSid\n    outboundResourceStatus\n    dateCreated\n    dateUpdated\n  }\n"): (typeof documents)["\n  fragment InteractionFields on ProxyInteraction {\n    id\n    type\n    messageBody\n    callDurationSeconds\n    inboundParticipantSid\n    inboundResourceStatus\n    outboundParticipantSid\n    outboundResourceStatus\n    dateCreated\n    dateUpdated\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Person on ProxyParticipant {\n    id\n    sid\n    friendlyName\n    dateDeleted\n  }\n"): (typeof documents)["\n  fragment Person on ProxyParticipant {\n    id\n    sid\n    friendlyName\n    dateDeleted\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Transcript($id: ID!, $upTo: Int!) {\n    proxySession(id: $id) {\n      id\n      uniqueName\n      status\n      participants {\n        nodes {\n          ...Person\n        }\n      }\n      transcript(upTo: $upTo) {\n        isComplete\n        entries {\n          direction\n          from {\n            ...Person\n          }\n          to {\n            ...Person\n          }\n          interaction {\n            ...InteractionFields\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Transcript($id: ID!, $upTo: Int!) {\n    proxySession(id: $id) {\n      id\n      uniqueName\n      status\n      participants {\n        nodes {\n          ...Person\n        }\n      }\n      transcript(upTo: $upTo) {\n        isComplete\n        entries {\n          direction\n          from {\n            ...Person\n          }\n          to {\n            ...Person\n          }\n          interaction {\n            ...InteractionFields\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Changes($of: ID!, $after: String) {\n    proxyInteractionChanged(of: $of, after: $after) {\n      kind\n      cursor\n      interaction {\n        ...InteractionFields\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Changes($of: ID!, $after: String) {\n    proxyInteractionChanged(of: $of, after: $after) {\n      kind\n      cursor\n      interaction {\n        ...InteractionFields\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Send($participantId: ID!, $body: String!) {\n    createProxyMessageInteraction(input: { participantId: $participantId, body: $body }) {\n      messageInteraction {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Send($participantId: ID!, $body: String!) {\n    createProxyMessageInteraction(input: { participantId: $participantId, body: $body }) {\n      messageInteraction {\n        id\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions($serviceId: ID!, $filter: ProxySessionFilter, $after: String) {\n    proxyService(id: $serviceId) {\n      id\n      sessions(first: 20, after: $after, filter: $filter, scan: 100) {\n        edges {\n          node {\n            id\n            uniqueName\n            status\n            dateCreated\n          }\n        }\n        rowsRead\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Sessions($serviceId: ID!, $filter: ProxySessionFilter, $after: String) {\n    proxyService(id: $serviceId) {\n      id\n      sessions(first: 20, after: $after, filter: $filter, scan: 100) {\n        edges {\n          node {\n            id\n            uniqueName\n            status\n            dateCreated\n          }\n        }\n        rowsRead\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Close($id: ID!) {\n    updateProxySession(input: { id: $id, status: CLOSED }) {\n      session {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Close($id: ID!) {\n    updateProxySession(input: { id: $id, status: CLOSED }) {\n      session {\n        id\n        status\n      }\n      userErrors {\n        code\n        message\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;