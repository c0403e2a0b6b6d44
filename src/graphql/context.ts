import type { Operation } from '../twilio/http/request.ts';
import type { AnswerBudget } from '../loaders/answer-budget.ts';
import type { SidPath } from '../twilio/resource.ts';
import type { DiscontinuedResources } from '../twilio/discontinued.ts';
import type { ProxyUserErrorCode } from './generated.ts';
import type { Ledger } from '../loaders/call-budget.ts';
import type { Loaders } from '../loaders/loaders.ts';
import type { Scopes } from './scopes.ts';
import type { Selections } from '../planner/selections.ts';
import type { ShortLists } from '../loaders/single-page-lists.ts';
import type { Slices } from '../pagination/slices.ts';
import type { Write } from '../loaders/writes.ts';

/** What the resolvers of one operation share. */
export interface GatewayContext {
  /** Names the operation in the log and in masked errors. */
  readonly requestId: string;
  /** What its REST calls know it by. */
  readonly operation: Operation;
  /** Who asks, under a name that is no secret: `api-key:2c26b46b`. */
  readonly caller: string;
  /** What the caller may do. */
  readonly scopes: Scopes;
  /** Whether the caller may ask `_service` and `_entities`. */
  readonly isRouter: boolean;
  readonly loaders: Loaders;
  /** What the operation has cost so far, and what it may cost. */
  readonly ledger: Ledger;
  /** What the answer holds so far, and what it may hold. */
  readonly answer: AnswerBudget;
  /** What is selected where. */
  readonly selections: Selections;
  readonly slices: Slices;
  /** The lists that are known to fit one page. */
  readonly shortLists: ShortLists;
  /** What the operation knows of discontinued resources. */
  readonly discontinued: DiscontinuedResources;
  readonly write: Write;
  /** The codes of the user errors so far. */
  readonly userErrors: ProxyUserErrorCode[];
  /** The largest page to ask Twilio for. */
  readonly pageSizeMax: number;
  /** Ends what is still being read at and under a path that does not exist. */
  readonly abandon: (path: SidPath) => void;
  /** Ends the operation: the answer is out, the caller has gone, or the time is up. */
  readonly end: () => void;
}
