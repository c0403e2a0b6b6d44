/**
 * SIDs of the fake upstream. The place of a record is written into its SID, so that any record can be made from its
 * address alone and the upstream holds no state.
 */

/** @typedef {readonly number[]} Place The numbers of a Service, a Session in it, a Participant in that, and a row in that. */

const WIDTH = 8;

/** @param {string} prefix @param {Place} place */
export const sidOf = (prefix, place) =>
  prefix +
  place
    .map((number) => number.toString(16).padStart(WIDTH, '0'))
    .join('')
    .padEnd(32, '0');

/** The place of a SID, with a number for each of its `depth` levels. @param {string} sid @param {number} depth */
export const placeOf = (sid, depth) =>
  Array.from({ length: depth }, (_, level) =>
    parseInt(sid.slice(2 + level * WIDTH, 2 + (level + 1) * WIDTH), 16),
  );
