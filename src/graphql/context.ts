import type { AnswerBudget } from '../loaders/answer-budget.ts';
import type { CallBudget } from '../loaders/call-budget.ts';
import type { Loaders } from '../loaders/loaders.ts';
import type { RequirementTree } from '../planner/requirement-tree.ts';
import type { TwilioClient } from '../twilio/client.ts';
import type { Operation } from '../twilio/http/request.ts';

/** Permissions of a viewer: read, write, see personal data. Without `proxy:pii` personal data is masked, without an error. */
export const scopeNames = ['proxy:read', 'proxy:write', 'proxy:pii'] as const;

export type Scope = (typeof scopeNames)[number];

export type Scopes = ReadonlySet<Scope>;

export const allScopes: Scopes = new Set(scopeNames);

export const isScope = (text: string): text is Scope => (scopeNames as readonly string[]).includes(text);

/** The caller of an operation. */
export interface Viewer {
  /** A name that is no secret: `api-key:2c26b46b`. */
  readonly name: string;
  readonly scopes: Scopes;
  /** Whether the caller is the federation router, which may read `_service` and `_entities`. */
  readonly isRouter: boolean;
}

/** The requirements of an operation, its cost so far, and its limits. */
export interface OperationBudget {
  /** Identifies the operation in its REST calls. */
  readonly operation: Operation;
  readonly requirements: RequirementTree;
  /** REST calls. */
  readonly calls: CallBudget;
  /** Values and errors of the answer. */
  readonly answer: AnswerBudget;
}

/** The webhooks that reach the gateway. */
export interface ReceivedWebhooks {
  /** Whether webhooks to that URL do. */
  receives(url: string | null): boolean;
  /** When the last valid report of that Service came: RFC 3339, UTC. Null when none is known. */
  lastReportOf(serviceSid: string): string | null;
}

/** The context that the resolvers of one operation share. Apollo Server gives them a shallow copy. */
export interface GatewayContext {
  /** Identifies the operation in the log and in masked errors. */
  readonly requestId: string;
  readonly viewer: Viewer;
  /** All reads, and the order of writes and reads. */
  readonly loaders: Loaders;
  /** Sends writes: see `Loaders.write`. */
  readonly client: TwilioClient;
  readonly budget: OperationBudget;
  /** Null when the gateway receives none. */
  readonly webhooks: ReceivedWebhooks | null;
  /** Aborted when the operation ends: after the response, when the caller disconnects, or at the deadline. */
  readonly signal: AbortSignal;
}
