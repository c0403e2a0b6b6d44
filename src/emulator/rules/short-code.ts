import { capabilitiesOf } from '../numbers/capabilities.ts';
import { wireDate } from '../scheduler/clock.ts';
import { invalid, TwilioError } from '../errors.ts';
import { operationsOf } from '../operations/operations.ts';
import { canonicalSid, isSid } from '../state/sids.ts';
import type { OwnedNumber, ShortCodeNode } from '../state/store.ts';
import type { World } from '../state/account-state.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { serviceIn, servicePath } from './parents.ts';

/** Short codes left Twilio's published contract in July 2025; this is the contract from before. */
export const shortCode = operationsOf<ShortCodeNode>({
  listKey: 'short_codes',
  rows: (world, place) => serviceIn(world, place).shortCodes,
  view: ({ record }, base) => ({
    sid: record.sid,
    account_sid: record.account_sid,
    service_sid: record.service_sid,
    short_code: record.short_code,
    iso_country: record.iso_country,
    capabilities: record.capabilities,
    is_reserved: record.is_reserved,
    date_created: record.date_created,
    date_updated: record.date_updated,
    url: `${base}${servicePath(record.service_sid)}/ShortCodes/${record.sid}`,
  }),
  create: (world, place, form) => {
    const service = serviceIn(world, place);
    const sid = form.required('Sid');
    if (!isSid('SC', sid)) throw invalid('Sid', 'SC and 32 hex digits');
    const owned = world.store.ownedShortCodes.get(canonicalSid(sid)) ?? mint(world, canonicalSid(sid));
    if (owned.claimedBy !== null) throw new TwilioError(owned.claimedBy === service.sid ? 80105 : 80101);
    const now = world.clock.now();
    const date = wireDate(now);
    const record = {
      sid: owned.sid,
      account_sid: world.accountSid,
      service_sid: service.sid,
      short_code: owned.number,
      iso_country: owned.isoCountry,
      capabilities: owned.capabilities,
      is_reserved: form.boolean('IsReserved') ?? false,
      date_created: date,
      date_updated: date,
    };
    return world.store.addShortCode(service, record, now);
  },
  update: (world, node, form) => {
    const isReserved = form.boolean('IsReserved');
    if (isReserved === undefined) return;
    node.record = { ...node.record, is_reserved: isReserved, date_updated: wireDate(world.clock.now()) };
  },
  remove: (world, node) => {
    refuseIfHeld(world, node.sid);
    world.store.removeShortCode(node);
  },
});

/** A short code that the account gets because it was asked for, if the settings allow it. */
function mint({ settings, store }: World, sid: string): OwnedNumber {
  if (!settings.mintNumbers) throw new TwilioError(80303);
  const owned: OwnedNumber = {
    sid,
    number: String(20_000 + (Number.parseInt(sid.slice(2, 8), 16) % 70_000)),
    friendlyName: null,
    // Its digits do not tell.
    isoCountry: null,
    capabilities: capabilitiesOf(['sms', 'mms']),
    claimedBy: null,
  };
  store.ownShortCode(owned);
  return owned;
}
