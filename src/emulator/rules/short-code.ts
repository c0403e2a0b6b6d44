import { capabilitiesOf } from '../numbers/capabilities.ts';
import { wireDate } from '../scheduler/clock.ts';
import { invalid, TwilioError } from '../errors.ts';
import { operationsOf } from '../operations/operations.ts';
import { canonicalSid, isSid } from '../state/sids.ts';
import type { OwnedNumber, ShortCodeNode } from '../state/store.ts';
import type { AccountState } from '../state/account-state.ts';
import { refuseIfHeld } from './legal-hold.ts';
import { serviceIn, servicePath } from './parents.ts';

/** Twilio removed short codes from its published contract in July 2025. This is the contract before that. */
export const shortCode = operationsOf<ShortCodeNode>({
  listKey: 'short_codes',
  rows: (state, place) => serviceIn(state, place).shortCodes,
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
  create: (state, place, form) => {
    const service = serviceIn(state, place);
    const sid = form.required('Sid');
    if (!isSid('SC', sid)) throw invalid('Sid', 'SC and 32 hex digits');
    const owned = state.store.ownedShortCodes.get(canonicalSid(sid)) ?? mint(state, canonicalSid(sid));
    if (owned.claimedBy !== null) throw new TwilioError(owned.claimedBy === service.sid ? 80105 : 80101);
    const now = state.clock.now();
    const date = wireDate(now);
    const record = {
      sid: owned.sid,
      account_sid: state.accountSid,
      service_sid: service.sid,
      short_code: owned.number,
      iso_country: owned.isoCountry,
      capabilities: owned.capabilities,
      is_reserved: form.boolean('IsReserved') ?? false,
      date_created: date,
      date_updated: date,
    };
    return state.store.addShortCode(service, record, now);
  },
  update: (state, node, form) => {
    const isReserved = form.boolean('IsReserved');
    if (isReserved === undefined) return;
    node.record = { ...node.record, is_reserved: isReserved, date_updated: wireDate(state.clock.now()) };
  },
  remove: (state, node) => {
    refuseIfHeld(state, node.sid);
    state.store.removeShortCode(node);
  },
});

/** Adds an unknown short code to the account, if the settings allow it. */
function mint({ settings, store }: AccountState, sid: string): OwnedNumber {
  if (!settings.mintNumbers) throw new TwilioError(80303);
  const owned: OwnedNumber = {
    sid,
    number: String(20_000 + (Number.parseInt(sid.slice(2, 8), 16) % 70_000)),
    friendlyName: null,
    // The digits of a short code do not tell its country.
    isoCountry: null,
    capabilities: capabilitiesOf(['sms', 'mms']),
    claimedBy: null,
  };
  store.ownShortCode(owned);
  return owned;
}
