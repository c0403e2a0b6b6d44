import type { Operation } from '../twilio/http/request.ts';
import type { AnswerBudget } from '../loaders/answer-budget.ts';
import type { DiscontinuedResources } from '../twilio/discontinued.ts';
import type { ProxyUserErrorCode } from './generated.ts';
import type { CallBudget } from '../loaders/call-budget.ts';
import type { Loaders } from '../loaders/loaders.ts';
import type { Scopes } from './scopes.ts';
import type { RequirementTree } from '../planner/requirement-tree.ts';
import type { SinglePageLists } from '../loaders/single-page-lists.ts';

/** The caller of an operation. */
export interface Viewer {
  /** A name that is no secret: `api-key:2c26b46b`. */
  readonly name: string;
  /** What the caller may do. */
  readonly scopes: Scopes;
  /** Whether the caller may read `_service` and `_entities`. */
  readonly isRouter: boolean;
}

/** What an operation requires of Twilio, what it has cost so far, and what it may cost. */
export interface OperationBudget {
  readonly requirements: RequirementTree;
  /** REST calls. */
  readonly calls: CallBudget;
  /** Values and errors of the answer. */
  readonly answer: AnswerBudget;
}

/** What the resolvers of one operation share. */
export interface GatewayContext {
  /** Names the operation in the log and in masked errors. */
  readonly requestId: string;
  /** What its REST calls know it by. */
  readonly operation: Operation;
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly budget: OperationBudget;
  /** The lists that are known to fit one page. */
  readonly singlePageLists: SinglePageLists;
  /** What the operation knows of discontinued resources. */
  readonly discontinued: DiscontinuedResources;
  /** The codes of the user errors so far. */
  readonly userErrors: ProxyUserErrorCode[];
  /** Ends the operation: the answer is out, the caller has gone, or the time is up. */
  readonly end: () => void;
}
