import { GatewayError } from '../errors/gateway-error.ts';
import type { Estimate } from './estimate/estimate.ts';
import { type Call, chainOf } from './estimate/levels.ts';
import type { ExpectedValues } from './values.ts';

/**
 * What Twilio takes of one Service at one endpoint: 30 requests a second, averaged over 5 seconds:
 * the page "Proxy Limits" of https://www.twilio.com/docs/proxy
 */
const WINDOW_MS = 5000;
const CALLS_IN_WINDOW = 150;

export interface Budget {
  readonly maxCalls: number;
  /** How long an operation may take, in milliseconds, where Twilio's rate limit is kept; else null. */
  readonly laneMs: number | null;
  /** How many values the answer may hold. */
  readonly maxValues: number;
}

const code = 'CALL_BUDGET_EXCEEDED';

/** A request error: nothing was executed. */
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

/** The calls of each Service to each endpoint: Twilio counts them apart. */
function lanesOf(calls: readonly Call[]): Map<string, { readonly calls: Call[]; share: number }> {
  const lanes = new Map<string, { readonly calls: Call[]; share: number }>();
  for (const call of calls) {
    const [service] = chainOf(call.under);
    // Services themselves are read each in a lane of its own; only their list belongs to the account.
    if (!service && call.path.includes('{')) continue;
    const key = `${service?.id ?? ''} ${call.method} ${call.path}`;
    const lane = lanes.get(key) ?? { calls: [], share: 0 };
    lane.calls.push(call);
    lane.share += call.times.expected / Math.max(1, service?.total.expected ?? 1);
    lanes.set(key, lane);
  }
  return lanes;
}

/** Names the list that multiplies most. */
function refuseAnswer({ values, widest }: ExpectedValues, maxValues: number): GatewayError {
  const most = widest ? ` ${widest.field} multiplies most: by about ${widest.rows} rows.` : '';
  return new GatewayError(
    'QUERY_TOO_COMPLEX',
    `The answer would hold about ${values} values; MAX_VALUES allows ${maxValues}.${most} ${HINT}`,
    { status: 400 },
  );
}

/** Why an operation must not be executed: it would cost too much. Null when it may. */
export function refusalOf(estimate: Estimate, { maxCalls, laneMs, maxValues }: Budget): GatewayError | null {
  const { calls, total, isPartial, answer } = estimate;
  if (total.expected > maxCalls) {
    const most = `Most of them: ${worst(calls)}.`;
    return refuse(
      `The operation would take ${about(total.expected)}, but ${maxCalls} are allowed. ${most} ${HINT}`,
    );
  }
  if (isPartial) return refuse(`The operation would take too many different REST calls to count. ${HINT}`);
  if (answer.values > maxValues) return refuseAnswer(answer, maxValues);
  if (laneMs === null) return null;
  const capacity = CALLS_IN_WINDOW * Math.ceil(laneMs / WINDOW_MS);
  for (const lane of lanesOf(calls).values()) {
    if (lane.share <= capacity) continue;
    const [call] = lane.calls;
    return refuse(
      `The operation would take ${about(Math.ceil(lane.share))} of one Service to ${call?.method ?? ''} ${call?.path ?? ''}, ` +
        `but Twilio takes ${CALLS_IN_WINDOW} in 5 seconds, and the operation has ${laneMs / 1000} seconds. ` +
        `They are: ${worst(lane.calls)}. ${HINT}`,
    );
  }
  return null;
}
