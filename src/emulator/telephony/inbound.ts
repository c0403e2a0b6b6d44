import { addInteraction } from '../lifecycle/add-interaction.ts';
import { inboundFields, outboundFields, resourcePrefix, resourceUrl, type Leg } from '../lifecycle/legs.ts';
import { wireDate } from '../scheduler/clock.ts';
import type { AccountState } from '../state/account-state.ts';
import type { Notice } from '../state/notices.ts';
import type { InteractionRecord, ResourceStatus } from '../state/records.ts';
import { isActive, type ParticipantNode } from '../state/store.ts';
import type { Text } from '../webhooks/out-of-session-parameters.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import { autoCreate } from './auto-create.ts';
import { routeOf, type NoRoute, type Route, type Sender } from './routing.ts';

/** The result: the new Interaction, or the notice that says why there is none. */
export type InboundResult =
  | { readonly interactionSid: string; readonly notice: null }
  | { readonly interactionSid: null; readonly notice: Notice };

/** https://www.twilio.com/docs/proxy/opt-out-keywords */
const optOutWords = new Set(
  'STOP REVOKE OPTOUT UNSUBSCRIBE END CANCEL QUIT STOPALL ARRETT ARRET ARRETE UNSTOP'.split(' '),
);

/**
 * A message or call from the telephone network, connected at once: it asks no intercept and no out-of-session URL.
 *
 * @throws RangeError for an unknown Participant
 */
export function connect(state: AccountState, sender: Sender, text: Text): InboundResult {
  const found = routeOf(state, sender);
  const optOut = optOutNotice(state, found, text);
  if (optOut !== undefined) return refused(optOut);
  if (!isRoute(found)) return refused(found.notice);
  const refusal = modeNotice(state, found, text);
  if (refusal !== undefined) return refused(refusal);
  return store(state, found, recordOf(state, found, text));
}

/**
 * A message or call from the telephone network. Without an active Session the out-of-session webhook decides; before the
 * Interaction is connected, the intercept webhook does.
 *
 * @throws RangeError for an unknown Participant
 */
export async function receive(
  state: AccountState,
  webhooks: Webhooks,
  sender: Sender,
  text: Text,
): Promise<InboundResult> {
  const found = routeOf(state, sender);
  const optOut = optOutNotice(state, found, text);
  if (optOut !== undefined) return refused(optOut);
  const route = isRoute(found) ? found : await askOutOfSession(state, webhooks, found, text);
  if (!isRoute(route)) return refused(route.notice);
  const refusal = modeNotice(state, route, text);
  if (refusal !== undefined) return refused(refusal);
  const record = recordOf(state, route, text);
  if (!(await webhooks.intercept(route.from.session.service, record))) {
    return refused(state.notices.add(80909, record.sid));
  }
  // The data may have changed while the intercept URL was asked.
  if (!isCurrent(state, route)) return refused(state.notices.add(80902, route.from.session.sid));
  return store(state, route, record);
}

const isRoute = (found: Route | NoRoute): found is Route => 'from' in found;

const refused = (notice: Notice): InboundResult => ({ interactionSid: null, notice });

function optOutNotice(state: AccountState, found: Route | NoRoute, text: Text): Notice | undefined {
  if (text === null || !optOutWords.has(text.trim().toUpperCase())) return undefined;
  return state.notices.add(80901, isRoute(found) ? found.from.session.sid : found.notice.sid);
}

function modeNotice(state: AccountState, { from: { session } }: Route, text: Text): Notice | undefined {
  if (text !== null && session.record.mode === 'voice-only') return state.notices.add(80910, session.sid);
  if (text === null && session.record.mode === 'message-only') return state.notices.add(80911, session.sid);
  return undefined;
}

/** The route of the Session that the webhook's answer creates. TwiML needs no Session; the emulator does not run it. */
async function askOutOfSession(
  state: AccountState,
  webhooks: Webhooks,
  noRoute: NoRoute,
  text: Text,
): Promise<Route | NoRoute> {
  const { outOfSession } = noRoute;
  if (outOfSession === null) return noRoute;
  const { service } = outOfSession;
  const answer = await webhooks.outOfSession(service, outOfSession, text);
  if (answer === undefined) return noRoute;
  const failed = (): NoRoute => ({ notice: state.notices.add(80913, service.sid), outOfSession: null });
  if (answer === null || answer.status < 200 || answer.status > 299) return failed();
  if (!/^application\/json\b/i.test(answer.contentType)) return noRoute;
  if (state.store.services.get(service.sid) !== service) return failed();
  try {
    return autoCreate(state, outOfSession, answer.body);
  } catch {
    return failed();
  }
}

/** Whether the Session is still active and has both Participants. */
function isCurrent({ store }: AccountState, { from, to }: Route): boolean {
  const { session } = from;
  const isStored = store.services.get(session.service.sid)?.sessions.get(session.sid) === session;
  return isStored && isActive(session) && [from, to].every(({ record }) => record.date_deleted === null);
}

function store(state: AccountState, { from }: Route, record: InteractionRecord): InboundResult {
  const { sid } = addInteraction(state, from.session, record, null);
  return { interactionSid: sid, notice: null };
}

/** A new Interaction with both legs: a message is received and queued, a call is in progress. */
function recordOf(state: AccountState, { from, to }: Route, text: Text): InteractionRecord {
  const { accountSid } = state;
  const { session } = from;
  const type = text === null ? 'voice' : 'message';
  const date = wireDate(state.clock.now());
  const leg = (participant: ParticipantNode, messageStatus: ResourceStatus): Leg => {
    const resourceSid = state.newSid(resourcePrefix(type));
    return {
      participantSid: participant.sid,
      resourceSid,
      status: text === null ? 'in-progress' : messageStatus,
      resourceUrl: resourceUrl(accountSid, type, resourceSid),
    };
  };
  return {
    sid: state.newSid('KI'),
    session_sid: session.sid,
    service_sid: session.service.sid,
    account_sid: accountSid,
    data: JSON.stringify(text === null ? {} : { body: text }),
    type,
    ...inboundFields(leg(from, 'delivered'), type),
    ...outboundFields(leg(to, 'queued'), type),
    date_created: date,
    date_updated: date,
  };
}
