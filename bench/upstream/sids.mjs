/**
 * SIDs of the fake upstream. The place of a record is written into its SID, so that any record can be made from its
 * address alone and the upstream holds no state.
 */

/** @typedef {readonly number[]} Place The numbers of a Service, a Session in it, a Participant in that, and a row in that. */

const WIDTH = 8;
const DIGITS = 32;

const written = (/** @type {number} */ number) => number.toString(16).padStart(WIDTH, '0');

/** The digits behind the place: like those of Twilio's SIDs they differ from record to record. @param {Place} place */
function rest(place) {
  let mixed = 0x2545f491;
  let digits = '';
  for (const number of place) mixed = Math.imul(mixed ^ number, 0x9e3779b1);
  while (digits.length < DIGITS) {
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    digits += written(mixed >>> 0);
  }
  return digits;
}

/** @param {string} prefix @param {Place} place */
export const sidOf = (prefix, place) => prefix + (place.map(written).join('') + rest(place)).slice(0, DIGITS);

/** The place of a SID, with a number for each of its `depth` levels. @param {string} sid @param {number} depth */
export const placeOf = (sid, depth) =>
  Array.from({ length: depth }, (_, level) =>
    parseInt(sid.slice(2 + level * WIDTH, 2 + (level + 1) * WIDTH), 16),
  );
