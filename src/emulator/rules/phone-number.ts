import { capabilitiesOf } from '../numbers/capabilities.ts';
import { wireDate } from '../scheduler/clock.ts';
import { countryOf, isE164 } from '../numbers/dialling.ts';
import { missing, TwilioError } from '../errors.ts';
import type { Form } from '../operations/form.ts';
import { operationsOf } from '../operations/operations.ts';
import { canonicalSid, isSid } from '../state/sids.ts';
import type { OwnedNumber, PhoneNumberNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { serviceIn, servicePath } from './parents.ts';
import { makeRoom } from '../numbers/pool-limit.ts';

/** https://www.twilio.com/docs/proxy/api/phone-number */
export const phoneNumber = operationsOf<PhoneNumberNode>({
  listKey: 'phone_numbers',
  rows: (world, place) => serviceIn(world, place).phoneNumbers,
  // `in_use` moves with the Sessions, not with the number.
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
  create: (world, place, form) => {
    const service = serviceIn(world, place);
    const owned = ownedNumber(world, form);
    if (owned.claimedBy !== null) throw new TwilioError(owned.claimedBy === service.sid ? 80104 : 80101);
    const isReserved = form.boolean('IsReserved') ?? false;
    makeRoom(world, service, isReserved);
    const now = world.clock.now();
    const date = wireDate(now);
    const record = {
      sid: owned.sid,
      account_sid: world.accountSid,
      service_sid: service.sid,
      phone_number: owned.number,
      friendly_name: owned.friendlyName,
      iso_country: owned.isoCountry,
      capabilities: owned.capabilities,
      is_reserved: isReserved,
      date_created: date,
      date_updated: date,
    };
    return world.store.addPhoneNumber(service, record, now);
  },
  update: (world, node, form) => {
    const isReserved = form.boolean('IsReserved');
    if (isReserved === undefined) return;
    if (isReserved !== node.record.is_reserved) makeRoom(world, node.service, isReserved);
    node.record = { ...node.record, is_reserved: isReserved, date_updated: wireDate(world.clock.now()) };
  },
  remove: (world, node) => {
    refuseIfHeld(world, node.sid);
    if (node.service.poolUse.inUse(node.record.phone_number) > 0) throw new TwilioError(80611);
    world.store.removePhoneNumber(node);
  },
});

/** The account's number that `Sid` or `PhoneNumber` names. */
function ownedNumber(world: World, form: Form): OwnedNumber {
  const { settings, store } = world;
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
  return mint(world, sid, number);
}

/** A number that the account gets because it was asked for. A number of its own is a fictional one of Portland. */
function mint(world: World, sid = world.newSid('PN'), number = freeNumber(world)): OwnedNumber {
  const owned: OwnedNumber = {
    sid,
    number,
    friendlyName: number,
    isoCountry: countryOf(number),
    capabilities: capabilitiesOf(['voice', 'sms', 'mms']),
    claimedBy: null,
  };
  world.store.ownNumber(owned);
  return owned;
}

function freeNumber({ store }: World): string {
  for (let line = 100; line < 200; line++) {
    const number = `+1503555${String(line).padStart(4, '0')}`;
    if (!store.numberSids.has(number)) return number;
  }
  throw new TwilioError(80601);
}
