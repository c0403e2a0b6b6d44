import { capabilitiesOf } from '../numbers/capabilities.ts';
import { wireDate } from '../scheduler/clock.ts';
import { countryOf, isE164 } from '../numbers/dialling.ts';
import { missing, TwilioError } from '../errors.ts';
import type { Form } from '../operations/form.ts';
import { operationsOf } from '../operations/operations.ts';
import { canonicalSid, isSid } from '../state/sids.ts';
import type { OwnedNumber, PhoneNumberNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { serviceIn, servicePath } from './parents.ts';
import { checkPoolLimit } from '../numbers/pool-limit.ts';

/** https://www.twilio.com/docs/proxy/api/phone-number */
export const phoneNumber = operationsOf<PhoneNumberNode>({
  listKey: 'phone_numbers',
  rows: (state, place) => serviceIn(state, place).phoneNumbers,
  // `in_use` depends on Sessions, not only on the record.
  viewIsLive: true,
  view: ({ record, service }, base) => ({
    sid: record.sid,
    account_sid: record.account_sid,
    service_sid: record.service_sid,
    phone_number: record.phone_number,
    friendly_name: record.friendly_name,
    iso_country: record.iso_country,
    capabilities: record.capabilities,
    is_reserved: record.is_reserved,
    in_use: service.poolUse.inUse(record.phone_number),
    date_created: record.date_created,
    date_updated: record.date_updated,
    url: `${base}${servicePath(record.service_sid)}/PhoneNumbers/${record.sid}`,
  }),
  create: (state, place, form) => {
    const service = serviceIn(state, place);
    const owned = ownedNumber(state, form);
    if (owned.claimedBy !== null) throw new TwilioError(owned.claimedBy === service.sid ? 80104 : 80101);
    const isReserved = form.boolean('IsReserved') ?? false;
    checkPoolLimit(state, service, isReserved);
    const now = state.clock.now();
    const date = wireDate(now);
    const record = {
      sid: owned.sid,
      account_sid: state.accountSid,
      service_sid: service.sid,
      phone_number: owned.number,
      friendly_name: owned.friendlyName,
      iso_country: owned.isoCountry,
      capabilities: owned.capabilities,
      is_reserved: isReserved,
      date_created: date,
      date_updated: date,
    };
    return state.store.addPhoneNumber(service, record, now);
  },
  update: (state, node, form) => {
    const isReserved = form.boolean('IsReserved');
    if (isReserved === undefined) return;
    if (isReserved !== node.record.is_reserved) checkPoolLimit(state, node.service, isReserved);
    node.record = { ...node.record, is_reserved: isReserved, date_updated: wireDate(state.clock.now()) };
  },
  remove: (state, node) => {
    refuseIfHeld(state, node.sid);
    if (node.service.poolUse.inUse(node.record.phone_number) > 0) throw new TwilioError(80611);
    state.store.removePhoneNumber(node);
  },
});

/** The account's number that `Sid` or `PhoneNumber` names. */
function ownedNumber(state: AccountState, form: Form): OwnedNumber {
  const { settings, store } = state;
  const givenSid = form.text('Sid');
  const number = form.text('PhoneNumber');
  if (givenSid === undefined && number === undefined) throw missing('Sid or PhoneNumber');
  if (givenSid !== undefined && !isSid('PN', givenSid)) throw new TwilioError(80407);
  if (number !== undefined && !isE164(number)) throw new TwilioError(80406);
  const sid = givenSid === undefined ? store.numberSids.get(number ?? '') : canonicalSid(givenSid);
  const owned = sid === undefined ? undefined : store.ownedNumbers.get(sid);
  if (owned !== undefined) {
    if (number !== undefined && number !== owned.number) throw new TwilioError(80610);
    return owned;
  }
  if (!settings.mintNumbers) throw new TwilioError(givenSid === undefined ? 80601 : 80301);
  return mint(state, sid, number);
}

/** Adds an unknown number to the account. When only a SID is known, the number is a fictional one of Portland. */
function mint(state: AccountState, sid = state.newSid('PN'), number = freeNumber(state)): OwnedNumber {
  const owned: OwnedNumber = {
    sid,
    number,
    friendlyName: number,
    isoCountry: countryOf(number),
    capabilities: capabilitiesOf(['voice', 'sms', 'mms']),
    claimedBy: null,
  };
  state.store.ownNumber(owned);
  return owned;
}

function freeNumber({ store }: AccountState): string {
  for (let line = 100; line < 200; line++) {
    const number = `+1503555${String(line).padStart(4, '0')}`;
    if (!store.numberSids.has(number)) return number;
  }
  throw new TwilioError(80601);
}
