import { capabilitiesOf } from '../numbers/capabilities.ts';
import { countryOf } from '../numbers/dialling.ts';
import type { Capabilities } from '../state/records.ts';
import { canonicalSid } from '../state/sids.ts';
import { Store, type OwnedNumber, type ServiceNode } from '../state/store.ts';
import { demoSeed } from './demo.ts';
import { dated, optionalDate, type SeedContext } from './seed-context.ts';
import { largeSeed } from './large.ts';
import { buildSession } from './build-session.ts';
import { seedSids } from './seed-sids.ts';
import {
  seedNames,
  type Seed,
  type SeedName,
  type SeedNumber,
  type SeedPoolNumber,
  type SeedService,
} from './seed.ts';

/**
 * Builds a store with the data of a seed.
 *
 * @throws RangeError for an unknown name, Error for a SID that occurs twice
 */
export function buildStore(seed: SeedName | Seed, accountSid: string, now: number): Store {
  const context: SeedContext = { store: new Store(), accountSid, now };
  const {
    phoneNumbers = [],
    services = [],
    shortCodes = [],
  } = typeof seed === 'string' ? seedOf(seed) : seed;
  for (const number of phoneNumbers) context.store.ownNumber(ownedNumber(number));
  for (const shortCode of shortCodes) context.store.ownShortCode(ownedShortCode(shortCode));
  services.forEach((service, index) => buildService(context, service, index));
  return context.store;
}

function seedOf(name: string): Seed {
  switch (name) {
    case 'demo':
      return demoSeed();
    case 'large':
      return largeSeed();
    case 'empty':
      return {};
    default:
      throw new RangeError(`Unknown seed "${name}". There are: ${seedNames.join(', ')}.`);
  }
}

const ownedNumber = (seed: SeedNumber): OwnedNumber =>
  owned(seed, seedSids.phoneNumber(seed.number), ['voice', 'sms', 'mms'], countryOf(seed.number));

const ownedShortCode = (seed: SeedNumber): OwnedNumber =>
  owned(seed, seedSids.shortCode(seed.isoCountry ?? 'US', seed.number), ['sms', 'mms'], null);

function owned(seed: SeedNumber, sid: string, able: readonly string[], country: string | null): OwnedNumber {
  const { capabilities = able, isoCountry = country, number } = seed;
  return {
    sid: canonicalSid(seed.sid ?? sid),
    number,
    friendlyName: seed.friendlyName ?? number,
    isoCountry,
    capabilities: isList(capabilities) ? capabilitiesOf(capabilities) : capabilities,
    claimedBy: null,
  };
}

const isList = (value: readonly string[] | Capabilities): value is readonly string[] => Array.isArray(value);

function buildService(context: SeedContext, seed: SeedService, index: number): void {
  const { accountSid, store } = context;
  const { createdAt, date } = dated(context, seed.dateCreated, index);
  const service = store.addService(
    {
      sid: canonicalSid(seed.sid ?? seedSids.service(seed.uniqueName)),
      account_sid: accountSid,
      chat_instance_sid: seed.chatInstanceSid ?? null,
      unique_name: seed.uniqueName,
      default_ttl: seed.defaultTtl ?? 0,
      callback_url: seed.callbackUrl ?? null,
      geo_match_level: seed.geoMatchLevel ?? 'country',
      number_selection_behavior: seed.numberSelectionBehavior ?? 'prefer-sticky',
      intercept_callback_url: seed.interceptCallbackUrl ?? null,
      out_of_session_callback_url: seed.outOfSessionCallbackUrl ?? null,
      date_created: date,
      date_updated: optionalDate(seed.dateUpdated) ?? date,
    },
    createdAt,
  );
  seed.phoneNumbers?.forEach((number, position) => {
    const own = ownedNumber(number);
    const { createdAt, record } = pooled(context, service, own, number, position);
    store.ownNumber(own);
    store.addPhoneNumber(
      service,
      { ...record, phone_number: own.number, friendly_name: own.friendlyName },
      createdAt,
    );
  });
  seed.shortCodes?.forEach((shortCode, position) => {
    const own = ownedShortCode(shortCode);
    const { createdAt, record } = pooled(context, service, own, shortCode, position);
    store.ownShortCode(own);
    store.addShortCode(service, { ...record, short_code: own.number }, createdAt);
  });
  seed.sessions?.forEach((session, position) => buildSession(context, service, session, position));
}

/** The fields that numbers and short codes in a pool have in common. */
function pooled(
  context: SeedContext,
  service: ServiceNode,
  own: OwnedNumber,
  seed: SeedPoolNumber,
  position: number,
) {
  const { createdAt, date } = dated(context, seed.dateCreated, position);
  const record = {
    sid: own.sid,
    account_sid: context.accountSid,
    service_sid: service.sid,
    iso_country: own.isoCountry,
    capabilities: own.capabilities,
    is_reserved: seed.isReserved ?? false,
    date_created: date,
    date_updated: date,
  };
  return { createdAt, record };
}
