/**
 * @generated SignedSource<<e06176e24bc1ba80e92c4d7584eda30b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ProxyUserErrorCode = "CONFLICT" | "INVALID" | "INVALID_TRANSITION" | "NOT_ALLOWED" | "NOT_CLEARABLE" | "NOT_FOUND" | "NUMBER_IN_USE" | "NUMBER_NOT_AVAILABLE" | "PARTICIPANT_CONFLICT" | "PARTICIPANT_REMOVED" | "POOL_EXHAUSTED" | "POOL_FULL" | "SESSION_CLOSED" | "TOO_MANY_PARTICIPANTS" | "UNIQUE_NAME_TAKEN" | "UNRECOGNIZED" | "%future added value";
export type sessionsDeleteMutation$variables = {
  connections: ReadonlyArray<string>;
  id: string;
};
export type sessionsDeleteMutation$data = {
  readonly deleteProxySession: {
    readonly deletedId: string | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: ProxyUserErrorCode;
      readonly message: string;
    }>;
  } | null | undefined;
};
export type sessionsDeleteMutation = {
  response: sessionsDeleteMutation$data;
  variables: sessionsDeleteMutation$variables;
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
  "name": "id"
},
v2 = [
  {
    "fields": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "kind": "ObjectValue",
    "name": "input"
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "deletedId",
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
    "name": "sessionsDeleteMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "DeleteProxySessionPayload",
        "kind": "LinkedField",
        "name": "deleteProxySession",
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
    "name": "sessionsDeleteMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "DeleteProxySessionPayload",
        "kind": "LinkedField",
        "name": "deleteProxySession",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "filters": null,
            "handle": "deleteEdge",
            "key": "",
            "kind": "ScalarHandle",
            "name": "deletedId",
            "handleArgs": [
              {
                "kind": "Variable",
                "name": "connections",
                "variableName": "connections"
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
    "cacheID": "1923a855249a828acbe59b28172fd60f",
    "id": null,
    "metadata": {},
    "name": "sessionsDeleteMutation",
    "operationKind": "mutation",
    "text": "mutation sessionsDeleteMutation(\n  $id: ID!\n) {\n  deleteProxySession(input: {id: $id}) {\n    deletedId\n    userErrors {\n      code\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "162056291fd5493bfee024b79196ec52";

export default node;
