import { channelOf, isChannelAddress, isE164, storedForm } from '../numbers/dialling.ts';
import { invalid, TwilioError } from '../errors.ts';
import type { Form } from '../operations/form.ts';
import { canonicalSid, isSid } from '../state/sids.ts';
import type { AccountState } from '../state/account-state.ts';
import { chooseNumber, isTaken, type NumberRequest } from '../numbers/choose-number.ts';

/** A validated Participant with its proxy number, not yet stored. */
export interface ParticipantPlan {
  readonly identifier: string;
  readonly friendlyName: string | null;
  readonly proxyIdentifier: string;
  /** null for an address on a channel. */
  readonly proxyIdentifierSid: string | null;
}

/** A current or removed Participant of the Session. */
export interface Member {
  readonly identifier: string;
  readonly isRemoved: boolean;
}

const PARTICIPANTS_PER_SESSION = 2;

/** Validates a new Participant and chooses its proxy number. Changes nothing. */
export function planParticipant(
  state: AccountState,
  request: NumberRequest,
  members: readonly Member[],
  form: Form,
  failOnConflict: boolean,
): ParticipantPlan {
  const given = form.required('Identifier', 191);
  const friendlyName = form.text('FriendlyName', 255) ?? null;
  const identifier = storedForm(given);
  if ((!isE164(identifier) && !isChannelAddress(identifier)) || state.settings.unreachable.includes(given)) {
    throw new TwilioError(80404);
  }
  // A channel address can only exchange messages.
  if (channelOf(identifier) !== '' && request.mode === 'voice-only') throw new TwilioError(80616);
  const known = members.find((member) => member.identifier === identifier);
  if (known !== undefined) throw new TwilioError(known.isRemoved ? 80612 : 80103);
  if (members.filter(({ isRemoved }) => !isRemoved).length >= PARTICIPANTS_PER_SESSION)
    throw new TwilioError(80609);
  return { identifier, friendlyName, ...proxyOf(state, request, form, identifier, failOnConflict) };
}

type Proxy = Pick<ParticipantPlan, 'proxyIdentifier' | 'proxyIdentifierSid'>;

function proxyOf(
  state: AccountState,
  request: NumberRequest,
  form: Form,
  identifier: string,
  failOnConflict: boolean,
): Proxy {
  const number = form.text('ProxyIdentifier', 255);
  const sid = form.text('ProxyIdentifierSid');
  if (number !== undefined && channelOf(number) !== '') return channelProxy(identifier, number, sid);
  if (channelOf(identifier) !== '') throw new TwilioError(80402);
  if (number === undefined && sid === undefined) {
    const { record } = chooseNumber(request, identifier);
    return { proxyIdentifier: record.phone_number, proxyIdentifierSid: record.sid };
  }
  const proxy = explicitProxy(state, request, number, sid);
  if (isTaken(request, identifier, proxy.proxyIdentifier)) {
    if (failOnConflict || !state.settings.allowParticipantConflict) throw new TwilioError(80604);
    state.notices.add(80802, request.sessionSid);
  }
  return proxy;
}

/** The requested number. It must be in this Service's pool. */
function explicitProxy(
  state: AccountState,
  request: NumberRequest,
  number: string | undefined,
  givenSid: string | undefined,
): Proxy {
  const { store } = state;
  if (givenSid !== undefined && !isSid('PN', givenSid)) throw new TwilioError(80407);
  const sid = givenSid === undefined ? store.numberSids.get(number ?? '') : canonicalSid(givenSid);
  const pooled = sid === undefined ? undefined : request.service.phoneNumbers.get(sid);
  if (sid === undefined || pooled === undefined) {
    if (sid !== undefined && store.ownedNumbers.has(sid)) throw new TwilioError(80605);
    throw new TwilioError(givenSid === undefined ? 80606 : 80305);
  }
  const { is_reserved: isReserved, phone_number: proxyIdentifier } = pooled.record;
  if (number !== undefined && number !== proxyIdentifier) throw new TwilioError(80610);
  if (isReserved && state.settings.reservedNumbers === 'observed') {
    throw new TwilioError(givenSid === undefined ? 80304 : 80207);
  }
  return { proxyIdentifier, proxyIdentifierSid: sid };
}

/** A channel address as proxy address. It is in no pool, and its channel must be that of the identifier. */
function channelProxy(identifier: string, address: string, sid: string | undefined): Proxy {
  if (!isChannelAddress(address)) throw invalid('ProxyIdentifier', 'an E.164 number or <channel>:<address>');
  if (sid !== undefined) throw new TwilioError(80610);
  if (channelOf(identifier) !== channelOf(address)) throw new TwilioError(80402);
  return { proxyIdentifier: address, proxyIdentifierSid: null };
}

/** One value of `Participants` of a new Session: a JSON object with keys in Pascal, camel or snake case. */
export function inlineForm(json: string): Record<string, readonly string[]> {
  const value = parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid('Participants', 'JSON objects');
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (each !== null && typeof each !== 'string') throw invalid('Participants', 'texts as values');
      return [key.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()), [each ?? '']];
    }),
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalid('Participants', 'JSON objects');
  }
}
