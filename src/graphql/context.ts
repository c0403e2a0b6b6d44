import type { AnswerBudget } from '../loaders/answer-budget.ts';
import type { CallBudget } from '../loaders/call-budget.ts';
import type { Loaders } from '../loaders/loaders.ts';
import type { RequirementTree } from '../planner/requirement-tree.ts';
import type { TwilioClient } from '../twilio/client.ts';
import type { Operation } from '../twilio/http/request.ts';

/**
 * Permissions of a viewer: read, write, see personal data, send documents that are not in the manifest of
 * PERSISTED_DOCUMENTS. Without `proxy:pii` personal data is masked, without an error.
 */
export const scopeNames = ['proxy:read', 'proxy:write', 'proxy:pii', 'proxy:explore'] as const;

export type Scope = (typeof scopeNames)[number];

export type Scopes = ReadonlySet<Scope>;

/** The scopes of callers to whom none are given by name. `proxy:explore` has to be given. */
export const defaultScopes: Scopes = new Set(['proxy:read', 'proxy:write', 'proxy:pii']);

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
  /** Aborted when the operation ends: after the response, when the caller disconnects, or at the deadline. */
  readonly signal: AbortSignal;
}
