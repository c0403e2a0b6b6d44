import { GatewayError } from '../errors/gateway-error.ts';
import { ofFailure, type UserError } from '../errors/user-errors.ts';
import type { GatewayContext } from '../graphql/context.ts';
import type { CloseProxySessionsInput, ProxyBatchOutcome } from '../graphql/generated.ts';
import { parseGlobalId, toGlobalId } from '../graphql/global-id.ts';
import { isTwilioError, type TwilioError } from '../twilio/errors.ts';
import type { SidPath } from '../twilio/resource.ts';
import { type Session, session } from '../twilio/resources/session.ts';

/** The most Sessions of one operation: what Twilio's rate limit lets through within the default deadline. */
const MAX_IDS = 300;

interface Ended {
  readonly outcome: ProxyBatchOutcome;
  readonly session: Session | null;
  readonly userErrors: readonly UserError[];
}

export interface ClosedPayload {
  readonly results: readonly (Ended & { readonly id: string })[];
  readonly userErrors: readonly UserError[];
}

const isCount = ({ ids }: CloseProxySessionsInput) => ids.length >= 1 && ids.length <= MAX_IDS;

/** The paths of the Sessions, each once; none when there are too few or too many ids. Throws BAD_USER_INPUT. */
export function pathsOf(input: CloseProxySessionsInput): readonly SidPath[] {
  if (!isCount(input)) return [];
  const paths = input.ids.map((id) => parseGlobalId(session, id));
  return [...new Map(paths.map((path) => [toGlobalId(path), path])).values()];
}

const done = (closed: Session | null): Ended => ({ outcome: 'DONE', session: closed, userErrors: [] });
const without = (outcome: ProxyBatchOutcome, ...userErrors: readonly UserError[]): Ended => ({
  outcome,
  session: null,
  userErrors,
});

/** The Session is closed: https://www.twilio.com/docs/api/errors/80607 */
const IS_CLOSED = 80607;
/** Its status does not allow it: it is closed, or it has failed. https://www.twilio.com/docs/api/errors/80608 */
const CANNOT_CHANGE = 80608;

/** The user error of any refusal by Twilio. */
function refusalOf(error: TwilioError): UserError {
  try {
    return ofFailure(error, {}, null);
  } catch {
    const { code = null, moreInfo = null } = error.answer ?? {};
    const message = 'Twilio does not allow it for this account.';
    return { code: 'NOT_ALLOWED', message, field: null, twilioCode: code, moreInfo };
  }
}

/** What became of a Session whose call has failed. Throws unexpected errors. */
async function endOf(error: unknown, read: () => Promise<Session | null>): Promise<Ended> {
  // The budget of the operation is used up.
  if (error instanceof GatewayError) return without('NOT_ATTEMPTED');
  if (!isTwilioError(error)) throw error;
  const { kind, answer } = error;
  if (kind === 'outcome-unknown') return without('OUTCOME_UNKNOWN');
  // Not sent, or a 429, which Twilio never processes.
  if (answer === null || kind === 'rate-limited') return without('NOT_ATTEMPTED');
  if (answer.code === IS_CLOSED) return done(null);
  if (answer.code === CANNOT_CHANGE) {
    const known = await read().catch(() => null);
    if (known?.status === 'closed') return done(known);
  }
  return without('REFUSED', refusalOf(error));
}

/** Closes all Sessions at the same time. Each is sent once, and each has a result. */
async function closeAll(
  paths: readonly SidPath[],
  { client, loaders }: GatewayContext,
): Promise<ReadonlyMap<string, Ended>> {
  const close = async (path: SidPath): Promise<Ended> => {
    try {
      const form = { status: 'closed' };
      return done(await loaders.write(path, (caller) => client.update(session, path, form, caller)));
    } catch (error) {
      return endOf(error, () => loaders.record(session, path));
    }
  };
  const ends = paths.map(async (path) => [toGlobalId(path), await close(path)] as const);
  // An unexpected error is thrown, but not before all have ended.
  await Promise.allSettled(ends);
  return new Map(await Promise.all(ends));
}

/** The resolver of `closeProxySessions`. */
export async function closeSessions(
  input: CloseProxySessionsInput,
  context: GatewayContext,
): Promise<ClosedPayload> {
  const { loaders, budget } = context;
  if (!isCount(input)) {
    const message = `"ids" must have 1 to ${MAX_IDS} ids, but has ${input.ids.length}.`;
    budget.answer.recordUserErrors(['INVALID']);
    return { results: [], userErrors: [{ code: 'INVALID', message, field: ['input', 'ids'] }] };
  }
  const ends = await closeAll(pathsOf(input), context);
  for (const { session: closed } of ends.values()) if (closed) loaders.prime(session, closed);
  const results = input.ids.map((text, index) => {
    const id = toGlobalId(parseGlobalId(session, text));
    const { outcome, session: closed, userErrors } = ends.get(id) ?? without('NOT_ATTEMPTED');
    const field = ['input', 'ids', String(index)];
    return { id, outcome, session: closed, userErrors: userErrors.map((error) => ({ ...error, field })) };
  });
  for (const { userErrors } of results) budget.answer.recordUserErrors(userErrors.map(({ code }) => code));
  return { results, userErrors: [] };
}
