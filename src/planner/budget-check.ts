import { GatewayError } from '../errors/gateway-error.ts';
import type { Estimate } from './estimate/estimate.ts';
import { ALLOWED, WINDOW_MS } from '../twilio/http/rate-limiter/quota.ts';
import { type Call, chainOf } from './estimate/levels.ts';
import type { ExpectedValues } from './values.ts';

export interface CostLimits {
  readonly maxCalls: number;
  /** The deadline of an operation in milliseconds; null if Twilio's rate limit is not enforced. */
  readonly rateLimitedMs: number | null;
  /** The calls of one Service and endpoint that this replica can count on in Twilio's window. */
  readonly callsInWindow: number;
  /** How many values the answer may hold. */
  readonly maxValues: number;
}

const code = 'CALL_BUDGET_EXCEEDED';

/** A request error: nothing is executed. */
const refuse = (message: string) => new GatewayError(code, message, { status: 400 });

const about = (calls: number) => `about ${calls} REST call${calls === 1 ? '' : 's'}`;

const HINT = 'Ask for fewer rows there with "first", or in several operations.';

/** The fields that cost most: `2500 for proxyService.sessions.nodes.participants`. */
function worst(calls: readonly Call[]): string {
  return calls
    .filter(({ times }) => times.expected > 0)
    .toSorted((a, b) => b.times.expected - a.times.expected)
    .slice(0, 3)
    .map(({ times, fields }) => `${times.expected} for ${[...fields][0] ?? ''}`)
    .join(', ');
}

/** The calls by Service and endpoint, which Twilio limits separately. `share` is the number of calls of one Service. */
function byBucket(calls: readonly Call[]): Map<string, { readonly calls: Call[]; share: number }> {
  const buckets = new Map<string, { readonly calls: Call[]; share: number }>();
  for (const call of calls) {
    if (call.mayStayUnsent) continue;
    const [service] = chainOf(call.under);
    // Reads of single Services have a bucket per Service. Only the list of Services counts for the account.
    if (!service && call.path.includes('{')) continue;
    const key = `${service?.id ?? ''} ${call.method} ${call.path}`;
    const bucket = buckets.get(key) ?? { calls: [], share: 0 };
    bucket.calls.push(call);
    bucket.share += call.times.expected / Math.max(1, service?.total.expected ?? 1);
    buckets.set(key, bucket);
  }
  return buckets;
}

/** The error for an answer that would be too large. It names the list with the largest share. */
function refuseAnswer({ values, widest }: ExpectedValues, maxValues: number): GatewayError {
  const most = widest ? ` ${widest.field} multiplies most: by about ${widest.rows} rows.` : '';
  return new GatewayError(
    'QUERY_TOO_COMPLEX',
    `The answer would hold about ${values} values; MAX_VALUES allows ${maxValues}.${most} ${HINT}`,
    { status: 400 },
  );
}

/** The error for an operation above its limits; null when it is within them. */
export function refusalOf(
  estimate: Estimate,
  { maxCalls, rateLimitedMs, callsInWindow, maxValues }: CostLimits,
): GatewayError | null {
  const { calls, total, isPartial, answer } = estimate;
  if (total.expected > maxCalls) {
    const most = `Most of them: ${worst(calls)}.`;
    return refuse(
      `The operation would take ${about(total.expected)}, but ${maxCalls} are allowed. ${most} ${HINT}`,
    );
  }
  if (isPartial) return refuse(`The operation would take too many different REST calls to count. ${HINT}`);
  if (answer.values > maxValues) return refuseAnswer(answer, maxValues);
  if (rateLimitedMs === null) return null;
  const capacity = callsInWindow * Math.ceil(rateLimitedMs / WINDOW_MS);
  const taker = callsInWindow < ALLOWED ? "this replica's part of Twilio's limit is" : 'Twilio takes';
  for (const bucket of byBucket(calls).values()) {
    if (bucket.share <= capacity) continue;
    const [call] = bucket.calls;
    return refuse(
      `The operation would take ${about(Math.ceil(bucket.share))} of one Service to ${call?.method ?? ''} ${call?.path ?? ''}, ` +
        `but ${taker} ${callsInWindow} in 5 seconds, and the operation has ${rateLimitedMs / 1000} seconds. ` +
        `They are: ${worst(bucket.calls)}. ${HINT}`,
    );
  }
  return null;
}
