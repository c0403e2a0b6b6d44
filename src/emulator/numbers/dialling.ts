import { getCountryCodeForRegionCode, getSupportedRegionCodes, parsePhoneNumber } from 'awesome-phonenumber';
import type { GeoMatchLevel } from '../state/records.ts';

const e164 = /^\+[1-9]\d{1,14}$/;
const channelAddress = /^[a-z][a-z0-9_-]{1,31}:[^\s]{1,150}$/i;

export const isE164 = (text: string): boolean => e164.test(text);

/** An address on a channel, such as `messenger:123456`. */
export const isChannelAddress = (text: string): boolean => channelAddress.test(text);

/** The part before the colon; empty for a telephone number. */
export const channelOf = (text: string): string =>
  isE164(text) ? '' : (text.split(':', 1)[0] ?? '').toLowerCase();

/**
 * A number in the form that Proxy stores: Argentina without the mobile 9, Mexico without the mobile 1.
 * https://www.twilio.com/docs/proxy/understanding-phone-number-management
 */
export const storedForm = (number: string): string =>
  number.replace(/^\+549(?=\d{10}$)/, '+54').replace(/^\+521(?=\d{10}$)/, '+52');

/** Country codes of two digits; +1 and +7 have one, all others three (ITU-T E.164). */
const twoDigits = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
    '81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/** The country dialling code without the plus. Territories that share +44 or +1 share their proxy numbers. */
export function diallingCode(number: string): string {
  const digits = number.slice(1);
  if (digits.startsWith('1') || digits.startsWith('7')) return digits.slice(0, 1);
  return twoDigits.has(digits.slice(0, 2)) ? digits.slice(0, 2) : digits.slice(0, 3);
}

/** Area codes that overlay each other, for the larger cities. Not complete. */
const overlays = [
  '212 332 646 917',
  '347 718 917 929',
  '415 628',
  '213 323 738',
  '312 773 872',
  '206 564',
  '305 786 645',
  '617 857',
  '512 737',
  '702 725',
  '503 971',
  '404 470 678 770 943',
  '416 437 647',
  '604 236 672 778',
  '514 438 263',
].map((group) => new Set(group.split(' ')));

/**
 * Whether a proxy number is near enough to a Participant. Only North America has levels below the country.
 * `overlay`, `radius` and `extended-area-code` all mean "an area code that overlays the Participant's".
 */
export function isNear(level: GeoMatchLevel, identifier: string, proxyNumber: string): boolean {
  if (level === 'country' || diallingCode(identifier) !== '1') return true;
  const [wanted, given] = [identifier.slice(2, 5), proxyNumber.slice(2, 5)];
  if (wanted === given) return true;
  return level !== 'area-code' && overlays.some((group) => group.has(wanted) && group.has(given));
}

/** Ofcom reserves these for fiction, so the metadata assigns them to none of the countries that share +44. */
const britishFiction = /^\+447700900\d{3}$/;

/**
 * The country of a number by the metadata of libphonenumber. Null when several countries share the country code and the
 * number is in none of their ranges, or when the number belongs to no country.
 */
export function countryOf(number: string): string | null {
  if (britishFiction.test(number)) return 'GB';
  const { valid, regionCode, countryCode } = parsePhoneNumber(number);
  // `001` means no country, for example satellite numbers.
  if (regionCode === undefined || regionCode === '001') return null;
  const sharing = getSupportedRegionCodes().filter(
    (code) => getCountryCodeForRegionCode(code) === countryCode,
  );
  return valid || sharing.length === 1 ? regionCode : null;
}
