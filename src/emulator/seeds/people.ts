/**
 * Fictional phone numbers, from ranges that regulators reserve for films and examples.
 * US and Canada: 555-0100 to 555-0199 of any area code (NANPA). UK: 07700 900000 to 900999 (Ofcom).
 * Germany: 030 23125 000 to 999 (Bundesnetzagentur). Australia: 0491 570 006 to 570 999, in part (ACMA).
 * France: 06 39 98 00 00 to 99 99 (Arcep). Ireland: 020 91x xxxx (ComReg).
 */

/** Returns a new phone number at each call. */
export type People = () => string;

const NORTH_AMERICAN_LINES = 90;

/** People with 555 numbers in the given area codes. The last ten numbers of each area code are proxy numbers. */
export function northAmericans(areaCodes: readonly string[]): People {
  let next = 0;
  return () => {
    const position = next++;
    const areaCode = areaCodes[position % areaCodes.length] ?? '';
    const line = Math.floor(position / areaCodes.length);
    if (line >= NORTH_AMERICAN_LINES)
      throw new RangeError('No fictional number is left in these area codes.');
    return `+1${areaCode}55501${String(line).padStart(2, '0')}`;
  };
}

/** The proxy numbers of an area code, 0 to 9. */
export const northAmericanLine = (areaCode: string, position: number): string =>
  `+1${areaCode}555019${position}`;

/** People with the last three digits 000 to 899 of a range. The others are proxy numbers. */
export function peopleOf(prefix: string): People {
  let next = 0;
  return () => {
    const position = next++;
    if (position >= 900) throw new RangeError('No fictional number is left in this range.');
    return prefix + String(position).padStart(3, '0');
  };
}

/** The proxy numbers of such a range, 0 to 99. */
export const lineOf = (prefix: string, position: number): string =>
  `${prefix}9${String(position).padStart(2, '0')}`;

export const ranges = {
  unitedKingdom: '+447700900',
  germany: '+493023125',
  ireland: '+353209101',
  france: '+336399801',
} as const;
