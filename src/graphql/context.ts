import type { Operation } from '../twilio/http/request.ts';
import type { AnswerBudget } from '../loaders/answer-budget.ts';
import type { SidPath } from '../twilio/resource.ts';
import type { OperationRetirements } from '../twilio/discontinued.ts';
import type { ProxyUserErrorCode } from './generated.ts';
import type { Ledger } from '../loaders/call-budget.ts';
import type { Loaders } from '../loaders/loaders.ts';
import type { Scopes } from './scopes.ts';
import type { RequirementTree } from '../planner/requirement-tree.ts';
import type { ShortLists } from '../loaders/single-page-lists.ts';
import type { Write } from '../loaders/writes.ts';

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
  readonly calls: Ledger;
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
  readonly shortLists: ShortLists;
  /** What the operation knows of retired resources. */
  readonly retirements: OperationRetirements;
  readonly write: Write;
  /** The codes of the user errors so far. */
  readonly userErrors: ProxyUserErrorCode[];
  /** Ends what is still being read at and under a path that does not exist. */
  readonly abandon: (path: SidPath) => void;
  /** Ends the operation: the answer is out, the caller has gone, or the time is up. */
  readonly end: () => void;
}
