/**
 * @generated SignedSource<<3756ddf2ed28930acc5932bfd4c4ca46>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ProxySessionModeInput = "MESSAGE_ONLY" | "VOICE_AND_MESSAGE" | "VOICE_ONLY" | "%future added value";
export type ProxySessionStatus = "CLOSED" | "FAILED" | "IN_PROGRESS" | "OPEN" | "UNKNOWN" | "UNRECOGNIZED" | "%future added value";
export type ProxySessionStatusInput = "CLOSED" | "IN_PROGRESS" | "OPEN" | "%future added value";
export type ProxyUserErrorCode = "CONFLICT" | "INVALID" | "INVALID_TRANSITION" | "NOT_ALLOWED" | "NOT_CLEARABLE" | "NOT_FOUND" | "NUMBER_IN_USE" | "NUMBER_NOT_AVAILABLE" | "PARTICIPANT_CONFLICT" | "PARTICIPANT_REMOVED" | "POOL_EXHAUSTED" | "POOL_FULL" | "SESSION_CLOSED" | "TOO_MANY_PARTICIPANTS" | "UNIQUE_NAME_TAKEN" | "UNRECOGNIZED" | "%future added value";
export type CreateProxySessionInput = {
  dateExpiry?: string | null | undefined;
  failOnParticipantConflict?: boolean | null | undefined;
  mode?: ProxySessionModeInput | null | undefined;
  participants?: ReadonlyArray<ProxySessionParticipantInput> | null | undefined;
  serviceId: string;
  status?: ProxySessionStatusInput | null | undefined;
  ttl?: number | null | undefined;
  uniqueName?: string | null | undefined;
};
export type ProxySessionParticipantInput = {
  friendlyName?: string | null | undefined;
  identifier: string;
  proxyIdentifier?: string | null | undefined;
  proxyIdentifierSid?: string | null | undefined;
};
export type sessionsCreateMutation$variables = {
  connections: ReadonlyArray<string>;
  input: CreateProxySessionInput;
};
export type sessionsCreateMutation$data = {
  readonly createProxySession: {
    readonly session: {
      readonly id: string;
      readonly status: ProxySessionStatus | null | undefined;
      readonly uniqueName: string | null | undefined;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: ProxyUserErrorCode;
      readonly message: string;
    }>;
  } | null | undefined;
};
export type sessionsCreateMutation = {
  response: sessionsCreateMutation$data;
  variables: sessionsCreateMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "connections"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "input"
},
v2 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v3 = {
  "alias": null,
  "args": null,
  "concreteType": "ProxySession",
  "kind": "LinkedField",
  "name": "session",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "uniqueName",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "status",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "concreteType": "ProxyUserError",
  "kind": "LinkedField",
  "name": "userErrors",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "message",
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "sessionsCreateMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "CreateProxySessionPayload",
        "kind": "LinkedField",
        "name": "createProxySession",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          (v4/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "sessionsCreateMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "CreateProxySessionPayload",
        "kind": "LinkedField",
        "name": "createProxySession",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "filters": null,
            "handle": "appendNode",
            "key": "",
            "kind": "LinkedHandle",
            "name": "session",
            "handleArgs": [
              {
                "kind": "Variable",
                "name": "connections",
                "variableName": "connections"
              },
              {
                "kind": "Literal",
                "name": "edgeTypeName",
                "value": "ProxySessionEdge"
              }
            ]
          },
          (v4/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "8e90c616147703b4f8396857cc1fa746",
    "id": null,
    "metadata": {},
    "name": "sessionsCreateMutation",
    "operationKind": "mutation",
    "text": "mutation sessionsCreateMutation(\n  $input: CreateProxySessionInput!\n) {\n  createProxySession(input: $input) {\n    session {\n      id\n      uniqueName\n      status\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "e856d2ca339af2594d348abe4b6025b3";

export default node;
