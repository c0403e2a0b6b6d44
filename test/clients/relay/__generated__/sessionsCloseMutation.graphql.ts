/**
 * @generated SignedSource<<3a4ada7df21e3df2df84b4ffca7d847e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ProxySessionStatus = "CLOSED" | "FAILED" | "IN_PROGRESS" | "OPEN" | "UNKNOWN" | "UNRECOGNIZED" | "%future added value";
export type ProxyUserErrorCode = "CONFLICT" | "INVALID" | "INVALID_TRANSITION" | "NOT_ALLOWED" | "NOT_CLEARABLE" | "NOT_FOUND" | "NUMBER_IN_USE" | "NUMBER_NOT_AVAILABLE" | "PARTICIPANT_CONFLICT" | "PARTICIPANT_REMOVED" | "POOL_EXHAUSTED" | "POOL_FULL" | "SESSION_CLOSED" | "TOO_MANY_PARTICIPANTS" | "UNIQUE_NAME_TAKEN" | "UNRECOGNIZED" | "%future added value";
export type sessionsCloseMutation$variables = {
  id: string;
};
export type sessionsCloseMutation$data = {
  readonly updateProxySession: {
    readonly session: {
      readonly id: string;
      readonly status: ProxySessionStatus | null | undefined;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: ProxyUserErrorCode;
      readonly message: string;
    }>;
  } | null | undefined;
};
export type sessionsCloseMutation = {
  response: sessionsCloseMutation$data;
  variables: sessionsCloseMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "fields": [
          {
            "kind": "Variable",
            "name": "id",
            "variableName": "id"
          },
          {
            "kind": "Literal",
            "name": "status",
            "value": "CLOSED"
          }
        ],
        "kind": "ObjectValue",
        "name": "input"
      }
    ],
    "concreteType": "UpdateProxySessionPayload",
    "kind": "LinkedField",
    "name": "updateProxySession",
    "plural": false,
    "selections": [
      {
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
            "name": "status",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
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
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "sessionsCloseMutation",
    "selections": (v1/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "sessionsCloseMutation",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "aab5a312bab8cd8fee35b3973d7759fa",
    "id": null,
    "metadata": {},
    "name": "sessionsCloseMutation",
    "operationKind": "mutation",
    "text": "mutation sessionsCloseMutation(\n  $id: ID!\n) {\n  updateProxySession(input: {id: $id, status: CLOSED}) {\n    session {\n      id\n      status\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "0d935713d2ffe6a30acd78ebf7075882";

export default node;
